"""Writing down how a try ended: the attempt always, the letter's own state if that is still ours to say."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest, Least

from notifications import answers, events, schedule
from notifications.answers import Answer
from notifications.events import Loss, News
from notifications.models import DeliveryAttempt, Outcome, OutgoingEmail, OutgoingEmailQuerySet, Reason, State

logger = logging.getLogger(__name__)

SAME_TROUBLE_ONCE_IN = timedelta(hours=1)
GIVEN_UP_AT_ONCE = 100  # letters after one vain try
LINES_TOGETHER = 15


class Notebook:
    """What one worker has to write down: how the last try ended, and the record of tries, a little later.

    That a letter was sent is one UPDATE with a commit of its own, before the body of the next letter is handed over.
    The lines "it was sent" in the record of tries follow, several in one commit: what a worker that is killed did not
    write of them is missing there, and nowhere else. A try that failed is written with its line, at once.
    """

    def __init__(self, worker: str, clock: Callable[[], datetime]) -> None:
        self._worker = worker
        self._clock = clock
        self._unwritten: list[tuple[OutgoingEmail, Answer]] = []
        self._lines: list[DeliveryAttempt] = []

    def note(self, letter: OutgoingEmail, answer: Answer) -> None:
        """Note the end of a try of `letter`, as it was claimed; if it was sent, with the next `write()`."""
        self._unwritten.append((letter, answer))
        if answer.outcome != Outcome.SENT:
            self.write()

    def write(self) -> None:
        """Write what is not yet written: also what we still know because the database was away then."""
        while self._unwritten:
            self._write(*self._unwritten[0])
            self._unwritten.pop(0)
        if len(self._lines) >= LINES_TOGETHER:
            self.write_lines()

    def _write(self, letter: OutgoingEmail, answer: Answer) -> None:
        now = self._clock()
        if answer.outcome == Outcome.SENT:
            _note_sent(letter.pk, answer, now, by=self._worker)
            self._lines.append(_line(letter.pk, now, answer))
        else:
            self.write_lines()
            _note_failure(letter, answer, now, by=self._worker)
        # What went well is in the rows already; a log of it would only bury what did not.
        level = logging.DEBUG if answer.outcome == Outcome.SENT else logging.INFO
        logger.log(level, "Letter %s: %s (%s).", letter.pk, answer.outcome.value, answer.reason.value)

    def write_lines(self) -> None:
        """Write the lines that are still missing in the record of tries."""
        if self._lines:
            DeliveryAttempt.objects.bulk_create(self._lines)
            self._lines = []


# Written out, because building this one statement anew for each letter takes longer than running it.
SENT = """
    UPDATE notifications_outgoingemail
    SET state = 'sent', sent_at = %s, attempt_after = NULL, leased_by = '', provider_id = %s
    WHERE id = %s AND state = 'sending' AND leased_by = %s
"""


def _note_sent(pk: int, answer: Answer, now: datetime, *, by: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SENT, [connection.ops.adapt_datetimefield_value(now), answer.provider_id, pk, by])
        if cursor.rowcount == 1:
            return
    # Sent is sent, even by a worker so slow that its lease went to another: nobody should send it again.
    letter = OutgoingEmail.objects.filter(pk=pk)
    sent = {"state": State.SENT, "sent_at": now, "attempt_after": None, "leased_by": ""}
    letter.unfinished().update(**sent, attempts=Greatest("attempts", 1))
    if answer.provider_id:
        letter.update(provider_id=answer.provider_id)


@transaction.atomic
def _note_failure(letter: OutgoingEmail, answer: Answer, now: datetime, *, by: str) -> None:
    _line(letter.pk, now, answer).save()
    ours = OutgoingEmail.objects.filter(pk=letter.pk, state=State.SENDING, leased_by=by)
    if answer.outcome == Outcome.REFUSED:
        _end(ours, letter.pk, State.REFUSED, News(Loss.REFUSED, answer.reason, now))
        return
    pause = pause_after(letter.attempts)
    if pause is None:
        _end(ours, letter.pk, State.GIVEN_UP, News(Loss.GIVEN_UP, answer.reason, now))
    else:
        ours.update(state=State.WAITING, attempt_after=now + max(pause, answer.wait), leased_by="")


@transaction.atomic
def bury(dead: OutgoingEmail, now: datetime) -> None:
    """Note that the worker died that held this letter, and perhaps others with it.

    It handed them over in the order of their numbers, and noted each before the next: so it died over the first that is
    left, if over any. That one is due again, unless this was its last try; the others are as if never taken.
    """
    hand = OutgoingEmail.objects.due(now).filter(
        state=State.SENDING, leased_by=dead.leased_by, attempt_after=dead.attempt_after
    )
    first = hand.unopened().order_by("pk").select_for_update().first()
    if first is None:  # another worker was quicker
        return
    _line(first.pk, now, answers.INTERRUPTED).save()
    begun, place = hand.filter(pk=first.pk), Least("not_before", Value(now))  # before what was queued later
    if pause_after(first.attempts) is None:
        _end(begun, first.pk, State.GIVEN_UP, News(Loss.GIVEN_UP, Reason.STOPPED, now))
    else:
        begun.update(state=State.WAITING, attempt_after=place, leased_by="")
    hand.update(state=State.WAITING, attempts=F("attempts") - 1, attempt_after=place, leased_by="")


def note_unreachable(answer: Answer, now: datetime) -> None:
    """The server was never reached: that uses up no letter's try, but the one that was next says why it waits.

    The same trouble is noted once an hour: a server may be away for days.
    """
    pk = OutgoingEmail.objects.due(now).order_by("attempt_after", "pk").values_list("pk", flat=True).first()
    same = DeliveryAttempt.objects.filter(email=pk, outcome=answer.outcome, reason=answer.reason, smtp_code=answer.code)
    if pk is not None and not same.filter(at__gt=now - SAME_TROUBLE_ONCE_IN, at__lte=now).exists():
        _line(pk, now, answer).save()


def give_up_the_oldest(answer: Answer, now: datetime) -> None:
    """Give up what has waited as long as we promise to try: the server was never reached in all that time."""
    since = now - timedelta(days=settings.OUTBOX_GIVE_UP_DAYS)
    old = OutgoingEmail.objects.due(now).filter(state=State.WAITING, not_before__lte=since)
    for pk in list(old.order_by("pk").values_list("pk", flat=True)[:GIVEN_UP_AT_ONCE]):
        with transaction.atomic():
            if _end(old.filter(pk=pk), pk, State.GIVEN_UP, News(Loss.GIVEN_UP, answer.reason, now)):
                _line(pk, now, answer).save()


def pause_after(tries: int) -> timedelta | None:
    """The schedule's next wait; None after the last try."""
    return schedule.pause_after(tries, timedelta(days=settings.OUTBOX_GIVE_UP_DAYS))


def _end(letter: OutgoingEmailQuerySet, pk: int, state: State, news: News) -> bool:
    """The letter ends here, if it is still ours to end: those who want to hear of it do, in this transaction."""
    ended = letter.update(state=state, attempt_after=None, leased_by="", attempts=Greatest("attempts", 1)) == 1
    if ended:
        events.tell(pk, news)
    return ended


def _line(pk: int, at: datetime, answer: Answer) -> DeliveryAttempt:
    return DeliveryAttempt(email_id=pk, at=at, outcome=answer.outcome, reason=answer.reason, smtp_code=answer.code)
