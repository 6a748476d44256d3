"""How one sending is let in: to the queue, aside until a person has looked, or not yet (429). Nothing is thrown away.

    refuse_early(sending)           cheap, before anything slow is done: what is known to be too much
    admit(sending, form, answers)   in the transaction that opens the ticket: counts, and decides

See docs/decisions/0017-not-for-robots.md for what is counted, for how long, and what is not.
"""

import hashlib
import hmac
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from requests_app import likeness, proofs, suspicion
from requests_app.errors import Refused
from requests_app.models import Form, Ticket
from requests_app.models.tickets import Channel
from requests_app.proofs import Proof
from requests_app.remembered import remembered
from requests_app.services import tally
from requests_app.suspicion import Signs

MINUTE = timedelta(minutes=1)
READ = ("message", "name", "organisation", "email")  # questions whose answers are looked through for signs
MOST_REMEMBERED = 20_000  # connections that one process knows to have sent too much, or counts by itself


@dataclass(frozen=True)
class Sending:
    """What the door saw of one sending, beside the answers. `network` is used, and never kept."""

    network: str = ""
    has_bait: bool = False
    stamped_at: datetime | None = None
    is_stamped: bool = True
    proof: Proof | None = None
    has_patience: bool = False  # the person was told that it is too much, and sends it to be looked at first


@dataclass(frozen=True)
class Admitted:
    """Where it goes, and what was seen, by code."""

    is_aside: bool = False
    because: tuple[str, ...] = ()


class TooMany(Refused):
    """Too much from this connection for now. Nothing was opened; what was typed goes back to the person."""

    def __init__(self, *, is_final: bool) -> None:
        sentence = (
            _(
                "Nothing was sent: too many requests came from your connection. Your answers are still here. "
                "Wait an hour, then press the button again."
            )
            if is_final
            else _(
                "Not sent yet: many requests came from your connection. Your answers are still here. "
                "Press the button again. Perhaps a colleague looks at your request first."
            )
        )
        super().__init__(sentence)
        self.is_final = is_final


def refuse_early(sending: Sending, *, confidential: bool, now: datetime) -> None:
    """Raises TooMany where this process knows that it is too much: a flood costs no hash and no statement."""
    if not settings.PUBLIC_GUARDS or not sending.network:
        return
    until = tally.window_end(now, tally.HOUR)
    count = _memory.known(_connection_key(sending.network, until, confidential=confidential), until)
    _refuse_too_many(count + 1, sending, has_proof=sending.proof is not None)


def admit(sending: Sending, form: Form, answers: Mapping[str, Any], *, now: datetime) -> Admitted:
    """Count it (one statement), and say where it goes. Raises TooMany."""
    texts = [str(answers[key]) for key in READ if answers.get(key)]
    if not settings.PUBLIC_GUARDS:
        seen = suspicion.judge(Signs(has_bait=sending.has_bait), texts)
        return Admitted(seen.is_strong, seen.because if seen.is_strong else ())
    counted = _count(sending, form, str(answers.get("message", "")), now)
    has_proof = counted.is_proven
    _refuse_too_many(counted.from_connection, sending, has_proof=has_proof)
    if form.confidential and sending.network:
        _memory.add(sending.network, now)
    seen = suspicion.judge(
        Signs(
            has_bait=sending.has_bait,
            seconds=(now - sending.stamped_at).total_seconds() if sending.stamped_at else None,
            is_stamped=sending.is_stamped,
            from_connection=counted.from_connection,
            same_text=counted.same_text,
        ),
        texts,
    )
    because = list(seen.because) if seen.is_strong else []
    if not has_proof and is_under_attack(form.pk):
        because.append(suspicion.ATTACK)
    free = settings.GUARD_CONNECTION_LIMIT_PER_HOUR if has_proof else settings.GUARD_CONNECTION_FREE_PER_HOUR
    if counted.from_connection > free:
        because.append(suspicion.LIMIT)
    return Admitted(bool(because), tuple(because))


def is_under_attack(form_id: int) -> bool:
    """Whether more is being sent to this form, from everywhere, than people do. Counted on all machines together."""
    return settings.PUBLIC_GUARDS and _sent_lately(form_id) > settings.GUARD_FORM_PER_MINUTE


@remembered
def _sent_lately(form_id: int) -> int:
    """What became a ticket within the last minute; as other settings of the house, read again after some seconds."""
    lately = Ticket.objects.filter(form=form_id, channel=Channel.WEB, opened_at__gt=timezone.now() - MINUTE)
    return lately.values("pk")[: settings.GUARD_FORM_PER_MINUTE + 1].count()


def challenge(form: Form, *, now: datetime, is_asked: bool = False) -> proofs.Challenge | None:
    """What the last page asks the browser to work out; nothing in quiet times, unless this person is asked."""
    return proofs.challenge(now) if is_asked or is_under_attack(form.pk) else None


def _refuse_too_many(count: int, sending: Sending, *, has_proof: bool) -> None:
    if has_proof or count <= settings.GUARD_CONNECTION_FREE_PER_HOUR:
        return
    is_final = count > settings.GUARD_CONNECTION_LIMIT_PER_HOUR
    if is_final or not sending.has_patience:
        raise TooMany(is_final=is_final)


@dataclass(frozen=True)
class _Counted:
    from_connection: int
    same_text: int
    is_proven: bool


def _count(sending: Sending, form: Form, message: str, now: datetime) -> _Counted:
    hour, day = tally.window_end(now, tally.HOUR), tally.window_end(now, tally.DAY)
    keys: dict[str, datetime] = {}
    connection_key = text_key = proof_key = ""
    if sending.network:
        connection_key = _connection_key(sending.network, hour, confidential=form.confidential)
        if not form.confidential:
            keys[connection_key] = hour
    words = likeness.plain(message)
    if len(words) >= likeness.SHORTEST_TEXT:
        text_key = tally.key_of(f"{form.pk} {words}", kind="text", until=day)
        keys[text_key] = day
    if sending.proof:
        proof_key = tally.key_of(sending.proof.name, kind="proof", until=sending.proof.until)
        keys[proof_key] = sending.proof.until
    counts = tally.count(keys)
    if form.confidential and connection_key:
        from_connection = _memory.known(connection_key, hour) + 1
    else:
        from_connection = counts.get(connection_key, 0)
        _memory.remember(connection_key, from_connection, hour)
    return _Counted(from_connection, counts.get(text_key, 0), counts.get(proof_key) == 1)


def _connection_key(network: str, until: datetime, *, confidential: bool) -> str:
    """Of an ordinary form: one that all machines agree on. Of a confidential one: made with a key that dies with us."""
    if confidential:
        return hmac.new(_memory.own_key, f"{until.isoformat()} {network}".encode(), hashlib.sha256).hexdigest()
    return tally.key_of(network, kind="connection", until=until)


@dataclass
class _Memory:
    """What this process knows of connections until the end of the hour. Never written anywhere."""

    until: datetime | None = None
    counts: dict[str, int] = field(default_factory=dict)
    own_key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def known(self, key: str, until: datetime) -> int:
        """How many are known of."""
        return self.counts.get(key, 0) if self.until == until else 0

    def add(self, network: str, now: datetime) -> None:
        """One more of a confidential form."""
        until = tally.window_end(now, tally.HOUR)
        with self.lock:
            self._turn(until)
            key = _connection_key(network, until, confidential=True)
            self.counts[key] = self.counts.get(key, 0) + 1

    def remember(self, key: str, count: int, until: datetime) -> None:
        """What the database counted, where it is close to the limit."""
        if count >= settings.GUARD_CONNECTION_FREE_PER_HOUR:
            with self.lock:
                self._turn(until)
                self.counts[key] = max(count, self.counts.get(key, 0))

    def forget(self) -> None:
        with self.lock:
            self._renew(None)

    def _turn(self, until: datetime) -> None:
        if self.until != until or len(self.counts) >= MOST_REMEMBERED:
            self._renew(until)

    def _renew(self, until: datetime | None) -> None:
        self.until, self.counts, self.own_key = until, {}, secrets.token_bytes(32)


_memory = _Memory()


def forget_connections() -> None:
    """Start counting anew in this process: between tests."""
    _memory.forget()
