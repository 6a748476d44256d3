"""Asking the real DNS, and never waiting for ever."""

import socket
import threading
import time

import dns.message
import dns.rcode
import dns.rdatatype
import dns.resolver
import dns.rrset
import pytest

from notifications.doctor import findings, resolver
from notifications.doctor.resolver import RealResolver, Unanswered


class _Library:
    """Stands for dnspython's resolver: answers, or raises, whatever it is given."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = 0

    def resolve(self, name, kind, **_options):
        self.asked += 1
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def _real(*answers):
    real = RealResolver()
    real._resolver = _Library(*answers)
    return real


def _record(**fields):
    return type("Record", (), fields)()


def test_texts_in_several_pieces_are_joined():
    assert _real([_record(strings=(b"v=spf1 ", b"-all"))]).txt("maison.example") == ["v=spf1 -all"]


def test_mail_servers_come_in_their_order_and_none_is_a_dot():
    second, first = _record(preference=20, exchange="b.example."), _record(preference=10, exchange="a.example.")

    assert _real([second, first]).mx("maison.example") == ["a.example", "b.example"]
    assert _real([_record(preference=0, exchange=".")]).mx("maison.example") == ["."]


@pytest.mark.parametrize("nothing", [dns.resolver.NXDOMAIN(), dns.resolver.NoAnswer()])
def test_no_record_is_an_answer(nothing):
    assert _real(nothing).txt("maison.example") == []


@pytest.mark.parametrize("trouble", [dns.resolver.LifetimeTimeout(timeout=3, errors=[]), OSError(), UnicodeError()])
def test_a_dns_in_trouble_is_no_answer(trouble):
    with pytest.raises(Unanswered):
        _real(trouble).txt("maison.example")


def test_one_thing_is_asked_once():
    real = _real([_record(strings=(b"v=spf1 -all",))])

    assert real.txt("maison.example") == real.txt("Maison.example.") == ["v=spf1 -all"]


class _NameServer:
    """A DNS on loopback that knows three things; it does not answer at all about `silent.example`."""

    ZONE = {
        ("maison.example.", "TXT"): '"v=spf1 " "mx -all"',
        ("maison.example.", "MX"): "10 mail.maison.example.",
        ("mail.maison.example.", "AAAA"): "2001:db8::7",
    }

    def __enter__(self):
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        real = RealResolver()
        real._resolver = dns.resolver.Resolver(configure=False)
        real._resolver.nameservers, real._resolver.port = ["127.0.0.1"], self._socket.getsockname()[1]
        return real

    def __exit__(self, *_error):
        self._socket.sendto(b"", self._socket.getsockname())
        self._thread.join(timeout=5)
        self._socket.close()

    def _run(self):
        while True:
            wire, asker = self._socket.recvfrom(4096)
            if not wire:
                return
            query = dns.message.from_wire(wire)
            name, kind = str(query.question[0].name), dns.rdatatype.to_text(query.question[0].rdtype)
            reply = dns.message.make_response(query)
            if (name, kind) in self.ZONE:
                reply.answer.append(dns.rrset.from_text(name, 60, "IN", kind, self.ZONE[name, kind]))
            elif name.startswith("gone"):
                reply.set_rcode(dns.rcode.NXDOMAIN)
            if not name.startswith("silent"):
                self._socket.sendto(reply.to_wire(), asker)


def test_the_real_dns_is_understood(monkeypatch):
    monkeypatch.setattr(resolver, "QUESTION_SECONDS", 0.1)
    with _NameServer() as real:
        assert real.txt("maison.example") == ["v=spf1 mx -all"]
        assert real.mx("maison.example") == ["mail.maison.example"]
        assert real.a("mail.maison.example") == ["2001:db8::7"]
        assert real.txt("gone.example") == real.mx("mail.maison.example") == []
        with pytest.raises(Unanswered):
            real.txt("silent.example")
        with pytest.raises(Unanswered):
            real.txt("no..name")


def test_a_silent_dns_is_left_alone_after_a_while():
    real = _real(OSError())
    real._patience = 0

    with pytest.raises(Unanswered):
        real.txt("maison.example")
    assert real._resolver.asked == 0


def test_the_patience_with_the_dns_is_shorter_than_the_limit_of_a_check():
    assert resolver.QUESTION_SECONDS < resolver.PATIENCE_SECONDS < findings.LIMIT_SECONDS


def test_a_visit_that_never_ends_is_left():
    started = time.monotonic()

    with pytest.raises(TimeoutError):
        findings.within(0.05, lambda: time.sleep(0.3))
    assert time.monotonic() - started < 0.25
