"""Files: given to who may see the ticket, to be kept by the browser and never shown by it."""

import hashlib

import pytest
from django.utils import timezone

from requests_app.models import Attachment
from sealing import storage
from tests import make

PDF = b"%PDF-1.4\nhello"


@pytest.fixture
def private(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"


def attach(ticket, name="lettre.pdf", kind="pdf", content=PDF, message=None):
    return Attachment.objects.create(
        ticket=ticket,
        message=message,
        original_name=name,
        stored_name=storage.save(content),
        kind=kind,
        size_bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        created_at=timezone.now(),
    )


def address(ticket, file):
    return f"/desk/tickets/{ticket.reference}/files/{file.pk}/"


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
