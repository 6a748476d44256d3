"""Asking a ClamAV daemon about the bytes of a file, over its socket.

The protocol is clamd's INSTREAM (man clamd): pieces, each with its length before it, an empty one at the end, and one
line back. The daemon gets bytes only: no name, no ticket.
"""

import socket
from contextlib import suppress
from urllib.parse import urlsplit

from django.conf import settings

PIECE_BYTES = 64 * 1024
ANSWER_LIMIT_BYTES = 4096
PORT = 3310
PING_SECONDS = 2.0
LONGEST_NAME = 100  # of a signature


class Unreachable(Exception):
    """The daemon is away or too slow: nobody has looked at the file."""


class NotSaid(Exception):
    """The daemon gives no verdict on this file: it is larger than its StreamMaxLength, or takes it too long."""


def is_configured() -> bool:
    """Whether this house has a scanner at all."""
    return bool(settings.CLAMAV_URL)


def malware_in(content: bytes) -> str:
    """The name of what was found, "" for nothing. Raises Unreachable, or NotSaid."""
    try:
        with _connected() as daemon:
            _send(daemon, content)
            answer = _answer(daemon)
    except OSError as error:  # refused, cut off, timed out
        if isinstance(error, TimeoutError) and _is_there():
            raise NotSaid from error  # busy with this very file: no reason to leave the others
        raise Unreachable(type(error).__name__) from error
    verdict = answer.removeprefix("stream:").strip()
    if verdict == "OK":
        return ""
    if verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND")[:LONGEST_NAME]
    raise NotSaid if verdict else Unreachable("no answer")


def _is_there() -> bool:
    try:
        with _connected(PING_SECONDS) as daemon:
            daemon.sendall(b"zPING\0")
            return _answer(daemon) == "PONG"
    except OSError:
        return False


def _send(daemon: socket.socket, content: bytes) -> None:
    with suppress(BrokenPipeError, ConnectionResetError):  # it has seen enough, and says why
        daemon.sendall(b"zINSTREAM\0")
        for at in range(0, len(content), PIECE_BYTES):
            piece = content[at : at + PIECE_BYTES]
            daemon.sendall(len(piece).to_bytes(4) + piece)
        daemon.sendall(bytes(4))


def _connected(timeout: float | None = None) -> socket.socket:
    timeout = timeout or settings.CLAMAV_TIMEOUT
    address = urlsplit(settings.CLAMAV_URL)
    if address.scheme == "unix":
        daemon = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        daemon.settimeout(timeout)
        try:
            daemon.connect(address.path)
        except OSError:
            daemon.close()
            raise
        return daemon
    return socket.create_connection((address.hostname, address.port or PORT), timeout=timeout)


def _answer(daemon: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < ANSWER_LIMIT_BYTES:
        piece = daemon.recv(ANSWER_LIMIT_BYTES)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0").decode("utf-8", "replace")
