"""A real SMTP server on loopback that can say, refuse, delay or break anything, at any stage of a conversation."""

import asyncio
import logging
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import StrEnum
from types import TracebackType
from typing import Any

from aiosmtpd.smtp import SMTP

logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd tells every word of every conversation

SILENCE = "(no answer)"
HANG_UP = "(connection cut)"


class Stage(StrEnum):
    """Where a conversation stands, in order; each is reached before the server answers, unless it says otherwise."""

    CONNECT = "connect"
    EHLO = "EHLO"
    STARTTLS = "STARTTLS"
    MAIL = "MAIL"
    RCPT = "RCPT"
    DATA_BEGUN = "DATA begun"  # after 354: the body is on its way
    BODY_TAKEN = "body taken"  # the server has it all, and has not answered
    ANSWERED = "answered"  # after 250


# What to answer at a stage: always the same, or whatever a function of the reader says ("" before RCPT names one).
Words = str | Callable[[str], str]


@dataclass(frozen=True)
class Taken:
    """A letter whose whole body the server has, and did not refuse; whether its 250 was heard is another matter."""

    reader: str
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.raw, EmailMessage, policy=policy.default)

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"])


class MailServer:
    """`with MailServer() as server:` listens on `server.port`. `says` gives other answers than the usual ones.

    With `tls` it offers STARTTLS; PIPELINING it offers, as nearly all servers do, unless told otherwise.
    It greets nobody before `guests` have come: so workers can be made to hold the same letters in their hands at once.
    `on_stage(connection, stage)` is called in the server's thread at every stage; connections count from 1.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.tls = tls
        self.pipelining = True
        self.taken: list[Taken] = []
        self.unanswered: list[Taken] = []  # those of them over which it fell silent
        self.connections = 0
        self.guests = 1
        self.says: dict[Stage, Words] = {}
        self.on_stage: Callable[[int, Stage], None] = lambda _connection, _stage: None
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._sessions: set[_Session] = set()

    def __enter__(self) -> "MailServer":
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(timeout=5)
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(timeout=5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=5)
        self._loop.close()

    @property
    def message_ids(self) -> list[str]:
        return [letter.message_id for letter in self.taken]

    def close_the_door(self) -> None:
        """From now on a connection is refused, as by a machine on which no mail server runs."""
        self._loop.call_soon_threadsafe(self._listener.close)

    def open_the_door(self) -> None:
        """Take connections again, at the same port."""
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(timeout=5)

    async def _listen(self) -> None:
        self._listener = await self._loop.create_server(self._session, "127.0.0.1", self.port)
        self.port = self._listener.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        self._listener.close()
        for session in self._sessions:
            if session.transport is not None:
                session.transport.abort()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _session(self) -> "_Session":
        self.connections += 1
        session = _Session(self, self.connections, loop=self._loop)
        self._sessions.add(session)
        return session


class _Session(SMTP):
    """One conversation. It is its own handler: aiosmtpd asks `handle_…` what to answer."""

    def __init__(self, server: MailServer, number: int, **options: Any) -> None:
        self._server, self._number = server, number
        super().__init__(_Handler(self), hostname="mail.example.org", ident="ready", tls_context=server.tls, **options)

    async def reached(self, stage: Stage, reader: str = "") -> str:
        """Do what the test wants at this stage; the answer it wants, or "" for the usual one."""
        self._server.on_stage(self._number, stage)
        wanted = self._server.says.get(stage, "")
        words = wanted if isinstance(wanted, str) else wanted(reader)
        if words in {HANG_UP, SILENCE} and stage == Stage.BODY_TAKEN:
            self._server.unanswered.append(self._server.taken[-1])
        if words == HANG_UP and self.transport is not None:
            self.transport.abort()
        if words in {HANG_UP, SILENCE}:
            await asyncio.get_running_loop().create_future()  # until the connection is gone
        return words

    async def smtp_STARTTLS(self, arg: str) -> None:
        words = await self.reached(Stage.STARTTLS)
        if words:  # "220 …" too: then the client begins its handshake, and nobody shakes hands
            await self.push(words)
        else:
            await super().smtp_STARTTLS(arg)

    async def push(self, status: str | bytes) -> None:
        text = status if isinstance(status, str) else status.decode()
        if text.startswith("220"):
            while self._server.connections < self._server.guests:
                await asyncio.sleep(0.01)
            text = await self.reached(Stage.CONNECT) or text
        await super().push(text)
        if text.startswith("354"):
            await self.reached(Stage.DATA_BEGUN)
        if text == _Handler.DELIVERED:
            await self.reached(Stage.ANSWERED)


class _Handler:
    DELIVERED = "250 2.0.0 Taken"

    def __init__(self, session: _Session) -> None:
        self._session = session

    async def handle_EHLO(
        self, _server: Any, session: Any, _envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        words = await self._session.reached(Stage.EHLO)
        session.host_name = hostname
        offers = ["250-PIPELINING"] if self._session._server.pipelining else []
        return [words] if words else [*responses[:-1], *offers, responses[-1]]

    async def handle_HELO(self, server: Any, session: Any, envelope: Any, hostname: str) -> str:
        # A client whose EHLO is refused tries HELO; it hears the same.
        return (await self.handle_EHLO(server, session, envelope, hostname, ["250 mail.example.org"]))[0]

    async def handle_MAIL(self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]) -> str:
        words = await self._session.reached(Stage.MAIL)
        if not words:
            envelope.mail_from = address
        return words or "250 OK"

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]) -> str:
        words = await self._session.reached(Stage.RCPT, address)
        if not words:
            envelope.rcpt_tos.append(address)
        return words or "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        taken = self._session._server.taken
        letter = Taken(envelope.rcpt_tos[0], bytes(envelope.content))
        taken.append(letter)
        words = await self._session.reached(Stage.BODY_TAKEN, letter.reader)
        if words:
            taken.remove(letter)
        return words or self.DELIVERED
