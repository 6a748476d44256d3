"""Sealed files that no row names: a process died between the file and its row, or between a row and the file it erased.

Nobody can find such a file again, and it may hold what a person had a right to see erased. Rows of any room name files
in a column that is called `stored_name`: all of them are looked at, so that none can be forgotten here.
"""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from sealing import storage

logger = logging.getLogger(__name__)

AGE = timedelta(days=1)  # a younger file may still get its row
FEW = 100  # files; more than these, and more than one in ten, are no accident
COLUMN = "stored_name"


def sweep(now: datetime) -> int:
    """Erase the files of more than a day ago that no row names; how many. Harmless to repeat and to run twice at once.

    Where far too many have no row, none is erased: then it is the database that is not the right one, or not the whole.
    """
    before = (now - AGE).timestamp()
    whole, lost, halves = 0, list[str](), list[Path]()
    for folder in _folders():
        old = list(_older(folder, before))
        names = {path.name for path in old if path.suffix != storage.PARTIAL}
        halves += [path for path in old if path.suffix == storage.PARTIAL]
        whole += len(names)
        lost += names - named(names)
    if len(lost) > max(FEW, whole // 10):
        logger.error("%s of %s sealed files have no row; none is erased. Is this the right database?", len(lost), whole)
        return 0
    for name in lost:
        storage.erase(name)
    for path in halves:
        path.unlink(missing_ok=True)
    return len(lost) + len(halves)


def named(names: Iterable[str]) -> set[str]:
    """Those of the names that a row holds. One statement: a name that goes from one table to another is not missed."""
    names = list(names)
    first, *others = [model._base_manager.filter(**{f"{COLUMN}__in": names}) for model in naming_models()]
    parts = [part.order_by().values_list(COLUMN, flat=True) for part in others]
    return set(first.order_by().values_list(COLUMN, flat=True).union(*parts, all=True)) if names else set()


def naming_models() -> list[type[models.Model]]:
    """Every model whose rows name files."""
    return [model for model in apps.get_models() if _has_column(model)]


def _has_column(model: type[models.Model]) -> bool:
    try:
        model._meta.get_field(COLUMN)
    except FieldDoesNotExist:
        return False
    return True


def _folders() -> Iterator[Path]:
    root = Path(settings.PRIVATE_DIR)
    return (folder for folder in sorted(root.glob("[0-9a-f][0-9a-f]")) if folder.is_dir())


def _older(folder: Path, before: float) -> Iterator[Path]:
    for path in folder.iterdir():
        try:
            if path.stat().st_mtime < before:
                yield path
        except FileNotFoundError:  # erased meanwhile
            continue
