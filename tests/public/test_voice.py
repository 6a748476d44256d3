"""Saying it instead of writing it: by the telephone's own recorder, without JavaScript."""

import pytest

from notifications.models import OutgoingEmail
from requests_app.files import KINDS
from requests_app.models import Ticket, Upload
from requests_app.services import messages, tickets
from tests import sounds
from tests.browserlike import send_request
from tests.public import people
from tests.public.test_bad_input import filled
from tests.public.test_flows import to_check, to_step

VOICE = ("Enregistrement 1.m4a", sounds.ALL["m4a"], "audio/mp4")


def spoken(slug="general", **more):
    """The same person, who speaks instead of writing."""
    return {**{key: value for key, value in people.ALL[slug].items() if key != "message"}, "voice": VOICE, **more}


@pytest.mark.parametrize("slug", people.ALL)
def test_on_each_form_a_voice_message_is_enough(visitor, slug):
    page = send_request(visitor, slug, spoken(slug))

    ticket = Ticket.objects.get()
    assert page.by_id("reference").text == ticket.reference
    assert [file.kind for file in ticket.attachments.all()] == ["m4a"]
    assert ticket.all_answers["voice"] == "yes"
    assert "message" not in ticket.all_answers


@pytest.mark.parametrize("kind", sounds.ALL)
def test_each_kind_that_telephones_record_is_taken(visitor, kind):
    send_request(visitor, "general", spoken(voice=("voix", sounds.ALL[kind], KINDS[kind].mime)))

    assert Ticket.objects.get().attachments.get().kind == kind


def test_neither_text_nor_voice_is_told_in_words_that_name_both(visitor):
    page = filled(visitor, message="").press()

    assert page.status == 422
    assert len(page.errors) == 1


def test_text_and_voice_may_go_together_and_text_alone_is_as_before(visitor):
    send_request(visitor, "general", spoken(message="Et par écrit."))
    send_request(visitor, "general", people.GENERAL)

    first, second = Ticket.objects.order_by("pk")
    assert (first.all_answers["message"], first.all_answers["voice"]) == ("Et par écrit.", "yes")
    assert "voice" not in second.all_answers


def test_the_limits_are_told_before_anything_is_recorded(visitor):
    page = to_step(visitor, "general", people.GENERAL, "voice")

    told = page.by_id("id_voice_helptext").text
    assert "5" in told
    assert "10" in told
    [field] = [node for node in page.root.all("input") if node.attrs.get("name") == "voice"]
    assert field.attrs["accept"] == "audio/*"
    assert "capture" in field.attrs


def test_a_voice_message_travels_with_the_page_and_can_be_left_out_again(visitor):
    page = to_check(visitor, answers=spoken())
    assert "Enregistrement 1.m4a" in page.text

    page = page.form.press("Écrivez votre message").form.fill("attachments_kept", []).press()

    assert page.status == 422
    assert page.errors


def test_the_page_cannot_say_that_something_was_said(visitor):
    page = filled(visitor, message="", voice="yes").press()

    assert page.status == 422


def test_the_same_page_sent_twice_is_one_request_though_its_voice_is_gone_from_the_page(visitor):
    form = to_check(visitor, answers=spoken()).form

    first, second = form.press(), form.press()

    assert first.by_id("receipt-code").text == second.by_id("receipt-code").text
    assert Ticket.objects.count() == 1


def test_a_voice_that_was_kept_too_long_ago_is_asked_again_and_no_empty_request_is_sent(visitor):
    page = to_check(visitor, answers=spoken())
    Upload.objects.all().delete()

    page = page.form.press()
    assert page.status == 422
    page = page.form.press()

    assert page.status == 422
    assert not Ticket.objects.exists()


def test_voice_messages_do_not_take_the_place_of_files(visitor):
    form = filled(visitor, message="")
    for number in range(3):
        form.fill("attachments", (f"{number}.txt", b"Bonjour de la commune.", "text/plain"))
    page = form.fill("voice", VOICE).press()

    assert page.status == 200
    assert Upload.objects.count() == 4


def test_a_third_voice_message_is_refused_and_two_are_kept(visitor):
    form = filled(visitor, message="")
    for _number in range(3):
        form.fill("voice", VOICE)

    page = form.press()

    assert page.status == 422
    assert len(page.form.values("attachments_kept")) == 2


@pytest.mark.parametrize(
    "voice",
    [
        ("film.mp4", sounds.mp4(b"isom", tracks=(b"vide", b"soun")), "video/mp4"),
        ("voix.mp3", b"<script>alert(1)</script>", "audio/mpeg"),
        ("voix.wav", b"", "audio/wav"),
        ("voix.m4a", bytes(11 * 1024 * 1024), "audio/mp4"),
    ],
    ids=["film", "page", "empty", "too large"],
)
def test_a_refused_voice_message_never_costs_the_text(visitor, voice):
    page = filled(visitor).fill("voice", voice).press()

    assert page.status == 422
    assert voice[0] in page.errors[0]
    assert page.form.value("message").replace("\r\n", "\n") == people.GENERAL["message"]
    assert not Upload.objects.exists()


def test_a_voice_on_a_confidential_form_is_sealed_and_known_by_nothing_but_its_kind(visitor, settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"

    send_request(visitor, "discrimination", spoken("discrimination"))

    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert len(kept) == 1
    assert sounds.ALL["m4a"][:60] not in kept[0]
    assert Ticket.objects.get().answers.data["voice"] == "yes"


def test_letters_say_nothing_of_a_voice(visitor, cast):
    send_request(visitor, "general", spoken())

    letters = OutgoingEmail.objects.all()
    assert letters
    for letter in letters:
        assert "vocal" not in f"{letter.subject} {letter.text} {letter.html}".lower()


def test_a_request_without_a_text_can_be_listed_found_moved_and_followed(visitor, cast, client):
    send_request(visitor, "general", spoken())
    ticket = Ticket.objects.get()
    client.force_login(cast.amina, backend="allauth.account.auth_backends.AuthenticationBackend")

    for page in ("/desk/", f"/desk/search/?q={ticket.reference}", f"/desk/tickets/{ticket.reference}/"):
        assert client.get(page).status_code == 200
    tickets.transfer(ticket, team=cast.discrimination, by=cast.amina, reason="Pour vous.")
    assert messages.receive(Ticket.objects.get(), body="Encore une chose.", token="t").ticket == ticket


def test_staff_who_note_what_was_said_write_it_down(cast, client):
    client.force_login(cast.amina, backend="allauth.account.auth_backends.AuthenticationBackend")

    page = client.get("/desk/intake/form/general/").content.decode()

    assert 'name="voice"' not in page
