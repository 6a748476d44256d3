"""What happens to a file after it was sent, by a real scanner and a real decoder."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from requests_app import pictures as picture_room
from requests_app.models import Attachment, Upload
from requests_app.services import inspection, uploads
from sealing import storage
from tests import make, pictures
from tests.clamd import NAME, clamd, eicar

__all__ = ["clamd"]

NOWHERE = "unix:///nowhere/clamd.ctl"
TEXT = b"Bonjour de la commune."


@pytest.fixture(autouse=True)
def _at_rest(settings, tmp_path, monkeypatch):
    settings.PRIVATE_DIR = tmp_path / "private"
    monkeypatch.setattr(inspection, "_scanner_rests_until", 0.0)


@pytest.fixture
def sent(cast):
    """A file that came with a request, by the same steps as any."""

    def sent(content=TEXT, name="lettre.txt", *, now=None, form="general"):
        ticket = make.ticket(form=form)
        [file] = uploads.attach(
            [uploads.keep_from_mail(name, content).token], ticket, message=None, now=now or timezone.now()
        )
        return file

    return sent


def inspected(file, *, now=None):
    inspection.inspect_due(now or timezone.now())
    return Attachment.objects.get(pk=file.pk)


def test_without_a_scanner_a_text_is_unscanned_and_nobody_looks_at_it_again(sent):
    file = sent()

    assert (file.scan, file.inspect_at, file.may_be_opened) == ("unscanned", None, True)


def test_what_no_scanner_has_seen_can_be_closed_to_all(sent, settings):
    settings.SERVE_UNSCANNED = False

    assert not sent().may_be_opened


def test_with_a_scanner_a_file_waits_and_then_is_clean(sent, settings, clamd):
    settings.CLAMAV_URL = clamd.url
    file = sent()
    assert (file.scan, file.may_be_opened) == ("pending", False)

    file = inspected(file)

    assert (file.scan, file.inspect_at, file.may_be_opened) == ("clean", None, True)


@pytest.mark.parametrize("name", ["lettre.txt", "photo.jpg", "logiciel.exe"])
def test_malware_is_never_opened_and_its_name_is_known(sent, settings, clamd, name):
    settings.CLAMAV_URL = clamd.url

    file = inspected(sent(eicar(), name))

    assert (file.scan, file.malware, file.may_be_opened) == ("infected", f"{NAME}.UNOFFICIAL", False)
    assert (file.can_be_shown, file.can_be_played) == (False, False)


def test_malware_in_a_picture_is_not_copied_and_not_shown(sent, settings, clamd):
    settings.CLAMAV_URL = clamd.url

    file = inspected(sent(pictures.photo() + eicar(), "photo.jpg"))

    assert (file.scan, file.copy, file.waits, file.may_be_opened) == ("infected", "", False, False)


def test_a_scanner_that_is_away_is_asked_again_later_and_later(sent, settings, clamd, monkeypatch):
    settings.CLAMAV_URL = NOWHERE
    now = timezone.now()
    file = sent(now=now)

    pauses = []
    for _try in range(12):
        monkeypatch.setattr(inspection, "_scanner_rests_until", 0.0)
        file = inspected(file, now=now)
        assert (file.scan, file.may_be_opened) == ("unscanned", True)
        pauses.append(file.inspect_at - now)
        now = file.inspect_at

    assert pauses[0] == timedelta(minutes=1)
    assert pauses[-1] == timedelta(hours=6)
    assert pauses == sorted(pauses)
    settings.CLAMAV_URL = clamd.url
    monkeypatch.setattr(inspection, "_scanner_rests_until", 0.0)
    assert inspected(file, now=now).scan == "clean"


def test_a_scanner_that_is_away_is_asked_once_and_not_for_each_file(sent, settings, monkeypatch):
    settings.CLAMAV_URL = NOWHERE
    asked = []

    def away(_content):
        asked.append(1)
        raise inspection.scanner.Unreachable

    monkeypatch.setattr(inspection.scanner, "malware_in", away)
    for _number in range(5):
        sent()

    assert inspection.inspect_due(timezone.now()) == 5
    assert len(asked) == 1


def test_a_photo_is_replaced_by_its_clean_copy(sent):
    content = pictures.photo("heic")
    file = sent(content, "IMG_0001.HEIC")
    assert (file.waits, file.may_be_opened) == (True, False)

    copied = inspected(file)

    kept = storage.read(copied.stored_name)
    assert (copied.copy, copied.kind, copied.original_name, copied.size_bytes) == (
        "made",
        "jpeg",
        "IMG_0001.jpg",
        len(kept),
    )
    assert pictures.MARK.encode() not in kept
    assert copied.sha256 == file.sha256
    assert copied.can_be_shown


@pytest.mark.django_db(transaction=True)
def test_what_came_is_erased_once_its_clean_copy_is_on_record(sent):
    file = sent(pictures.photo(), "photo.jpg")

    inspected(file)

    with pytest.raises(storage.NoSuchFile):
        storage.read(file.stored_name)
    assert not Upload.objects.exists()


def test_what_came_is_erased_by_the_sweep_if_the_worker_dies_before(sent):
    file = sent(pictures.photo(), "photo.jpg")
    inspected(file)  # this test's transaction is never committed: so nothing is erased at once
    assert storage.read(file.stored_name)

    assert uploads.sweep(timezone.now()) == 1
    assert not Upload.objects.exists()


def test_the_name_of_a_confidential_photo_stays_sealed(sent):
    file = inspected(sent(pictures.photo(), "chez moi.png", form="discrimination"))

    with connection.cursor() as cursor:
        cursor.execute("SELECT original_name FROM requests_app_attachment WHERE id = %s", [file.pk])
        assert cursor.fetchone()[0].startswith("sealed:v1:")
    assert file.original_name == "chez moi.jpg"


def test_a_picture_that_cannot_be_copied_is_only_downloaded_and_says_that_it_may_tell_a_place(sent):
    of_seven_bits = pictures.photo().replace(b"\xff\xc0\0\x11\x08", b"\xff\xc0\0\x11\x07")

    file = inspected(sent(of_seven_bits, "photo.jpg"))

    assert (file.copy, file.can_be_shown, file.may_be_opened, file.may_tell_a_place) == (
        "impossible",
        False,
        True,
        True,
    )
    assert file.inspect_at is None


def test_a_file_that_kills_the_worker_again_and_again_is_left_alone(sent, settings, monkeypatch):
    settings.INSPECTION_TRIES = 2
    file, now = sent(pictures.photo(), "photo.jpg"), timezone.now()
    looked = []

    def die(_kind, _content):
        looked.append(1)
        raise KeyboardInterrupt

    monkeypatch.setattr(picture_room, "clean_copy", die)
    for _life in range(2):
        with pytest.raises(KeyboardInterrupt):
            inspection.inspect_due(now)
        assert inspection.inspect_due(now) == 0  # its lease holds
        now += timedelta(seconds=settings.INSPECTION_LEASE_SECONDS)

    file = inspected(file, now=now)
    assert (len(looked), file.copy, file.inspect_at) == (2, "impossible", None)
    assert inspection.queue_forgotten(now) == 0


def test_a_file_whose_bytes_are_gone_or_locked_stops_no_other(sent, settings):
    gone, locked, good = (
        sent(pictures.photo(), "a.jpg"),
        sent(pictures.photo(), "b.jpg"),
        sent(pictures.photo(), "c.jpg"),
    )
    storage.erase(gone.stored_name)
    storage._path(locked.stored_name).write_bytes(b"sealed with a key that is lost")

    inspection.inspect_due(timezone.now())

    copies = [Attachment.objects.get(pk=file.pk).copy for file in (gone, locked, good)]
    assert copies == ["impossible", "", "made"]
    assert Attachment.objects.get(pk=locked.pk).inspect_at > timezone.now()


def test_a_file_whose_ticket_was_erased_meanwhile_leaves_nothing_behind(sent, monkeypatch):
    file = sent(pictures.photo(), "photo.jpg")

    def erased_meanwhile(_kind, _content):
        Attachment.objects.filter(pk=file.pk).delete()
        return b"\xff\xd8 a copy \xff\xd9"

    monkeypatch.setattr(picture_room, "clean_copy", erased_meanwhile)
    inspection.inspect_due(timezone.now())

    assert uploads.sweep(timezone.now()) == 1  # the copy that nobody needs


def test_files_from_before_are_looked_at_once_there_is_a_scanner(sent, settings, clamd):
    old = sent()
    picture = sent(pictures.photo(), "photo.jpg")
    Attachment.objects.update(inspect_at=None)  # as the migration leaves them
    assert inspection.queue_forgotten(timezone.now()) == 1  # the picture

    settings.CLAMAV_URL = clamd.url
    assert inspection.queue_forgotten(timezone.now()) == 1  # the text

    assert inspected(old).scan == "clean"
    assert inspected(picture).scan == "clean"
    assert inspection.queue_forgotten(timezone.now()) == 0


def test_looking_twice_changes_nothing(sent):
    file = inspected(sent(pictures.photo(), "photo.jpg"))

    assert inspection.inspect_due(timezone.now()) == 0
    assert Attachment.objects.get(pk=file.pk).stored_name == file.stored_name
