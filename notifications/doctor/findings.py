"""What a check found: a sign, what was looked at, what is so, and what to do about it."""

import contextvars
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from django.utils.translation import gettext as _

LIMIT_SECONDS = 10  # for one visit to a server, whatever it does
SOCKET_SECONDS = 8  # for one answer in it: that error says more than ours

T = TypeVar("T")


class Sign(StrEnum):
    """RIGHT needs nothing, REPAIR keeps letters from their readers, LOOK is for a person to judge."""

    RIGHT = "ok"
    REPAIR = "repair"
    LOOK = "look"

    @property
    def words(self) -> str:
        return {Sign.RIGHT: _("OK"), Sign.REPAIR: _("TO REPAIR"), Sign.LOOK: _("TO CHECK")}[self]


@dataclass(frozen=True)
class Finding:
    """`code` is for programs and never changes; the rest is for people."""

    code: str
    sign: Sign
    about: str
    words: str
    todo: str = ""


@dataclass(frozen=True)
class About:
    """Makes the findings about one thing."""

    name: str

    def right(self, code: str, words: str) -> Finding:
        return Finding(code, Sign.RIGHT, self.name, words)

    def repair(self, code: str, words: str, todo: str) -> Finding:
        return Finding(code, Sign.REPAIR, self.name, words, todo)

    def look(self, code: str, words: str, todo: str) -> Finding:
        return Finding(code, Sign.LOOK, self.name, words, todo)


def publish(name: str, kind: str, value: str) -> str:
    """What to publish, as a line that can be copied into the form of any registrar."""
    return _('Publish in the DNS of your domain: %(name)s %(kind)s "%(value)s"') % {
        "name": name,
        "kind": kind,
        "value": value,
    }


def replace(name: str, kind: str, value: str) -> str:
    """The same, where a record is there already and must go."""
    return _('In the DNS of your domain, put one record in place of what is there: %(name)s %(kind)s "%(value)s"') % {
        "name": name,
        "kind": kind,
        "value": value,
    }


def within(seconds: float, visit: Callable[[], T]) -> T:
    """What `visit` gives. Raises TimeoutError when it takes longer: a server may drip one byte a second for ever.

    The visit goes on in the background until its own time limits end it; it must not touch the database.
    """
    ended: queue.SimpleQueue[tuple[T | None, BaseException | None]] = queue.SimpleQueue()
    context = contextvars.copy_context()  # the language, above all

    def run() -> None:
        try:
            ended.put((context.run(visit), None))
        except BaseException as error:  # noqa: BLE001  # raised again where it can be answered
            ended.put((None, error))

    threading.Thread(target=run, daemon=True).start()
    try:
        result, error = ended.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if error is not None:
        raise error
    return result  # type: ignore[return-value]  # no error, so there is a result
