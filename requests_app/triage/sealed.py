"""Columns that are always sealed, read as they stand and opened one by one: a missing key hides a word, no page."""

from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from sealing import keyring


def columns(*names: str) -> dict[str, Cast]:
    """Annotations under which `opened()` finds the columns of these names."""
    return {f"sealed_{name}": Cast(name, TextField()) for name in names}


def opened(row: Any, name: str) -> str:
    """What stands in the column; "" where it is empty, or cannot be opened with the keys we have."""
    stored = getattr(row, f"sealed_{name}") or ""
    try:
        return keyring.unseal(stored) if stored else ""
    except keyring.CannotUnseal:
        return ""
