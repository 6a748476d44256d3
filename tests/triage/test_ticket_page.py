"""The page of one ticket: what was asked and said, as it was, and what it costs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from notifications import outbox
from notifications.models import DeliveryAttempt, OutgoingEmail, Reason, State
from requests_app.services import messages, tickets
from tests import make
from tests.triage import rows

HOSTILE = "<script>alert(1)</script> & \"'"


def page_of(client, ticket, query=""):
    return client.get(f"/desk/tickets/{ticket.reference}/{query}")


def queue_letter(ticket, to="oksana@example.org", kind="reply"):
    return outbox.queue(kind=kind, to=to, subject="Objet", text="Texte", about=ticket.reference)


def test_the_answers_read_as_they_were_asked_in_the_language_of_the_agent(cast, seen_by):
    ticket = make.ticket(team=cast.reception, answers={"message": "Bonjour", "topic": "logement", "writing_for": "moi"})

    french = page_of(seen_by(cast.amina), ticket).content.decode()
    cast.amina.language = "en"
    cast.amina.save()
    english = page_of(seen_by(cast.amina), ticket).content.decode()

    assert "Vous écrivez pour qui" in french
    assert "Pour moi" in french
    assert "Who are you writing for" in english


def test_what_a_person_typed_is_never_markup(cast, seen_by):
    contact = {"name": HOSTILE, "email": "a@example.org", "phone": HOSTILE}
    ticket = make.ticket(team=cast.reception, answers={"message": HOSTILE}, contact=contact)
    make.message(ticket, HOSTILE)
    make.note(ticket, HOSTILE)

    for address in (f"/desk/tickets/{ticket.reference}/", "/desk/"):
        page = seen_by(cast.amina).get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_the_contact_has_a_telephone_link_no_mail_link_and_its_warning_in_words(cast, seen_by):
    contact = {"name": "O.", "email": "o@example.org", "phone": "0470/12.34.56", "phone_e164": "+32470123456"}
    ticket = make.ticket(team=cast.reception, contact={**contact, "safe_contact": "pas_de_message_vocal"})

    page = page_of(seen_by(cast.amina), ticket).content.decode()

    assert 'href="tel:+32470123456"' in page
    assert "mailto:" not in page
    assert "Ne laissez pas de message vocal" in page


def test_notes_look_different_from_replies(cast, seen_by):
    ticket = make.ticket(team=cast.reception)
    make.note(ticket, "Entre nous")
    make.message(ticket, "À la personne", direction="out", author=cast.amina)

    entries = page_of(seen_by(cast.amina), ticket).context["talk"].entries
    page = page_of(seen_by(cast.amina), ticket).content.decode()

    assert [(entry.kind, entry.body) for entry in entries] == [("note", "Entre nous"), ("out", "À la personne")]
    assert page.index('class="message note"') < page.index("Entre nous") < page.index('class="message message-out"')


def test_a_long_exchange_comes_in_pages_without_losing_a_word(cast, seen_by, settings):
    settings.CONVERSATION_PAGE_ROWS = 4
    ticket, now = make.ticket(team=cast.reception), timezone.now()
    for number in range(5):  # two of each in the same instant: ties must not hide anything
        make.message(ticket, f"message {number}", created_at=now + timedelta(minutes=number // 2))
        make.note(ticket, f"note {number}", created_at=now + timedelta(minutes=number // 2))
    client, read, query = seen_by(cast.amina), [], ""

    while query is not None:
        talk = page_of(client, ticket, query).context["talk"]
        read = [entry.body for entry in talk.entries] + read
        query = f"?before={talk.earlier}" if talk.earlier else None

    assert sorted(read) == sorted([f"{kind} {number}" for kind in ("message", "note") for number in range(5)])
    assert read[-1] == "note 4"


@pytest.mark.parametrize("cursor", ["x", "1-note", "99999999999999999999-note-1", "1-file-2", "-1-note-1", "١-note-1"])
def test_a_bad_cursor_shows_the_newest_messages(cast, seen_by, cursor):
    ticket = make.ticket(team=cast.reception)
    make.message(ticket, "La dernière")

    talk = page_of(seen_by(cast.amina), ticket, f"?before={cursor}").context["talk"]

    assert talk.is_newest
    assert [entry.body for entry in talk.entries] == ["La dernière"]


def test_every_letter_and_every_attempt_is_shown(cast, seen_by):
    ticket = make.ticket(team=cast.reception)
    letter = queue_letter(ticket)
    now = timezone.now()
    for minutes, reason in ((0, Reason.BUSY), (5, Reason.NO_SUCH_MAILBOX)):
        DeliveryAttempt.objects.create(
            email=letter, at=now + timedelta(minutes=minutes), outcome="later", reason=reason, smtp_code=451
        )
    OutgoingEmail.objects.filter(pk=letter.pk).update(state=State.REFUSED, attempt_after=None, attempts=2)
    queue_letter(make.ticket(team=cast.reception), to="other@example.org")

    page = page_of(seen_by(cast.amina), ticket)

    [shown] = page.context["letters"]
    assert [attempt["words"] for attempt in shown.attempts] == [Reason.BUSY.label, Reason.NO_SUCH_MAILBOX.label]
    assert "oksana@example.org" in page.content.decode()
    assert "other@example.org" not in page.content.decode()
    assert page.context["lost"].pk == letter.pk


def test_a_letter_that_did_not_arrive_can_be_tried_again_and_one_that_waits_taken_back(cast, desk):
    ticket = make.ticket(team=cast.reception)
    refused, waiting = queue_letter(ticket), queue_letter(ticket)
    OutgoingEmail.objects.filter(pk=refused.pk).update(state=State.REFUSED, attempt_after=None, attempts=2)
    page = desk(cast.amina).get(f"/desk/tickets/{ticket.reference}/")

    for address in [form.node.attrs.get("action", "") for form in page.forms]:
        if "/letters/" in address:
            form = next(form for form in page.forms if form.node.attrs.get("action") == address)
            assert form.press().status == 200

    refused.refresh_from_db()
    waiting.refresh_from_db()
    assert (refused.state, waiting.state) == (State.WAITING, State.WITHDRAWN)


def test_a_letter_about_another_ticket_cannot_be_touched_from_this_one(cast, seen_by):
    ticket, other = make.ticket(team=cast.reception), make.ticket(team=cast.reception)
    letter = queue_letter(other)

    answer = seen_by(cast.amina).post(f"/desk/tickets/{ticket.reference}/letters/{letter.pk}/withdraw/")

    letter.refresh_from_db()
    assert (answer.status_code, letter.state) == (404, State.WAITING)


def test_a_follow_up_names_the_ticket_before_it_only_to_those_who_may_read_that(cast, seen_by):
    hidden = make.ticket(form="discrimination")
    shown = make.ticket(team=cast.reception)

    assert page_of(seen_by(cast.amina), make.ticket(team=cast.reception, follows=shown)).context["follows"]
    page = page_of(seen_by(cast.amina), make.ticket(team=cast.reception, follows=hidden))
    assert hidden.reference not in page.content.decode()


def test_the_timeline_tells_who_did_what(cast, seen_by):
    ticket = rows.ticket(team=cast.reception)
    make.user("emil", team=cast.reception)
    tickets.take(ticket, by=cast.amina)
    tickets.change_status(ticket, status="on_hold", by=cast.amina)
    messages.reply(ticket, body="Oui", by=cast.amina, token="t", status="")

    said = [event.text for event in page_of(seen_by(cast.amina), ticket).context["events"]]

    assert any("Amina</bdi> a pris la demande" in text for text in said)
    assert any("Amina</bdi> a répondu à la personne" in text for text in said)
    assert not any("Oui" in text for text in said)


def test_the_page_costs_the_same_for_three_messages_and_for_two_hundred(cast, seen_by, django_assert_max_num_queries):
    ticket, client = make.ticket(team=cast.reception), seen_by(cast.amina)
    page_of(client, ticket)  # the schema of the form is read once by each process
    counted, sizes = [], []
    for more in (3, 197):
        for number in range(more):
            make.message(ticket, f"Merci pour la réponse {number}. " * 3, direction="out" if number % 2 else "in")
            queue_letter(ticket)
        with django_assert_max_num_queries(8) as done:
            page = page_of(client, ticket)
        counted.append(len(done))
        sizes.append(len(page.content))

    assert counted[0] == counted[1]
    assert sizes[1] <= 60_000
