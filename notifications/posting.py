"""Posting letters: claim one, hand it to the mail server, note what was answered.

The order is the whole point. A letter is claimed (and the claim committed) before the server hears of it, and its end
is noted after the server has answered. A worker that dies in between leaves a lease that runs out; the next one sends
the letter again *with the same Message-ID*. That can double a letter only if the death falls between the moment the
server has the whole body and the moment our row says so; no order of steps can close that window without risking the
opposite, a letter noted as sent that never left.
"""

import logging
import os
import secrets
import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models.functions import Greatest
from django.utils import timezone

from notifications import answers, schedule
from notifications.answers import Answer
from notifications.models import DeliveryAttempt, Outcome, OutgoingEmail, OutgoingEmailQuerySet, State
from sealing.keyring import CannotUnseal

logger = logging.getLogger(__name__)

SHORTEST_REST = timedelta(seconds=5)
LONGEST_REST = timedelta(seconds=60)
SEALED = ("to", "subject", "text", "html", "headers")


def worker_name() -> str:
    """A name for this process that no other process has, on this machine or another."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"


def compose(email: OutgoingEmail) -> EmailMultiAlternatives:
    """The letter as Django sends it. The same row always makes the same letter, Message-ID and Date included."""
    headers = email.header_values
    reply_to = headers.pop("Reply-To", "")
    message = EmailMultiAlternatives(
        subject=email.subject,
        body=email.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[email.to],
        reply_to=[reply_to] if reply_to else None,
        headers={"Message-ID": email.message_id, **headers},
    )
    if email.html:
        message.attach_alternative(email.html, "text/html")
    return message


class Postman:
    """One worker's hands: keeps one connection over many letters, and rests when the server is unwell.

    `keep_going` is asked between two letters; False ends the round early. `clock` gives the present moment.
    """

    def __init__(
        self,
        name: str = "",
        *,
        clock: Callable[[], datetime] = timezone.now,
        keep_going: Callable[[], bool] = lambda: True,
    ) -> None:
        self.name = name or worker_name()
        self.resting_until: datetime | None = None
        self._clock = clock
        self._keep_going = keep_going
        self._rest = SHORTEST_REST
        self._connection: Any = None  # any Django mail backend
        self._unnoted: tuple[int, Answer] | None = None

    def deliver_due(self, limit: int | None = None) -> int:
        """Post up to `limit` due letters (settings.OUTBOX_BATCH unless said) over one connection; how many were sent.

        The first sign that the server itself is unwell ends the round: the letters behind it are not touched.
        """
        now = self._clock()
        if self.resting_until and now < self.resting_until:
            return 0
        self._note_the_last()
        sent = 0
        try:
            for letter in _read(OutgoingEmail.objects.due(now), limit or settings.OUTBOX_BATCH):
                if not self._keep_going():
                    break
                answer = self._post(letter)
                sent += answer is not None and answer.outcome == Outcome.SENT
                if self._must_rest(answer):
                    break
        finally:
            self.hang_up()
        return sent

    def deliver(self, pk: int) -> Answer | None:
        """Post one letter and note what became of it; None if there was nothing to do or another worker has it."""
        letters = _read(OutgoingEmail.objects.due(self._clock()).filter(pk=pk), 1)
        return self._post(letters[0]) if letters else None

    def hang_up(self) -> None:
        """Close the connection. A server that will not even hear a good-bye has lost nothing."""
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except answers.DELIVERY_ERRORS as error:
                logger.debug("The mail server did not take our good-bye (%s).", type(error).__name__)

    def _connect(self) -> Answer | None:
        if self._connection is not None:
            return None
        self._connection = get_connection()
        try:
            self._connection.open()
        except answers.DELIVERY_ERRORS as error:
            self.hang_up()  # half a connection is no connection
            return answers.when_opening(error)
        return None

    def _post(self, letter: OutgoingEmail) -> Answer | None:
        if letter.state == State.SENDING:
            return self._bury_the_last_try(letter)
        # Connecting comes before the claim: it is the slowest part, and the lease should cover the letter only.
        trouble = self._connect()
        if not self._claim(letter):
            return None
        answer = trouble or self._hand_over(letter)
        self._unnoted = (letter.pk, answer)
        self._note_the_last()
        return answer

    def _claim(self, letter: OutgoingEmail) -> bool:
        # What was read may be old by now: the claim holds only if nobody has tried the letter since.
        untouched = OutgoingEmail.objects.filter(attempts=letter.attempts)
        lease = timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
        with transaction.atomic(durable=True):  # committed, or the server must not hear of it
            return untouched.claim(letter.pk, by=self.name, now=self._clock(), lease=lease)

    def _bury_the_last_try(self, letter: OutgoingEmail) -> Answer | None:
        """Note that the worker before us died over this letter, and post it if it has tries left."""
        now = self._clock()
        given_up = _pause_after(letter.attempts) is None
        letter.state = State.GIVEN_UP if given_up else State.WAITING
        left = OutgoingEmail.objects.due(now).filter(pk=letter.pk, state=State.SENDING, attempts=letter.attempts)
        with transaction.atomic():
            taken = left.update(state=letter.state, attempt_after=None if given_up else now, leased_by="")
            if taken:
                _record(letter.pk, now, answers.INTERRUPTED)
        return self._post(letter) if taken and not given_up else None

    def _hand_over(self, letter: OutgoingEmail) -> Answer:
        try:
            message = compose(letter)
        except CannotUnseal:
            return answers.LOCKED
        try:
            taken = self._connection.send_messages([message])
        except answers.DELIVERY_ERRORS as error:
            return answers.when_sending(error)
        return answers.TAKEN if taken else answers.NOTHING_TAKEN

    def _note_the_last(self) -> None:
        # If the database goes away just after the server's answer, we still know it, and write it when it is back.
        if self._unnoted is not None:
            self._note(*self._unnoted)
            self._unnoted = None

    def _note(self, pk: int, answer: Answer) -> None:
        """Write down how the try ended: the attempt always, the letter's own state if that is still ours to say."""
        now = self._clock()
        letter = OutgoingEmail.objects.filter(pk=pk)
        with transaction.atomic():
            _record(pk, now, answer)
            if answer.outcome == Outcome.SENT:
                # Sent is sent, even by a worker so slow that its lease went to another: nobody should send it again.
                letter.unfinished().update(
                    state=State.SENT, sent_at=now, attempt_after=None, leased_by="", attempts=Greatest("attempts", 1)
                )
            else:
                self._note_failure(letter.filter(state=State.SENDING, leased_by=self.name), answer, now)
        # What went well is in the rows already; a log of it would only bury what did not.
        level = logging.DEBUG if answer.outcome == Outcome.SENT else logging.INFO
        logger.log(level, "Letter %s: %s (%s).", pk, answer.outcome.value, answer.reason.value)

    def _note_failure(self, ours: OutgoingEmailQuerySet, answer: Answer, now: datetime) -> None:
        tries = ours.values_list("attempts", flat=True).first()
        if tries is None:
            return
        if answer.outcome == Outcome.REFUSED:
            ours.update(state=State.REFUSED, attempt_after=None, leased_by="")
            return
        pause = _pause_after(tries)
        if pause is None:
            ours.update(state=State.GIVEN_UP, attempt_after=None, leased_by="")
        else:
            ours.update(state=State.WAITING, attempt_after=now + pause, leased_by="")

    def _must_rest(self, answer: Answer | None) -> bool:
        """Remember how the server is: an unwell one is left alone, 5 seconds at first, then up to a minute."""
        if answer is None:
            return False
        if not answer.ends_round:
            if answer.outcome == Outcome.SENT:
                self._rest = SHORTEST_REST
            return False
        self.resting_until = self._clock() + self._rest
        self._rest = min(self._rest * 2, LONGEST_REST)
        logger.warning("The mail server is unwell (%s); resting until %s.", answer.reason.value, self.resting_until)
        return True


def _read(due: OutgoingEmailQuerySet, limit: int) -> list[OutgoingEmail]:
    """The letters as they are now, oldest first, opened; where a key is missing, each is opened when its turn comes."""
    oldest = due.order_by("attempt_after", "pk")
    try:
        return list(oldest[:limit])
    except CannotUnseal:
        return list(oldest.defer(*SEALED)[:limit])


def _pause_after(tries: int) -> timedelta | None:
    return schedule.pause_after(tries, timedelta(days=settings.OUTBOX_GIVE_UP_DAYS))


def _record(pk: int, at: datetime, answer: Answer) -> None:
    DeliveryAttempt.objects.create(
        email_id=pk, at=at, outcome=answer.outcome, reason=answer.reason, smtp_code=answer.code
    )
