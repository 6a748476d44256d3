"""Whatever is sent as a file: a page in words, the text kept, and nothing that a browser would run or show."""

import re

import pytest
from django.utils import timezone

from requests_app.models import Attachment, Ticket, Upload
from requests_app.remembered import forget
from requests_app.services import inspection, uploads
from sealing import storage
from tests import make
from tests.browserlike import Browser, ViaClient
from tests.clamd import clamd
from tests.public import people
from tests.public.test_bad_input import filled
from tests.security.hostile_files import FILES, UNNAMED, made

__all__ = ["clamd"]

TEXT = people.GENERAL["message"]
SHOWN = {"image/jpeg", *(f"audio/{kind}" for kind in ("mp4", "mpeg", "ogg", "webm", "wav", "aac"))}
DOWNLOADED = {"application/pdf", "text/plain", "application/octet-stream", "image/jpeg", "image/png", "image/webp"}
UNSEEN = re.compile("[\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


@pytest.fixture(autouse=True)
def _house(cast, settings, tmp_path, clamd):
    settings.PRIVATE_DIR = tmp_path / "private"
    settings.CLAMAV_URL = clamd.url
    forget()


def test_there_are_more_than_sixty_of_them():
    assert len(FILES) > 60


# As a file, and what calls itself a sound also as a voice message.
SENT = [("attachments", what) for what in FILES] + [("voice", what) for what in FILES if "voix" in FILES[what][0]]


@pytest.mark.parametrize(("question", "what"), SENT)
def test_a_page_in_words_and_the_text_is_kept(question, what):
    name, _build, claimed = FILES[what]

    page = filled(Browser(ViaClient())).fill(question, (name, made(what), claimed)).press()

    kept = page.form.value("message").replace("\r\n", "\n")
    assert (page.status, kept) in {(200, TEXT), (422, TEXT)}
    assert bool(page.errors) == (page.status == 422)
    assert Upload.objects.count() == (page.status == 200 and what not in UNNAMED)
    assert_harmless(page.html)


def assert_harmless(html):
    """Nothing that was sent runs on this page, or makes it read otherwise than it is."""
    assert "<img src=x" not in html
    assert "<script>alert" not in html
    assert not UNSEEN.search(html)


def test_a_name_beyond_all_measure_is_a_page_in_words():
    page = filled(Browser(ViaClient())).fill("attachments", ("é" * 5000, b"Bonjour", "text/plain")).press()

    assert page.status == 400
    assert page.heading


@pytest.mark.parametrize("what", FILES)
def test_at_the_desk_it_is_downloaded_at_most_and_seen_only_as_our_own_copy(what, client):
    ticket = make.ticket(team=make.cast().reception)
    upload = uploads.keep_from_mail(FILES[what][0], made(what))  # mail refuses nothing: so all of them come this way
    uploads.attach([upload.token], ticket, message=None, now=timezone.now())

    inspection.inspect_due(timezone.now())

    file = Attachment.objects.get()
    assert not file.waits
    client.force_login(make.cast().amina, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(f"/desk/tickets/{ticket.reference}/")
    assert page.status_code == 200
    assert_harmless(page.content.decode())
    address = f"/desk/tickets/{ticket.reference}/files/{file.pk}/"
    assert_only_kept(client.get(address), file)
    assert_only_ours_is_shown(client.get(f"{address}view/"), file)


def assert_only_kept(answer, file):
    if file.is_infected:
        assert answer.status_code == 404
        return
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert not set("\r\n/\\\u202e") & set(answer["Content-Disposition"])
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    kind = answer["Content-Type"]
    assert kind in DOWNLOADED or kind.startswith(("audio/", "application/vnd.o", "image/heic"))


def assert_only_ours_is_shown(answer, file):
    if answer.status_code == 404:
        return
    assert answer["Content-Type"] in SHOWN
    assert answer["X-Content-Type-Options"] == "nosniff"
    if answer["Content-Type"] == "image/jpeg":
        assert file.copy == "made"
        assert answer.content == storage.read(file.stored_name)
        assert b"alert(" not in answer.content


@pytest.mark.parametrize("what", [name for name in FILES if name.startswith("eicar")])
def test_the_scanners_test_file_is_found_wherever_it_stands(what):
    ticket = make.ticket(team=make.cast().reception)
    uploads.attach([uploads.keep_from_mail(FILES[what][0], made(what)).token], ticket, message=None, now=timezone.now())

    inspection.inspect_due(timezone.now())

    assert Attachment.objects.get().is_infected
    assert Ticket.objects.get() == ticket
