"""Files that no row names go after a day; all others stay, whatever else is wrong."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from notifications.models import IncomingEmail
from requests_app.models import Attachment, Upload
from sealing import storage, sweeping
from tests import make

NOW = timezone.now()
TWO_DAYS = timedelta(days=2)


@pytest.fixture(autouse=True)
def _private(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"


def upload(name):
    rows = {"original_name": "a.pdf", "kind": "pdf", "size_bytes": 1, "sha256": "0" * 64, "created_at": NOW}
    return Upload.objects.create(token=name, stored_name=name, **rows)


def files():
    return {path.name for path in Path(settings.PRIVATE_DIR).rglob("*") if path.is_file()}


def test_a_file_without_a_row_is_erased_after_a_day_and_not_before(cast):
    lost, held = storage.save(b"lost"), storage.save(b"held")
    upload(held)

    assert sweeping.sweep(NOW) == 0
    assert sweeping.sweep(NOW + TWO_DAYS) == 1
    assert sweeping.sweep(NOW + TWO_DAYS) == 0
    assert files() == {held}
    assert not storage._path(lost).exists()


def test_every_kind_of_row_keeps_its_file(cast):
    upload(storage.save(b"chosen"))
    row = make.mail()
    attached = storage.save(b"attached")
    Attachment.objects.create(
        ticket=make.ticket(), original_name="a", stored_name=attached, kind="pdf", size_bytes=1, sha256="0" * 64,
        created_at=NOW,
    )  # fmt: skip

    assert sweeping.sweep(NOW + TWO_DAYS) == 0
    assert {attached, row.stored_name} < files()


def test_the_models_that_name_files_are_these():
    assert set(sweeping.naming_models()) == {Attachment, Upload, IncomingEmail}


def test_all_names_are_looked_for_by_one_statement(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        sweeping.named({"a" * 32, "b" * 32})
    with django_assert_num_queries(0):
        sweeping.named(set())


def test_half_a_file_is_erased_after_a_day(cast):
    name = storage.save(b"x")
    path = storage._path(name)
    path.rename(path.with_suffix(storage.PARTIAL))

    assert sweeping.sweep(NOW) == 0
    assert sweeping.sweep(NOW + TWO_DAYS) == 1
    assert files() == set()


def test_beside_the_wrong_database_nothing_is_erased(cast, monkeypatch, caplog):
    monkeypatch.setattr(sweeping, "FEW", 3)
    names = {storage.save(b"x") for _number in range(4)}

    assert sweeping.sweep(NOW + TWO_DAYS) == 0

    assert files() == names
    assert "right database" in caplog.text


def test_the_folder_is_synced_after_the_rename_and_a_new_folder_in_its_own(monkeypatch):
    done = []
    rename, sync = os.rename, os.fsync
    monkeypatch.setattr(os, "rename", lambda *names: (done.append("rename"), rename(*names))[1])
    monkeypatch.setattr(
        os, "fsync", lambda handle: (done.append(str(Path(f"/proc/self/fd/{handle}").readlink())), sync(handle))
    )

    name = storage.save(b"x")

    folder = str(storage._path(name).parent)
    assert done == [str(settings.PRIVATE_DIR), f"{folder}/{name}{storage.PARTIAL}", "rename", folder]
