"""Private files: outside the web root, under names of our own, every one sealed.

All of them are sealed, not only the confidential ones: a file is put here before anybody knows which ticket it will
belong to, and one way of doing it is the way that cannot be forgotten.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from django.conf import settings

from sealing import keyring

PARTIAL = ".part"  # ends the name of a file that is being written
_saved: ContextVar[list[str] | None] = ContextVar("saved", default=None)


class NoSuchFile(Exception):
    """The file was erased, or never was."""


def _path(name: str) -> Path:
    # Names come from new_name() only; this stops a name that came from anywhere else.
    if len(name) != 32 or not name.isalnum() or not name.isascii():
        raise NoSuchFile(name)
    return Path(settings.PRIVATE_DIR) / name[:2] / name


def save(content: bytes) -> str:
    """Keep the bytes, sealed, and give the random name (32 hex characters) by which to find them.

    The file is complete on disk, and so is the folder that says where it is, before its name is given back: a row
    never names half a file, nor one that a power cut takes away.
    """
    name = secrets.token_hex(16)
    path = _path(name)
    if not path.parent.is_dir():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sync(path.parent.parent)
    partial = path.with_suffix(PARTIAL)
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(keyring.seal_bytes(content))
        file.flush()
        os.fsync(file.fileno())
    partial.rename(path)
    _sync(path.parent)
    saved = _saved.get()
    if saved is not None:
        saved.append(name)
    return name


def _sync(folder: Path) -> None:
    """Have the disk note what stands in the folder: after a rename it may know the new name later than the file."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def undone() -> Iterator[None]:
    """Erase at the end whatever was saved inside: for a dry run."""
    names: list[str] = []
    token = _saved.set(names)
    try:
        yield
    finally:
        _saved.reset(token)
        for name in names:
            erase(name)


def read(name: str) -> bytes:
    """The bytes that were saved. Raises NoSuchFile, or CannotUnseal if the key is gone."""
    try:
        return keyring.unseal_bytes(_path(name).read_bytes())
    except FileNotFoundError:
        raise NoSuchFile(name) from None


def erase(name: str) -> None:
    """Remove the file; removing it twice is harmless."""
    _path(name).unlink(missing_ok=True)
