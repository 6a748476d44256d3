"""Drafts: kept while somebody types, given back to the browser that typed, erased when sent, on a tap, or when old.

Nobody but that browser can ask for one: it holds a random key, and we hold only its hash. See docs/decisions/0014.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.conf import settings

from requests_app.models import Draft, Form
from sealing import keyring

KEY = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class Content:
    """What was typed: names and values as the page would post them, and the key of the step that was open."""

    pairs: Sequence[tuple[str, str]]
    submission: str
    step: str


@dataclass(frozen=True)
class Found:
    """A draft that may still be gone on with."""

    content: Content
    saved_at: datetime


def new_key() -> str:
    """What one browser keeps to find its drafts again."""
    return secrets.token_urlsafe(32)


def keep(key: str, form: Form, content: Content, *, now: datetime) -> bool:
    """Keep this in place of what was kept before: one statement. False when it is too long to be kept."""
    text = json.dumps(asdict(content), ensure_ascii=False)
    if len(text.encode()) > settings.DRAFT_LIMIT_BYTES:
        return False
    draft = Draft(key_hash=_hash(key), form=form, content=text, saved_at=now)
    Draft.objects.bulk_create(
        [draft], update_conflicts=True, unique_fields=["key_hash", "form"], update_fields=["content", "saved_at"]
    )
    return True


def find(key: str, form: Form, *, now: datetime) -> Found | None:
    """What this browser typed on the form, unless it is DRAFT_HOURS old, or was sealed with a key that is gone."""
    if not KEY.fullmatch(key):
        return None
    since = now - timedelta(hours=settings.DRAFT_HOURS)
    try:
        draft = Draft.objects.filter(key_hash=_hash(key), form=form, saved_at__gte=since).first()
    except keyring.CannotUnseal:
        return None
    if draft is None:
        return None
    data = json.loads(draft.content)
    pairs = [(str(name), str(value)) for name, value in data["pairs"]]
    return Found(Content(pairs, data["submission"], data["step"]), draft.saved_at)


def erase(key: str, form: Form | None = None) -> None:
    """Forget what this browser typed: on one form, or on all."""
    if KEY.fullmatch(key):
        drafts = Draft.objects.filter(key_hash=_hash(key))
        (drafts.filter(form=form) if form else drafts).delete()


def sweep(now: datetime) -> int:
    """Erase what is too old to be given back; how many. Run by the worker, harmless to repeat."""
    return Draft.objects.filter(saved_at__lt=now - timedelta(hours=settings.DRAFT_HOURS)).delete()[0]


def _hash(key: str) -> str:
    return hashlib.sha256(f"draft:{key}".encode()).hexdigest()
