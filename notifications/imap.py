"""Reading a mailbox by IMAP: every message is kept by us before we note that we have it.

Nothing in the mailbox is changed: no message is deleted, moved or marked, so people may go on reading it with any
program, and any server will do, with keywords or without. How far we have come is noted by the numbers that the server
gives to messages; should it number anew, what came lately is read again, and what we have is recognised.
"""

import logging
import time
from datetime import datetime, timedelta

from django.conf import settings

from notifications import inbox
from notifications.imap_server import LOOPBACK, Broken, Conversation, Mailbox, NotGiven, Unreadable, opened
from notifications.models import MailboxReading
from notifications.parsing import SIZE_LIMIT_BYTES
from sealing.keyring import blind_index

__all__ = ["DOOR", "LOOPBACK", "Mailbox", "Unreadable", "fetch"]

logger = logging.getLogger(__name__)

DOOR = "imap"
BREAKS_LIMIT = 10  # connections that break over a message, in one reading
_OUR_MISTAKES = (LookupError, ValueError, TypeError, AttributeError, RecursionError)


def fetch(now: datetime) -> int:
    """Keep what has come since the last reading; how many messages. Notes in MailboxReading how it went.

    Two workers may do this at once. Raises Unreadable if the mailbox was not read to its end, and
    ImproperlyConfigured if IMAP_URL names none.
    """
    mailbox = Mailbox.of(settings.IMAP_URL)
    row = MailboxReading.objects.get_or_create(mailbox=DOOR)[0]
    reading = _Reading(mailbox, row, now)
    try:
        reading.to_its_end()
    except Unreadable as trouble:
        MailboxReading.objects.filter(pk=row.pk).update(tried_at=now, failure=trouble.code)
        raise
    MailboxReading.objects.filter(pk=row.pk).update(read_at=now, tried_at=now, failure="")
    return reading.kept


class _Reading:
    """One reading. A message that the server does not give out, or breaks off over, does not stop the others.

    It is believed to be the message's fault only if the server gave another one out afterwards: then a person sees
    what there is of it. A server that gives nothing out is itself in trouble, and is asked again later.
    """

    def __init__(self, mailbox: Mailbox, row: MailboxReading, now: datetime) -> None:
        self.mailbox, self.row, self.now = mailbox, row, now
        self.kept = 0
        self.numbering = 0
        self.done: set[int] = set()
        self.troubled: dict[int, bool] = {}  # message -> whether another one was given out since
        self.trouble = "message"  # the code of the last one

    def to_its_end(self) -> None:
        """Raises Unreadable; what was kept until then is noted, and the next reading goes on from there."""
        until = time.monotonic() + settings.MAILBOX_LEASE_SECONDS
        for _again in range(BREAKS_LIMIT):
            if self._through():
                return
            if time.monotonic() > until:
                raise Unreadable("slow")
        raise Unreadable(self.trouble)

    def _through(self) -> bool:
        """Once through what is new; False if the connection broke over a message."""
        with opened(self.mailbox) as server:
            new = self._new(server)
            for uid in new:
                if uid not in self.done and uid not in self.troubled and not self._take(server, uid):
                    return False
            self._give_up_on_the_troubled(server)
        if new:
            self._note(new[-1])
        return True

    def _new(self, server: Conversation) -> list[int]:
        """What came since. The first reading of a mailbox goes back MAILBOX_FIRST_DAYS only.

        Otherwise a desk that is connected to an old mailbox would answer ten years of letters in its first minute.
        """
        place = f"{self.mailbox.user}@{self.mailbox.host}/{self.mailbox.folder}"
        # Another mailbox's numbers are no more ours than those of the same one that is numbered anew.
        self.numbering = int(blind_index(place, purpose="mailbox")[:7], 16) << 32 | server.validity
        if self.numbering != self.row.uid_validity:
            self.row.uid_validity, self.row.last_uid = self.numbering, 0
            self.row.save(update_fields=["uid_validity", "last_uid"])
        if self.row.last_uid:
            return server.after(self.row.last_uid)
        days = max(settings.MAILBOX_FIRST_DAYS, 1 if self.row.read_at else 0)
        return server.since((self.row.read_at or self.now) - timedelta(days=days))

    def _take(self, server: Conversation, uid: int) -> bool:
        """Keep one message, then note that we have it. A kill in between reads it once more, and finds it there."""
        try:
            self._keep(server, uid)
        except NotGiven:
            self.troubled[uid] = False
            return True
        except Broken as broken:
            self.troubled[uid], self.trouble = False, broken.code
            return False
        self.done.add(uid)
        self._note(uid)
        return True

    def _keep(self, server: Conversation, uid: int) -> None:
        size = server.size(uid)
        if size is None:  # gone meanwhile: somebody deleted it
            return
        if size > SIZE_LIMIT_BYTES:
            self._kept(uid, server.head(uid), held="size", size_bytes=size)
            return
        raw = server.whole(uid)
        if raw is not None:
            self.troubled = dict.fromkeys(self.troubled, True)
            self._kept(uid, raw)

    def _give_up_on_the_troubled(self, server: Conversation) -> None:
        """Show to a person what there is of the messages that the server gives to nobody."""
        for uid in sorted(uid for uid, is_its_fault in self.troubled.items() if is_its_fault):
            try:
                head = server.head(uid)
            except (NotGiven, Broken):
                head = None
            logger.warning("The mailbox does not give out message %s.", uid)
            self._kept(uid, head, held="unreadable")
            self.done.add(uid)
            del self.troubled[uid]
        if self.troubled:
            raise Unreadable(self.trouble)

    def _kept(self, uid: int, raw: bytes | None, *, held: str = "", size_bytes: int | None = None) -> None:
        # Of a message of which we have nothing, a row says that it lies in the mailbox.
        stand_in = f"Message-ID: <{uid}.{self.numbering}@{DOOR}>\r\nSubject: ?\r\n\r\n".encode()
        content = stand_in if raw is None else raw
        try:
            inbox.keep(content, mailbox=DOOR, now=self.now, held=held, size_bytes=size_bytes)
        except OSError:
            raise Unreadable("disk") from None  # ours
        except _OUR_MISTAKES as error:
            # The name of the error only: its words may be hers.
            logger.error("Message %s cannot be kept: %s.", uid, type(error).__name__)  # noqa: TRY400
            inbox.keep(stand_in, mailbox=DOOR, now=self.now, held="unreadable", size_bytes=size_bytes)
        self.kept += 1

    def _note(self, uid: int) -> None:
        if any(troubled < uid for troubled in self.troubled):
            return  # what we note says that we have all before it
        further = MailboxReading.objects.filter(pk=self.row.pk, uid_validity=self.numbering, last_uid__lt=uid)
        further.update(last_uid=uid)
