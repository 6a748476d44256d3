"""Taking letters: several in one commit, so that no other worker on any machine has them in its hands.

A claim ends by itself: a worker that dies leaves leases that run out, and the next worker buries them. What a worker
has taken and not yet handed over it can put back, as if it had never been touched.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Least

from notifications import noting
from notifications.models import OutgoingEmail, OutgoingEmailQuerySet, State, Thread
from sealing.keyring import CannotUnseal

TAKEN_AT_ONCE = 30
# EHLO, MAIL, RCPT, DATA, the body: each may wait as long as EMAIL_TIMEOUT for its answer.
ANSWERS_PER_LETTER = 5
A_JUMP_SECONDS = 1.0


class Hand:
    """The letters that one worker holds, in the order of their numbers: see noting.bury()."""

    def __init__(self, worker: str, clock: Callable[[], datetime]) -> None:
        self._worker = worker
        self._clock = clock
        self._letters: list[OutgoingEmail] = []
        self._until: datetime | None = None
        self._taken_at = 0.0

    def take(self, due: OutgoingEmailQuerySet, limit: int) -> bool:
        """Claim up to `limit` letters of those that are due; False if there are none. Buries those of the dead."""
        passed_over: set[int] = set()
        while letters := _read(due.exclude(pk__in=passed_over), limit):
            dead = [letter for letter in letters if letter.state == State.SENDING]
            for letter in dead:
                noting.bury(letter, self._clock())  # with all that the same worker held
            if not dead and self._claim(letters):
                return True
            passed_over |= {letter.pk for letter in letters if not dead}
        return False

    @property
    def letters(self) -> tuple[OutgoingEmail, ...]:
        """What is in the hand."""
        return tuple(self._letters)

    def next(self) -> OutgoingEmail | None:
        """The next letter to hand over; None when there is none, or when the claim is too old to rely on."""
        lease, longest = settings.OUTBOX_LEASE_SECONDS, ANSWERS_PER_LETTER * settings.EMAIL_TIMEOUT
        if time.monotonic() - self._taken_at > max(lease - longest, lease / 6):
            self.put_back()
        return self._letters.pop(0) if self._letters else None

    def keep(self, letter: OutgoingEmail) -> None:
        """Take back into the hand what `next()` gave: it was not handed over after all."""
        self._letters.insert(0, letter)

    def put_back(self) -> None:
        """Let go of what was not handed over. It keeps its place before what was queued later."""
        if not self._letters:
            return
        pks = [letter.pk for letter in self._letters]
        mine = OutgoingEmail.objects.filter(pk__in=pks, leased_by=self._worker, attempt_after=self._until)
        mine.update(
            state=State.WAITING,
            attempts=F("attempts") - 1,
            leased_by="",
            attempt_after=Least("not_before", Value(self._clock())),
        )
        self._letters = []

    def _claim(self, letters: list[OutgoingEmail]) -> bool:
        now = self._clock()
        lease = timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
        self._until, self._taken_at = now + lease, time.monotonic()
        self._letters = letters  # also if the commit fails, and we cannot know whether they are ours: see put_back
        with transaction.atomic(durable=True):  # committed, or the server must not hear of them
            free = OutgoingEmail.objects.free(now, [letter.pk for letter in letters])
            mine = _without_overtaking(letters, free, OutgoingEmail.objects.threads_in_hands(letters))
            OutgoingEmail.objects.claim([letter.pk for letter in mine], by=self._worker, now=now, lease=lease)
        for letter in mine:
            letter.attempts += 1
        self._letters = sorted(mine, key=lambda letter: letter.pk)
        return bool(mine)


class Watch:
    """Whether a lease that has run out by the clock on the wall has really run out.

    Somebody may set that clock forward while a letter is in another worker's hands. So no lease is buried before this
    worker has watched for a whole lease, by a clock that nobody can set, since it began or since the other one jumped.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._wall, self._steady = clock(), time.monotonic()
        self._since = self._steady

    def trusts_the_clock(self) -> bool:
        """Asked at least once in a round."""
        wall, steady = self._clock(), time.monotonic()
        if abs((wall - self._wall).total_seconds() - (steady - self._steady)) > A_JUMP_SECONDS:
            self._since = steady
        self._wall, self._steady = wall, steady
        return steady - self._since >= settings.OUTBOX_LEASE_SECONDS


def _without_overtaking(letters: list[OutgoingEmail], free: set[int], busy: set[Thread]) -> list[OutgoingEmail]:
    """The letters that are free, but none that would overtake another of its thread in somebody else's hands."""
    mine, busy = [], set(busy)
    for letter in letters:
        if letter.pk not in free:  # another worker took it while we were reading
            busy.add(letter.thread)
        elif not letter.about or letter.thread not in busy:
            mine.append(letter)
    return mine


def _read(due: OutgoingEmailQuerySet, limit: int) -> list[OutgoingEmail]:
    """The letters as they are now, oldest first, opened; where a key is missing, each is opened when its turn comes."""
    oldest = due.order_by("attempt_after", "pk")
    try:
        return list(oldest[:limit])
    except CannotUnseal:
        return list(oldest.unopened()[:limit])
