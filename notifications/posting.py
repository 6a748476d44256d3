"""Posting letters: take some, hand each to the mail server, note what was answered before the next leaves.

The order is the whole point. A letter is claimed (and the claim committed) before the server hears of it, and its end
is noted after the server has answered and before the server has the body of the next. A worker that dies in between
leaves a lease that runs out; the next one sends the letter again *with the same Message-ID*. That can double a letter,
and only one, if the death falls between the moment the server has the whole body and the moment our row says so; no
order of steps can close that window without risking the opposite, a letter noted as sent that never left.
"""

import logging
import os
import secrets
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.db.utils import InterfaceError, OperationalError
from django.utils import timezone

from notifications import answers, breaker, noting
from notifications.answers import Answer
from notifications.breaker import Gate
from notifications.claiming import TAKEN_AT_ONCE, Hand, Watch
from notifications.composing import Letter, compose, prepare, provider_id
from notifications.models import Outcome, OutgoingEmail, OutgoingEmailQuerySet, State
from sealing.keyring import CannotUnseal

logger = logging.getLogger(__name__)

DATABASE_AWAY = (OperationalError, InterfaceError)
OWN_BACKENDS = {breaker.SMTP: "notifications.smtp.Backend"}


def worker_name() -> str:
    """A name for this process that no other process has, on this machine or another."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"


class Postman:
    """One worker's hands: keeps one connection over many letters, and leaves a server alone that is unwell.

    `keep_going` is asked between two letters; False ends the round early. `clock` gives the present moment. `watchful`
    is for a worker that stays: it believes in the death of another only when it has watched long enough.
    """

    def __init__(
        self,
        name: str = "",
        *,
        clock: Callable[[], datetime] = timezone.now,
        keep_going: Callable[[], bool] = lambda: True,
        watchful: bool = False,
    ) -> None:
        self.name = name or worker_name()
        self._clock = clock
        self._keep_going = keep_going
        self._hand = Hand(self.name, clock)
        self._book = noting.Notebook(self.name, clock)
        self._watch = Watch(clock) if watchful else None
        self._connection: Any = None  # any Django mail backend

    def deliver_due(self, limit: int | None = None) -> int:
        """Post up to `limit` due letters (settings.OUTBOX_BATCH unless said) over one connection; how many were sent.

        The first sign that the server itself is unwell ends the round: the letters behind it are not touched.
        """
        ends = list(self._round(OutgoingEmail.objects.all(), limit or settings.OUTBOX_BATCH))
        return sum(answer.outcome == Outcome.SENT for answer in ends)

    def deliver(self, pk: int) -> Answer | None:
        """Post one letter and note what became of it; None if there was nothing to do or another worker has it."""
        ends = list(self._round(OutgoingEmail.objects.filter(pk=pk), 1))
        return ends[-1] if ends else None

    def hang_up(self) -> None:
        """Close the connection. A server that will not even hear a good-bye has lost nothing."""
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except answers.DELIVERY_ERRORS as error:
                logger.debug("The mail server did not take our good-bye (%s).", type(error).__name__)

    def _round(self, letters: OutgoingEmailQuerySet, limit: int) -> Iterator[Answer]:
        # What a database that went away left unwritten, and in our hand.
        self._book.write()
        self._hand.put_back()
        try:
            answered = 1
            while answered and limit > 0 and self._keep_going() and self._due(letters).exists():
                answered = 0
                for answer in self._some(letters, limit):
                    yield answer
                    answered = 0 if answer.ends_round else answered + 1
                limit -= answered
        except DATABASE_AWAY:
            self.hang_up()  # the rest is written when the database is back: see above
            raise
        except BaseException:
            self._end_round()
            raise
        self._end_round()

    def _end_round(self) -> None:
        self._book.write()
        self.hang_up()
        self._book.write_lines()
        self._hand.put_back()

    def _some(self, letters: OutgoingEmailQuerySet, limit: int) -> Iterator[Answer]:
        """As many as one claim holds; one only, if that is to show whether the server is well again."""
        server = breaker.server_name()
        gate = breaker.ask(server, self._clock())
        if gate == Gate.SHUT:
            return
        # Connecting comes before the claim: it is the slowest part, and the lease should cover the letters only.
        trouble = self._connect()
        if trouble:
            self._not_reached(server, trouble, gate)
            yield trouble
            return
        knocking = gate == Gate.KNOCK
        if self._hand.take(self._due(letters), 1 if knocking else min(limit, TAKEN_AT_ONCE)):
            prepared = prepare(self._hand.letters)
            while self._keep_going() and (letter := self._hand.next()):
                answer = self._post(letter, prepared.get(letter.pk))
                if answer.ends_round:
                    breaker.unwell(server, answer, self._clock(), knocked=knocking)
                elif knocking:
                    breaker.well(server)
                knocking = False
                yield answer
                if answer.ends_round:
                    return
        self._book.write()
        if knocking:
            breaker.let_be(server, self._clock())

    def _due(self, letters: OutgoingEmailQuerySet) -> OutgoingEmailQuerySet:
        due = letters.due(self._clock())
        return due if self._watch is None or self._watch.trusts_the_clock() else due.filter(state=State.WAITING)

    def _connect(self) -> Answer | None:
        if self._connection is not None:
            return None
        self._connection = get_connection(OWN_BACKENDS.get(settings.EMAIL_BACKEND))
        try:
            self._connection.open()
        except answers.DELIVERY_ERRORS as error:
            self.hang_up()  # half a connection is no connection
            return answers.when_opening(error)
        return None

    def _not_reached(self, server: str, trouble: Answer, gate: Gate) -> None:
        now = self._clock()
        noting.note_unreachable(trouble, now)
        failures = breaker.unwell(server, trouble, now, knocked=gate == Gate.KNOCK)
        if breaker.down_for(failures) >= timedelta(days=settings.OUTBOX_GIVE_UP_DAYS):
            noting.give_up_the_oldest(trouble, now)

    def _post(self, letter: OutgoingEmail, message: Letter | None) -> Answer:
        try:
            answer = self._hand_over(letter, message)
        except DATABASE_AWAY:  # when we wanted to note the letter before: this one has not left
            self._hand.keep(letter)
            raise
        self._book.note(letter, answer)
        return answer

    def _hand_over(self, letter: OutgoingEmail, message: Letter | None) -> Answer:
        try:
            message = message or compose(letter)
        except CannotUnseal:
            return answers.LOCKED
        message.meanwhile = self._book.write
        if settings.EMAIL_BACKEND not in OWN_BACKENDS:
            message.meanwhile()
        try:
            taken = self._connection.send_messages([message])
        except answers.DELIVERY_ERRORS as error:
            return answers.when_sending(error, self._clock())
        return replace(answers.TAKEN, provider_id=provider_id(message)) if taken else answers.NOTHING_TAKEN
