"""A file on its way in: it may take minutes over a slow line, and many come at once.

So it does not wait in memory, and not unsealed either: beyond a few hundred kilobytes its bytes lie enciphered in a
file without a name, which is gone when it is closed or this process ends, under a key that exists nowhere else.
"""

import os
from pathlib import Path
from tempfile import SpooledTemporaryFile

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR
from django.conf import settings

IN_MEMORY_BYTES = 256 * 1024


class ArrivingFile:
    """Written piece by piece, read whole."""

    def __init__(self) -> None:
        folder = Path(settings.PRIVATE_DIR)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._cipher = Cipher(AES(os.urandom(32)), CTR(os.urandom(16)))
        self._encryptor = self._cipher.encryptor()
        self._kept = SpooledTemporaryFile(max_size=IN_MEMORY_BYTES, dir=str(folder))  # noqa: SIM115 (closed by who reads it)

    def write(self, piece: bytes) -> None:
        """Put this behind what came before."""
        self._kept.write(self._encryptor.update(piece))

    def read(self) -> bytes:
        """All of it."""
        self._kept.seek(0)
        return self._cipher.decryptor().update(self._kept.read())

    def close(self) -> None:
        """Forget it."""
        self._kept.close()

    def __del__(self) -> None:
        self.close()
