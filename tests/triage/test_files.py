"""Files: given to who may see the ticket, to be kept by the browser and never shown by it."""

import hashlib

import pytest
from django.utils import timezone

from requests_app.models import Attachment
from sealing import storage
from tests import make

PDF = b"%PDF-1.4\nhello"
SOUND = bytes(range(100))


@pytest.fixture
def private(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"


def attach(ticket, name="lettre.pdf", kind="pdf", content=PDF, message=None, **state):
    return Attachment.objects.create(
        ticket=ticket,
        message=message,
        original_name=name,
        stored_name=storage.save(content),
        kind=kind,
        size_bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        created_at=timezone.now(),
        **state,
    )


def address(ticket, file):
    return f"/desk/tickets/{ticket.reference}/files/{file.pk}/"


def photo(ticket, **state):
    return attach(
        ticket, name="photo.jpg", kind="jpeg", content=b"\xff\xd8 colours \xff\xd9", **{"copy": "made", **state}
    )


def voice(ticket, kind="m4a", **state):
    return attach(ticket, name=f"voix.{kind}", kind=kind, content=SOUND, **state)


def test_a_file_comes_back_as_it_was_sent_and_the_browser_may_only_keep_it(cast, seen_by, private):
    ticket = make.ticket(team=cast.reception)
    file = attach(ticket, name="Lettre d'été – أحمد.pdf")

    answer = seen_by(cast.amina).get(address(ticket, file))

    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Lettre%20d")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "name", ['a"; filename="x.html', "x.html", "a\r\nSet-Cookie: b=c.pdf", "../../etc/passwd", "a\u202efdp.exe"]
)
def test_a_hostile_name_stays_a_name(cast, seen_by, private, name):
    ticket = make.ticket(team=cast.reception)

    answer = seen_by(cast.amina).get(address(ticket, attach(ticket, name=name)))

    disposition = answer["Content-Disposition"]
    assert disposition.startswith("attachment; filename")
    assert disposition.rstrip('"').endswith(".pdf")
    assert not set("\r\n/\u202e") & set(disposition)


def test_a_kind_nobody_knows_any_more_is_only_bytes(cast, seen_by, private):
    ticket = make.ticket(team=cast.reception)

    answer = seen_by(cast.amina).get(address(ticket, attach(ticket, kind="html", name="a.html", content=b"<script>")))

    assert answer["Content-Type"] == "application/octet-stream"


def test_a_file_is_found_on_its_own_ticket_only(cast, seen_by, private):
    ticket, other = make.ticket(team=cast.reception), make.ticket(team=cast.reception)
    file = attach(ticket)

    assert seen_by(cast.amina).get(address(other, file)).status_code == 404


def test_a_confidential_file_does_not_exist_for_others(cast, seen_by, private):
    ticket = make.ticket(form="discrimination")
    file = attach(ticket)

    assert seen_by(cast.bruno).get(address(ticket, file)).content == PDF
    for stranger in (cast.amina, cast.claire, cast.dara, cast.admin):
        assert seen_by(stranger).get(address(ticket, file)).status_code == 404


def test_a_file_that_was_erased_is_a_missing_page_and_no_crash(cast, seen_by, private):
    ticket = make.ticket(team=cast.reception)
    file = attach(ticket)
    storage.erase(file.stored_name)

    assert seen_by(cast.amina).get(address(ticket, file)).status_code == 404


def test_files_stand_with_the_words_they_came_with(cast, seen_by, private):
    ticket = make.ticket(team=cast.reception)
    message = make.message(ticket)
    first, later = attach(ticket, name="premier.pdf"), attach(ticket, name="plus-tard.pdf", message=message)

    context = seen_by(cast.amina).get(f"/desk/tickets/{ticket.reference}/").context

    assert context["files"] == [first]
    assert context["talk"].entries[-1].files == [later]


@pytest.mark.parametrize("made", [photo, voice])
def test_a_clean_copy_and_a_sound_may_be_seen_or_heard_behind_a_wall(cast, seen_by, private, made):
    ticket = make.ticket(team=cast.reception)
    file = made(ticket)

    answer = seen_by(cast.amina).get(address(ticket, file) + "view/")

    assert answer.content == storage.read(file.stored_name)
    assert answer["Content-Type"] in {"image/jpeg", "audio/mp4"}
    assert answer["Content-Disposition"].startswith("inline; filename=")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"


NOT_IN_ITS_PLACE = {
    "a pdf": {},
    "a page that somebody called a picture": {"kind": "html", "copy": "made"},
    "a picture as it came": {"kind": "jpeg"},
    "a picture that could not be copied": {"kind": "png", "copy": "impossible"},
    "a sound that browsers cannot play": {"kind": "amr"},
    "a sound with malware": {"kind": "m4a", "scan": "infected"},
    "a sound that waits": {"kind": "m4a", "scan": "pending"},
    "a copy of malware": {"kind": "jpeg", "copy": "made", "scan": "infected"},
}


@pytest.mark.parametrize("state", NOT_IN_ITS_PLACE.values(), ids=NOT_IN_ITS_PLACE)
def test_nothing_else_is_ever_shown_in_its_place(cast, seen_by, private, state):
    ticket = make.ticket(team=cast.reception)
    file = attach(ticket, **state)
    answer = seen_by(cast.amina).get(address(ticket, file) + "view/")

    if state.get("kind") == "html":  # our copies are pictures; were there another, the wall stands all the same
        assert answer["Content-Type"] == "application/octet-stream"
    else:
        assert answer.status_code == 404


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("bytes=0-1", (206, SOUND[:2], "bytes 0-1/100")),  # how Safari begins
        ("bytes=0-", (206, SOUND, "bytes 0-99/100")),
        ("bytes=90-200", (206, SOUND[90:], "bytes 90-99/100")),
        ("bytes=-5", (206, SOUND[-5:], "bytes 95-99/100")),
        ("bytes=-500", (206, SOUND, "bytes 0-99/100")),
        ("bytes=100-", (416, b"", "bytes */100")),
        ("bytes=9-3", (416, b"", "bytes */100")),
        ("bytes=-0", (416, b"", "bytes */100")),
        (f"bytes={'9' * 18}-", (416, b"", "bytes */100")),
        ("bytes=-", (200, SOUND, None)),
        ("bytes=0-1,5-6", (200, SOUND, None)),  # one part at a time: the whole is an answer too
        ("bytes=" + "9" * 30 + "-", (200, SOUND, None)),
        ("lines=1-2", (200, SOUND, None)),
        ("bytes=٣-٤", (200, SOUND, None)),
    ],
)
def test_a_player_may_ask_for_a_part(cast, seen_by, private, asked, answered):
    ticket = make.ticket(team=cast.reception)

    answer = seen_by(cast.amina).get(address(ticket, voice(ticket)) + "view/", headers={"Range": asked})

    assert (answer.status_code, answer.content, answer.get("Content-Range")) == answered
    assert answer["Accept-Ranges"] == "bytes"


SHUT = {
    "malware": {"scan": "infected", "malware": "Eicar"},
    "waits": {"scan": "pending"},
    "a picture without its copy": {"kind": "heic", "scan": "clean"},
}


@pytest.mark.parametrize("state", SHUT.values(), ids=SHUT)
def test_what_nobody_may_open_has_no_address_and_the_page_says_why(cast, seen_by, private, english, state):
    ticket = make.ticket(team=cast.reception)
    file = attach(ticket, name="lettre", **state)

    page = seen_by(cast.amina).get(f"/desk/tickets/{ticket.reference}/").content.decode()

    assert seen_by(cast.amina).get(address(ticket, file)).status_code == 404
    assert seen_by(cast.amina).get(address(ticket, file) + "view/").status_code == 404
    assert f"/files/{file.pk}/" not in page
    assert "lettre" in page


def test_what_is_unscanned_can_be_had_or_not_as_the_house_decides(cast, seen_by, private, settings):
    ticket = make.ticket(team=cast.reception)
    file = attach(ticket)

    assert seen_by(cast.amina).get(address(ticket, file)).status_code == 200
    settings.SERVE_UNSCANNED = False
    assert seen_by(cast.amina).get(address(ticket, file)).status_code == 404


def test_a_voice_message_is_played_on_the_page_and_loaded_only_when_somebody_listens(cast, seen_by, private):
    ticket = make.ticket(team=cast.reception, answers={"topic": "autre", "voice": "yes"})
    file = voice(ticket, kind="webm")

    page = seen_by(cast.amina).get(f"/desk/tickets/{ticket.reference}/").content.decode()

    assert f'<audio controls preload="none" src="{address(ticket, file)}view/"' in page
    assert "media-src 'self'" in seen_by(cast.amina).get("/desk/")["Content-Security-Policy"]


def test_a_confidential_voice_does_not_exist_for_others(cast, seen_by, private):
    ticket = make.ticket(form="discrimination")
    there = address(ticket, voice(ticket)) + "view/"

    assert seen_by(cast.bruno).get(there).content == SOUND
    for stranger in (cast.amina, cast.claire, cast.dara, cast.admin):
        assert seen_by(stranger).get(there).status_code == 404
