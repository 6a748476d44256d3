"""A letter that can be taken back, one that did not arrive, and the contact that is put right."""

from datetime import timedelta

import pytest
from django.conf import settings as house
from django.utils import timezone

from notifications.models import DeliveryAttempt, DeliveryEvent, OutgoingEmail, Reason, State
from requests_app.models import Contact, Ticket
from requests_app.services import messages
from tests import make
from tests.triage import rows

CONTACT = {"name": "O.", "email": "oksana@example.org", "phone": "0470 12 34 56", "phone_e164": "+32470123456"}


def page_of(client, ticket):
    return client.get(f"/desk/tickets/{ticket.reference}/")


def press(page, ending):
    return next(form for form in page.forms if form.node.attrs.get("action", "").endswith(ending)).press()


@pytest.fixture
def ticket(cast):
    return rows.ticket(team=cast.reception, contact=CONTACT)


def answered(ticket, by, state=State.WAITING, reason=Reason.NO_SUCH_MAILBOX):
    sent = messages.reply(ticket, body="Venez mardi", by=by, token=f"t{timezone.now()}", last_seen=9**9, status="")
    letter = OutgoingEmail.objects.get(message_id=sent.message.email_id)
    if state != State.WAITING:
        outcome = "sent" if state == State.BOUNCED else "refused"
        DeliveryAttempt.objects.create(email=letter, at=timezone.now(), outcome=outcome, reason=reason)
        sent_at = timezone.now() if state == State.BOUNCED else None
        OutgoingEmail.objects.filter(pk=letter.pk).update(state=state, attempt_after=None, attempts=1, sent_at=sent_at)
    return letter


def test_a_reply_can_be_taken_back_by_the_button_that_the_page_shows_after_it(cast, desk, ticket):
    page = desk(cast.amina).get(f"/desk/tickets/{ticket.reference}/")
    form = next(form for form in page.forms if form.node.attrs.get("action", "").endswith("/preview/"))
    after = form.fill("body", "Bonjour").press().press("Envoyer")

    letter = OutgoingEmail.objects.get(kind="reply")
    assert after.by_id("undo")
    press(after, f"/{letter.pk}/withdraw/")

    letter.refresh_from_db()
    assert letter.state == State.WITHDRAWN


def test_the_button_goes_when_the_time_is_over(cast, seen_by, ticket):
    letter = answered(ticket, cast.amina)
    assert page_of(seen_by(cast.amina), ticket).context["held_back"].pk == letter.pk

    past = timezone.now() - timedelta(seconds=1)
    OutgoingEmail.objects.filter(pk=letter.pk).update(not_before=past)

    assert page_of(seen_by(cast.amina), ticket).context["held_back"] is None
    assert timedelta(seconds=house.REPLY_UNDO_SECONDS) == timedelta(seconds=10)


def test_a_lost_letter_stands_at_the_head_with_its_reason_and_the_telephone(cast, seen_by, ticket):
    answered(ticket, cast.amina, State.REFUSED, Reason.MAILBOX_FULL)

    page = page_of(seen_by(cast.amina), ticket).content.decode()
    notice = page[page.index('id="ticket-head"') : page.index('id="exchange-title"')]

    assert str(Reason.MAILBOX_FULL.label) in notice
    assert 'href="tel:+32470123456"' in notice


@pytest.mark.parametrize(
    ("contact", "called"),
    [({"safe_contact": "email_seulement"}, False), ({"phone": "", "phone_e164": ""}, False), ({}, True)],
)
def test_a_telephone_is_named_only_where_calling_is_possible_and_safe(cast, seen_by, contact, called):
    ticket = rows.ticket(team=cast.reception, contact={**CONTACT, **contact})
    answered(ticket, cast.amina, State.GIVEN_UP)

    page = page_of(seen_by(cast.amina), ticket)
    shown = page.content.decode()
    notice = shown[shown.index('id="ticket-head"') : shown.index('id="exchange-title"')]

    assert ("tel:" in notice) == called
    assert called or page.context["contact"].how_to_tell in notice.replace("&#x27;", "'")


def test_a_letter_that_came_back_tells_what_others_said_of_it(cast, seen_by, ticket):
    letter = answered(ticket, cast.amina, State.BOUNCED, Reason.ACCEPTED)
    DeliveryEvent.objects.create(
        email=letter, event_key="k", kind="bounced", reason=Reason.NO_SUCH_MAILBOX, happened_at=timezone.now()
    )

    lost = page_of(seen_by(cast.amina), ticket).context["lost"]

    assert lost.reason == Reason.NO_SUCH_MAILBOX.label
    assert [attempt["words"] for attempt in lost.attempts] == [Reason.ACCEPTED.label]
    assert [event["words"] for event in lost.events] == [DeliveryEvent.Kind.BOUNCED.label]


def test_an_address_with_trouble_is_struck_and_nobody_will_be_told(cast, seen_by, ticket):
    Contact.objects.filter(ticket=ticket).update(email_trouble="bounced", email_trouble_at=timezone.now())

    page = page_of(seen_by(cast.amina), ticket).content.decode()

    assert '<s><bdi dir="ltr">oksana@example.org</bdi></s>' in page
    assert str(Contact.Trouble.BOUNCED.label) in page
    assert page.count("Appelez la personne") == 1


@pytest.mark.parametrize(("contact", "neutral"), [({"safe_contact": "pas_de_message_vocal"}, True), ({}, False)])
def test_before_writing_the_agent_knows_that_the_letter_will_be_empty(cast, seen_by, contact, neutral):
    ticket = rows.ticket(team=cast.reception, contact={**CONTACT, **contact})

    page = page_of(seen_by(cast.amina), ticket)

    assert page.context["contact"].is_neutral is neutral
    assert ("dit seulement" in page.content.decode()) is neutral


def test_a_corrected_address_is_tried_with_a_new_letter(cast, desk, ticket):
    lost = answered(ticket, cast.amina, State.BOUNCED)
    Contact.objects.filter(ticket=ticket).update(email_trouble="bounced", email_trouble_at=timezone.now())
    browser = desk(cast.amina)

    asked = browser.get(f"/desk/tickets/{ticket.reference}/contact/")
    form = next(form for form in asked.forms if "email" in form.asked)
    after = form.fill("email", "oksana.new@example.org").press("Enregistrer")
    again = press(after, f"/{lost.pk}/readdress/")

    lost.refresh_from_db()
    sent = OutgoingEmail.objects.filter(kind="reply").latest("pk")
    assert (lost.state, sent.state, sent.to) == (State.BOUNCED, State.WAITING, "oksana.new@example.org")
    assert "Venez mardi" in sent.text
    assert again.by_id("undo")
    assert f"/{lost.pk}/readdress/" not in str([form.node.attrs for form in again.forms])


def test_it_is_sent_anew_once_only_and_never_to_the_address_that_failed(cast, seen_by, ticket):
    lost = answered(ticket, cast.amina, State.REFUSED)
    client = seen_by(cast.amina)
    address = f"/desk/tickets/{ticket.reference}/letters/{lost.pk}/readdress/"

    client.post(address)
    assert OutgoingEmail.objects.filter(kind="reply").count() == 1
    client.post(f"/desk/tickets/{ticket.reference}/contact/", {"email": "new@example.org", "phone": ""})
    for _again in range(2):
        client.post(address)

    assert OutgoingEmail.objects.filter(kind="reply").count() == 2


@pytest.mark.parametrize("email", ["not an address", "a@b", "a@example.org\nBcc: c@example.org", "x" * 300])
def test_a_wrong_address_is_refused_in_words_and_nothing_changes(cast, seen_by, ticket, email):
    refused = seen_by(cast.amina).post(f"/desk/tickets/{ticket.reference}/contact/", {"email": email, "phone": "1"})

    assert refused.status_code == 422
    assert Contact.objects.get(ticket=ticket).phone == CONTACT["phone"]


def test_a_colleague_who_was_quicker_is_noticed(cast, desk, ticket, seen_by):
    asked = desk(cast.amina).get(f"/desk/tickets/{ticket.reference}/contact/")
    form = next(form for form in asked.forms if "email" in form.asked).fill("email", "mine@example.org")
    seen_by(cast.amina).post(f"/desk/tickets/{ticket.reference}/contact/", {"email": "hers@example.org", "phone": ""})

    refused = form.press("Enregistrer")

    assert refused.status == 409
    assert "hers@example.org" in refused.text
    assert Contact.objects.get(ticket=ticket).email == "hers@example.org"


def test_an_anonymous_request_has_no_contact_to_correct(cast, seen_by):
    ticket = make.ticket(team=cast.reception, contact=None)

    assert seen_by(cast.amina).get(f"/desk/tickets/{ticket.reference}/contact/").status_code == 404
    assert Ticket.objects.get(pk=ticket.pk).requester is None
