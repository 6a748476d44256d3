"""The page of the letters that leave: for reception and managers, of the tickets they may read, grouped by reason."""

from datetime import timedelta

import pytest
from django.utils import timezone

from notifications import outbox
from notifications.models import (
    DeliveryAttempt,
    DeliveryEvent,
    MailboxReading,
    OutgoingEmail,
    Reason,
    ServerPause,
    State,
    WorkerHeartbeat,
)
from requests_app.models import Ticket
from tests import make
from tests.triage import rows

PAGE = "/desk/post/out/"


def letter(ticket, state=State.WAITING, reason=Reason.NO_SUCH_MAILBOX, to="o@example.org"):
    made = outbox.queue(kind="reply", to=to, subject="Objet secret", text="Texte secret", about=ticket.reference)
    if state != State.WAITING:
        DeliveryAttempt.objects.create(email=made, at=timezone.now(), outcome="refused", reason=reason)
        sent_at = timezone.now() if state == State.BOUNCED else None
        OutgoingEmail.objects.filter(pk=made.pk).update(state=state, attempt_after=None, attempts=1, sent_at=sent_at)
    return made


def test_letters_that_did_not_arrive_are_grouped_by_reason(cast, seen_by):
    ticket = make.ticket(team=cast.reception)
    letter(ticket, State.REFUSED), letter(ticket, State.GIVEN_UP, Reason.MAILBOX_FULL)
    returned = letter(ticket, State.BOUNCED, Reason.ACCEPTED)
    DeliveryEvent.objects.create(
        email=returned, event_key="k", kind="bounced", reason=Reason.NO_SUCH_MAILBOX, happened_at=timezone.now()
    )

    groups = seen_by(cast.amina).get(PAGE).context["groups"]

    assert [(group.code, len(group.lines)) for group in groups] == [("no_such_mailbox", 2), ("mailbox_full", 1)]


def test_only_letters_about_tickets_that_one_may_read_are_listed_and_never_their_content(cast, seen_by):
    letter(make.ticket(team=cast.reception), State.REFUSED, to="seen@example.org")
    hidden = make.ticket(form="discrimination")
    letter(hidden, State.REFUSED, to="hidden@example.org"), letter(hidden, to="hidden@example.org")

    for user in (cast.amina, cast.claire):
        page = seen_by(user).get(PAGE).content.decode()
        assert "seen@example.org" in page
        assert "hidden@example.org" not in page
        assert hidden.reference not in page
        assert "secret" not in page


def test_one_is_tried_again_one_taken_back_and_the_page_stays(cast, desk):
    ticket = make.ticket(team=cast.reception)
    refused, waiting = letter(ticket, State.REFUSED), letter(ticket)
    browser = desk(cast.amina)

    for pk, verb in ((refused.pk, "again"), (waiting.pk, "withdraw")):
        page = browser.get(PAGE)
        form = next(form for form in page.forms if form.node.attrs.get("action", "").endswith(f"/{pk}/{verb}/"))
        assert form.press().url.endswith(PAGE)

    refused.refresh_from_db()
    waiting.refresh_from_db()
    assert (refused.state, waiting.state) == (State.WAITING, State.WITHDRAWN)


@pytest.mark.parametrize("state", [State.REFUSED, State.GIVEN_UP, State.BOUNCED])
def test_a_lost_letter_is_taken_off_the_list_for_a_reason_that_stays_in_the_history(cast, desk, state):
    ticket = rows.ticket(team=cast.reception)
    lost, browser = letter(ticket, state), desk(cast.amina)
    form = next(form for form in browser.get(PAGE).forms if form.node.attrs.get("action", "").endswith("/settle/"))

    after = form.fill("because", "told").press()

    lost.refresh_from_db()
    assert after.url.endswith(PAGE)
    assert f"/{lost.pk}/" not in after.text
    assert (lost.state, lost.settled_by, lost.settled_because) == (state, str(cast.amina.pk), "told")
    newest = Ticket.history.filter(id=ticket.pk).first()
    assert (newest.history_user, newest.history_change_reason) == (cast.amina, "letter_settled told")
    assert "la personne" in browser.get(f"/desk/tickets/{ticket.reference}/").text


def test_a_letter_taken_off_the_list_is_not_tried_again_and_is_no_alarm_on_the_ticket(cast, seen_by):
    ticket, client = rows.ticket(team=cast.reception), seen_by(cast.amina)
    lost = letter(ticket, State.REFUSED)
    address = f"/desk/tickets/{ticket.reference}/"
    assert client.get(address).context["lost"].pk == lost.pk

    client.post(f"{address}letters/{lost.pk}/settle/", {"because": "out_of_reach"})
    client.post(f"{address}letters/{lost.pk}/again/")
    client.post(f"{PAGE}again/", {"reason": Reason.NO_SUCH_MAILBOX})

    assert OutgoingEmail.objects.get(pk=lost.pk).state == State.REFUSED
    assert client.get(address).context["lost"] is None
    assert client.get(PAGE).context["groups"] == []


@pytest.mark.parametrize(
    ("state", "because"),
    [
        (State.REFUSED, ""),
        (State.REFUSED, "x"),
        (State.REFUSED, "\x00"),
        (State.WAITING, "told"),
        (State.SENDING, "told"),
    ],
)
def test_without_a_reason_or_while_it_may_still_arrive_nothing_is_taken_off(cast, seen_by, state, because):
    ticket = rows.ticket(team=cast.reception)
    made = letter(ticket)
    if state == State.SENDING:
        OutgoingEmail.objects.filter(pk=made.pk).update(state=state, leased_by="w", attempts=1)
    elif state == State.REFUSED:
        OutgoingEmail.objects.filter(pk=made.pk).update(state=state, attempt_after=None, attempts=1)

    seen_by(cast.amina).post(f"/desk/tickets/{ticket.reference}/letters/{made.pk}/settle/", {"because": because})

    assert OutgoingEmail.objects.get(pk=made.pk).settled_at is None
    assert not Ticket.history.filter(id=ticket.pk, history_change_reason__startswith="letter_settled").exists()


def test_taken_off_twice_it_keeps_the_first_author(cast, seen_by):
    ticket = rows.ticket(team=cast.reception)
    lost, emil = letter(ticket, State.REFUSED), make.user("emil", team=cast.reception)
    for person, because in ((cast.amina, "told"), (emil, "not_needed")):
        address = f"/desk/tickets/{ticket.reference}/letters/{lost.pk}/settle/"
        seen_by(person).post(address, {"because": because})

    assert OutgoingEmail.objects.get(pk=lost.pk).settled_because == "told"
    assert Ticket.history.filter(id=ticket.pk, history_change_reason__startswith="letter_settled").count() == 1


def test_all_of_one_reason_are_tried_again_and_no_others(cast, seen_by):
    ticket, hidden = make.ticket(team=cast.reception), make.ticket(form="discrimination")
    two = [letter(ticket, State.REFUSED), letter(ticket, State.GIVEN_UP)]
    others = [letter(ticket, State.REFUSED, Reason.MAILBOX_FULL), letter(hidden, State.REFUSED)]

    seen_by(cast.amina).post(f"{PAGE}again/", {"reason": Reason.NO_SUCH_MAILBOX})

    assert [OutgoingEmail.objects.get(pk=one.pk).state for one in two] == [State.WAITING] * 2
    assert [OutgoingEmail.objects.get(pk=one.pk).state for one in others] == [State.REFUSED] * 2


def test_a_manager_looks_and_has_no_buttons(cast, seen_by):
    made = letter(make.ticket(team=cast.reception), State.REFUSED)
    client = seen_by(cast.claire)

    assert "/again/" not in client.get(PAGE).content.decode()
    client.post(f"{PAGE}again/", {"reason": Reason.NO_SUCH_MAILBOX})

    assert OutgoingEmail.objects.get(pk=made.pk).state == State.REFUSED


def test_the_page_says_what_keeps_letters_from_leaving(cast, seen_by):
    now = timezone.now()
    ServerPause.objects.create(server="smtp", until=now + timedelta(minutes=5), failures=3, reason=Reason.NOT_REACHED)
    MailboxReading.objects.create(mailbox="imap", read_at=now - timedelta(hours=2), failure="login")
    WorkerHeartbeat.objects.create(name="w", beat_at=now - timedelta(minutes=7))

    page = seen_by(cast.amina).get(PAGE)

    assert "login" in page.content.decode()
    assert str(Reason.NOT_REACHED.label) in page.content.decode()
    assert page.context["worker"]


def test_the_page_costs_the_same_for_one_letter_and_for_fifty(cast, seen_by, django_assert_num_queries):
    ticket, client = make.ticket(team=cast.reception), seen_by(cast.amina)
    client.get(PAGE)

    for more in (1, 49):
        for number in range(more):
            letter(ticket, State.REFUSED if number % 2 else State.WAITING)
        with django_assert_num_queries(11):
            assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize("reason", ["", "x", "\x00", "no_such_mailbox"])
def test_an_odd_reason_tries_nothing_again(cast, seen_by, reason):
    assert seen_by(cast.amina).post(f"{PAGE}again/", {"reason": reason}).status_code == 302
