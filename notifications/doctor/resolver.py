"""Asking the DNS. The checks know only the four questions of `Resolver`, so a dictionary can answer them in a test."""

import time
from typing import Any, Protocol

import dns.exception
import dns.resolver

QUESTION_SECONDS = 3.0
PATIENCE_SECONDS = 9.0  # for all questions that get no answer, together
ALL_SECONDS = 40.0  # for all questions, together


class Unanswered(Exception):
    """The DNS did not answer: nothing is known, neither that a record is there nor that it is not."""


class Resolver(Protocol):
    """No record of the kind, or no such name: an empty list. Raises Unanswered."""

    def txt(self, name: str) -> list[str]:
        """The texts, each with its pieces joined."""

    def mx(self, name: str) -> list[str]:
        """Names of mail servers, the preferred one first; `.` for "this domain takes no mail" (RFC 7505)."""

    def a(self, name: str) -> list[str]:
        """IPv4 and IPv6 addresses."""


class RealResolver:
    """The DNS as this machine sees it, asked once about each thing; when the time is up nothing more is asked."""

    def __init__(self) -> None:
        self._patience, self._until = PATIENCE_SECONDS, time.monotonic() + ALL_SECONDS
        self._known: dict[tuple[str, str], list[Any]] = {}
        try:
            self._resolver: dns.resolver.Resolver | None = dns.resolver.Resolver()
        except dns.exception.DNSException:  # no resolver is configured on this machine
            self._resolver = None

    def txt(self, name: str) -> list[str]:
        return [b"".join(record.strings).decode("utf-8", "replace") for record in self._ask(name, "TXT")]

    def mx(self, name: str) -> list[str]:
        records = sorted(self._ask(name, "MX"), key=lambda record: int(record.preference))
        return [str(record.exchange).rstrip(".") or "." for record in records]

    def a(self, name: str) -> list[str]:
        return [str(record.address) for kind in ("A", "AAAA") for record in self._ask(name, kind)]

    def _ask(self, name: str, kind: str) -> list[Any]:
        question = name.lower().rstrip("."), kind
        if question not in self._known:
            self._known[question] = self._answer(name, kind)
        return self._known[question]

    def _answer(self, name: str, kind: str) -> list[Any]:
        started = time.monotonic()
        if self._resolver is None or self._patience <= 0 or started >= self._until:
            raise Unanswered
        limit = min(QUESTION_SECONDS, self._patience)
        try:
            return list(self._resolver.resolve(name, kind, lifetime=limit, search=False))
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except (dns.exception.DNSException, OSError, UnicodeError):
            self._patience -= time.monotonic() - started
            raise Unanswered from None
