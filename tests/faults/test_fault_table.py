"""What may go wrong between a queue of a thousand letters and a mail server: one row, one fault.

After each: no letter is lost, and none arrives twice, but where the server had the whole of it and its answer did not
reach us; then both copies bear one Message-ID.
"""

import itertools
from dataclasses import dataclass, field

import pytest

from tests.faults.post_room import LETTERS
from tests.notifications.mail_server import HANG_UP, SILENCE, MailServer, Stage

pytestmark = pytest.mark.faults

ALL_SENT = {"sent": LETTERS}
A_TENTH_REFUSED = {"sent": LETTERS * 9 // 10, "refused": LETTERS // 10}


def first(times, words):
    """The server says so for the first few times."""
    count = itertools.count()
    return lambda _reader: words if next(count) < times else ""


def now_and_then(words, each=300):
    """The server says so each time it has heard so many letters."""
    count = itertools.count(1)
    return lambda _reader: "" if next(count) % each else words


def first_time(words, of=lambda _reader: True):
    """The server says so when it hears of a reader for the first time."""
    known = set()

    def say(reader):
        is_new = reader not in known
        known.add(reader)
        return words if is_new and of(reader) else ""

    return say


def a_tenth(reader):
    """One reader in ten."""
    return reader.startswith("reader") and reader.split("@")[0].endswith("0")


@dataclass(frozen=True)
class Fault:
    """`says` makes what the server says, stage by stage; `ends` is how the letters must end."""

    name: str
    says: dict = field(default_factory=dict)
    ends: dict = field(default_factory=lambda: ALL_SENT)


FAULTS = [
    Fault("the server is too busy to greet us", {Stage.CONNECT: lambda: first(3, "421 4.3.2 too busy")}),
    Fault("the server does not want us, then does", {Stage.CONNECT: lambda: first(2, "554 5.7.1 go away")}),
    Fault("the server cuts the connection at once", {Stage.CONNECT: lambda: first(3, HANG_UP)}),
    Fault("the server does not greet", {Stage.CONNECT: lambda: first(2, SILENCE)}),
    Fault("the server falls silent before it hears of the reader", {Stage.MAIL: lambda: now_and_then(SILENCE)}),
    Fault("the server falls silent while the body comes", {Stage.DATA_BEGUN: lambda: now_and_then(SILENCE)}),
    Fault("the server has the body and does not answer", {Stage.BODY_TAKEN: lambda: now_and_then(SILENCE)}),
    Fault("the server drops the connection in mid-DATA", {Stage.DATA_BEGUN: lambda: now_and_then(HANG_UP)}),
    Fault("the server drops the connection after DATA", {Stage.BODY_TAKEN: lambda: now_and_then(HANG_UP)}),
    Fault("421 to RCPT", {Stage.RCPT: lambda: now_and_then("421 4.3.2 closing")}),
    Fault("421 after the body", {Stage.BODY_TAKEN: lambda: now_and_then("421 4.3.2 closing")}),
    Fault("450 to a tenth of the readers", {Stage.RCPT: lambda: first_time("450 4.2.1 later", a_tenth)}),
    Fault("451 to MAIL", {Stage.MAIL: lambda: now_and_then("451 4.3.0 later")}),
    Fault("451 after the body", {Stage.BODY_TAKEN: lambda: first_time("451 4.3.0 later", a_tenth)}),
    Fault("452 after the body", {Stage.BODY_TAKEN: lambda: first_time("452 4.2.2 full", a_tenth)}),
    Fault("the server greylists everybody", {Stage.RCPT: lambda: first_time("450 4.7.1 greylisted")}),
    Fault("550 to RCPT", {Stage.RCPT: lambda: lambda reader: "550 5.1.1 unknown" * a_tenth(reader)}, A_TENTH_REFUSED),
    Fault("551 to RCPT", {Stage.RCPT: lambda: lambda reader: "551 moved" * a_tenth(reader)}, A_TENTH_REFUSED),
    Fault(
        "552 after the body", {Stage.BODY_TAKEN: lambda: lambda reader: "552 full" * a_tenth(reader)}, A_TENTH_REFUSED
    ),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_whatever_the_server_says_no_letter_is_lost_and_none_doubled(post_room, fault):
    with MailServer() as server:
        server.says = {stage: words() for stage, words in fault.says.items()}
        post_room.post_all(server, fault.ends)

        post_room.assert_none_lost_and_none_doubled(server)
        assert len(server.unanswered) <= 5
    assert post_room.outcomes() != {"sent": LETTERS}  # else nothing went wrong
