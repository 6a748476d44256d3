"""Files arrive enciphered, and no more of them than we would keep."""

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

MEGABYTE = 1024 * 1024


def received(*sizes, **fields):
    """The files of a request, and its text, as a view gets them."""
    files = [SimpleUploadedFile(f"{number}.pdf", b"x" * size) for number, size in enumerate(sizes)]
    request = RequestFactory().post("/", {**fields, "attachments": files})
    return request.FILES.getlist("attachments"), request.POST


def test_a_file_within_the_limit_arrives_whole():
    (file,), _text = received(3 * MEGABYTE)

    assert file.read() == b"x" * (3 * MEGABYTE)
    assert not hasattr(file, "is_too_large")


def test_a_file_beyond_the_limit_is_known_by_name_and_size_only():
    (file,), text = received(11 * MEGABYTE, message="Bonjour")

    assert (file.name, file.size, file.is_too_large) == ("0.pdf", 11 * MEGABYTE, True)
    assert file.read() == b""
    assert text["message"] == "Bonjour"


def test_of_one_request_no_more_is_kept_than_we_would_take(settings):
    settings.ATTACHMENT_LIMIT_BYTES, settings.ATTACHMENTS_LIMIT_COUNT, settings.VOICE_LIMIT_COUNT = 1000, 1, 1

    files, _text = received(1000, 1000, 1, 1000)

    assert [getattr(file, "is_too_large", False) for file in files] == [False, False, True, True]


def test_the_limit_itself_is_allowed(settings):
    settings.ATTACHMENT_LIMIT_BYTES = 1000

    assert [getattr(file, "is_too_large", False) for file in received(1000, 1001)[0]] == [False, True]


def test_what_waits_on_a_disk_cannot_be_read_there_and_has_no_name(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"

    files, _text = received(9 * MEGABYTE, 20 * MEGABYTE)

    assert list(settings.PRIVATE_DIR.iterdir()) == []
    kept = files[0].file._kept
    kept.seek(0)
    assert b"xxxx" not in kept.read()
    assert files[0].read() == b"x" * (9 * MEGABYTE)


def test_a_small_file_does_not_touch_a_disk_at_all():
    (file,), _text = received(1000)

    assert not file.file._kept._rolled


def test_a_body_without_end_is_refused_before_it_is_read(settings):
    settings.REQUEST_LIMIT_BYTES = 1000

    with pytest.raises(RequestDataTooBig):
        received(2000)
