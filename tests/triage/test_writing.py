"""Replies and notes: read once more, sent once, never lost when two write at once, and notes never leave."""

import pytest
from django.conf import settings

from notifications.models import OutgoingEmail
from requests_app.models import Message, Note
from requests_app.services import messages
from tests import make
from tests.triage import rows

CANARY = "perroquet-violet"


@pytest.fixture
def ticket(cast):
    return rows.ticket(team=cast.reception)


def composer(page, verb):
    """The form of the reply or of the note on a ticket's page."""
    return next(form for form in page.forms if form.node.attrs.get("action", "").endswith(f"/{verb}/"))


def open_ticket(desk, user, ticket):
    return desk(user).get(f"/desk/tickets/{ticket.reference}/")


def test_what_is_previewed_is_what_leaves(cast, desk, ticket):
    form = composer(open_ticket(desk, cast.amina, ticket), "preview")

    preview = form.fill("body", "Bonjour,\n\nOui, jeudi à 10 h.").press()
    shown = preview.by_id("letter").raw_text
    assert "oksana@example.org" in preview.text
    assert not Message.objects.exists()

    after = preview.press("Envoyer")
    letter = OutgoingEmail.objects.get(about=ticket.reference, kind="reply")
    assert after.url.partition("#")[0].endswith(f"/{ticket.reference}/")
    # Each letter has a link of its own; everything else is the same, letter for letter.
    assert letter.text.split("/suivi/lien/")[0].strip() == shown.split("/suivi/lien/")[0].strip()
    assert Message.objects.get(ticket=ticket).body == "Bonjour,\n\nOui, jeudi à 10 h."


def test_a_preview_can_be_changed_again_without_losing_a_word(cast, desk, ticket):
    form = composer(open_ticket(desk, cast.amina, ticket), "preview")
    preview = form.fill("body", "Premier jet").fill("status", "").press()

    back = preview.press("Modifier le texte")

    again = composer(back, "preview")
    assert (again.value("body"), again.value("status")) == ("Premier jet", "")
    assert again.value("token") == form.value("token")


def test_a_double_click_sends_once(cast, desk, ticket):
    form = composer(open_ticket(desk, cast.amina, ticket), "preview")
    preview = form.fill("body", "Une seule fois").press()

    preview.press("Envoyer")
    second = preview.press("Envoyer")

    assert second.status == 200
    assert Message.objects.filter(ticket=ticket).count() == 1
    assert OutgoingEmail.objects.filter(kind="reply").count() == 1


def test_when_two_agents_answer_at_once_both_keep_their_words_and_see_the_other(cast, desk, ticket):
    emil = make.user("emil", team=cast.reception)
    hers = composer(open_ticket(desk, cast.amina, ticket), "preview").fill("body", "Le mot d'Amina").press()
    his = composer(open_ticket(desk, emil, ticket), "preview").fill("body", "Le mot d'Emil").press()
    hers.press("Envoyer")

    refused = his.press("Envoyer")
    assert refused.status == 409
    assert "Le mot d'Amina" in composer(refused, "preview").page.text
    assert composer(refused, "preview").value("body") == "Le mot d'Emil"

    composer(refused, "preview").press().press("Envoyer")
    assert [message.body for message in Message.objects.filter(ticket=ticket)] == ["Le mot d'Amina", "Le mot d'Emil"]


def test_a_message_that_came_while_one_was_writing_is_shown_before_sending(cast, desk, ticket):
    preview = composer(open_ticket(desk, cast.amina, ticket), "preview").fill("body", "Venez lundi").press()
    messages.receive(ticket, body="En fait je ne peux pas lundi", token="later")

    refused = preview.press("Envoyer")

    assert refused.status == 409
    assert "En fait je ne peux pas lundi" in refused.text
    assert not OutgoingEmail.objects.filter(kind="reply").exists()


def test_notes_alone_on_the_page_are_no_reason_to_refuse_a_reply(cast, desk, ticket, settings):
    settings.CONVERSATION_PAGE_ROWS = 2
    make.message(ticket)
    for _number in range(3):
        make.note(ticket)

    preview = composer(open_ticket(desk, cast.amina, ticket), "preview").fill("body", "Bonjour").press()

    assert preview.press("Envoyer").status == 200


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        (None, "anonyme"),
        ({"name": "O.", "phone": "0470 12 34 56"}, "Appelez la personne"),
        ({"name": "O.", "email": "o@example.org", "phone": "0470", "preferred": "aucun"}, "Appelez la personne"),
    ],
)
def test_when_nobody_can_be_written_to_that_is_said_before_and_after(cast, desk, contact, said):
    ticket = rows.ticket(team=cast.reception, contact=contact)

    preview = composer(open_ticket(desk, cast.amina, ticket), "preview").fill("body", "Bonjour").press()
    assert "Personne ne sera prévenu" in preview.text
    assert said in preview.text

    after = preview.press("Garder la réponse")
    assert "Personne n'a été prévenu" in after.text
    assert Message.objects.filter(ticket=ticket).count() == 1
    assert not OutgoingEmail.objects.filter(kind="reply").exists()


def test_a_confidential_letter_is_previewed_as_the_empty_letter_it_is(cast, desk):
    ticket = rows.ticket(form="discrimination")

    preview = composer(open_ticket(desk, cast.bruno, ticket), "preview").fill("body", "Voici nos conseils").press()

    assert "Voici nos conseils" not in preview.by_id("letter").raw_text
    assert "Voici nos conseils" in preview.text


def test_the_status_follows_the_reply(cast, desk, ticket):
    form = composer(open_ticket(desk, cast.amina, ticket), "preview")

    asked = form.fill("body", "Terminé").fill("status", "resolved").press()
    assert asked.status == 422
    assert composer(asked, "preview").value("body") == "Terminé"

    composer(asked, "preview").fill("outcome", "answered").press().press("Envoyer")
    ticket.refresh_from_db()
    assert (ticket.status, ticket.outcome) == ("resolved", "answered")


@pytest.mark.parametrize("verb", ["preview", "reply", "note"])
@pytest.mark.parametrize("body", ["", "   \n ", "x" * 20_001, "a\x00b", "a\u202eb"])
def test_what_cannot_be_kept_is_refused_and_still_there(cast, seen_by, ticket, verb, body):
    answer = seen_by(cast.amina).post(f"/desk/tickets/{ticket.reference}/{verb}/", {"body": body, "token": "t"})

    form = answer.context["note_form" if verb == "note" else "reply_form"]
    assert answer.status_code == 422
    assert form.errors["body"]
    assert form["body"].value() == body.replace("\x00", "").replace("\u202e", "")
    assert not Message.objects.exists()
    assert not Note.objects.exists()


def test_a_note_is_kept_once_and_seen_by_the_colleagues(cast, desk, ticket):
    form = composer(open_ticket(desk, cast.amina, ticket), "note").fill("body", "À rappeler")

    form.press()
    page = form.press()

    assert Note.objects.filter(ticket=ticket).count() == 1
    assert "À rappeler" in page.text


def test_a_note_never_leaves(cast, desk, ticket):
    composer(open_ticket(desk, cast.amina, ticket), "note").fill("body", CANARY).press()

    preview = composer(open_ticket(desk, cast.amina, ticket), "preview").fill("body", "Bonjour").press()
    preview.press("Envoyer")

    assert CANARY not in preview.html
    for letter in OutgoingEmail.objects.all():
        assert CANARY not in letter.subject + letter.text + letter.html + letter.headers


def test_after_sending_a_reply_can_be_taken_back_for_a_moment(cast, desk, ticket):
    preview = composer(open_ticket(desk, cast.amina, ticket), "preview").fill("body", "Trop vite").press()
    page = preview.press("Envoyer")

    assert f"dans {settings.REPLY_UNDO_SECONDS} secondes" in page.text
    form = next(form for form in page.forms if "/withdraw/" in form.node.attrs.get("action", ""))
    form.press()

    assert OutgoingEmail.objects.get(kind="reply").state == "withdrawn"


def test_reading_a_reply_once_more_takes_as_few_statements_as_the_page(
    cast, desk, ticket, django_assert_max_num_queries
):
    page = open_ticket(desk, cast.amina, ticket)
    composer(page, "preview").fill("body", "Bonjour.").press()

    with django_assert_max_num_queries(8):
        composer(page, "preview").fill("body", "Bonjour.").press()
