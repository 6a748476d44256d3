"""Typed readers of environment variables. What is missing or weak stops the start, by name."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

MINIMUM_SECRET_LENGTH = 40
TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """The variable as it stands, without surrounding blanks."""
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool) -> bool:
    """A switch: on/off, yes/no, true/false, 1/0. Raises ImproperlyConfigured for any other word."""
    word = os.environ.get(name)
    if word is None:
        return default
    if word.strip().lower() in TRUE_WORDS:
        return True
    if word.strip().lower() in FALSE_WORDS:
        return False
    raise ImproperlyConfigured(f"{name} must be on or off, not {word!r}.")


def integer(name: str, default: int) -> int:
    """A whole number. Raises ImproperlyConfigured for anything else."""
    word = text(name, str(default))
    try:
        return int(word)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {word!r}.") from None


def listing(name: str, default: str = "") -> list[str]:
    """Values separated by commas; blanks and empty values are dropped."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def secret(name: str, *, production: bool, kept_in: Path, made_by: str = "text") -> str:
    """A secret of at least 40 characters.

    In production it must be given. Elsewhere one is made at the first start and kept, readable by its owner
    only, in the file `kept_in`, so that sessions and sealed rows survive a restart.
    `made_by` is "text" (any random text) or "fernet" (a URL-safe base64 key of 32 bytes).
    Raises ImproperlyConfigured with the name of the variable that is missing or too weak.
    """
    value = text(name)
    if not value and not production:
        value = _kept_secret(kept_in, made_by)
    if not value:
        raise ImproperlyConfigured(f"{name} is missing: production does not start without it.")
    if len(value) < MINIMUM_SECRET_LENGTH or len(set(value)) < 10:
        raise ImproperlyConfigured(f"{name} is too weak: give at least {MINIMUM_SECRET_LENGTH} random characters.")
    return value


def _kept_secret(path: Path, made_by: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = secrets.token_urlsafe(32) + "=" if made_by == "fernet" else secrets.token_urlsafe(48)
    try:
        # O_EXCL: two processes that start together agree on one secret.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(made)
    return made
