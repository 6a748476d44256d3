"""The figures of reading mail: `python -m tests.mail.score [SET …]`.

A set is a folder of .eml files beside a table of what we expect of each: held_out/ and held_out.json. Of each message
that table names `kind`, `action` and `ticket` (whether it belongs to one), and may name `text` (what the person wrote,
without what she quoted), `names` (of files), `permanent_failure`, `failed`, `from`, `subject` and `because`.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from notifications import cleaning, parsing, quoting
from notifications.classify import Verdict, classify
from notifications.parsing import ParsedMail

HERE = Path(__file__).parent
SETS = ("held_out", "tuned")
OURS = ("guichet@guichet.example.org",)
OUR_DOMAINS = ("guichet.example.org",)
LOOP_MARK = "guichet.example.org"


@dataclass(frozen=True)
class Reading:
    """What came out for one message."""

    mail: ParsedMail
    verdict: Verdict
    text: str
    is_whole: bool  # folded and unfolded pieces together are the text


@dataclass
class Score:
    """The figures of one set. `wrong` has a line for each thing that is not as expected."""

    messages: int = 0
    crashes: int = 0
    seconds: float = 0.0
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    kinds: dict[tuple[str, str], int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def table(self) -> str:
        """How precise each kind is: of those called so how many are, of those that are how many were called so."""
        lines = [f"{'kind':12}{'called':>8}{'are':>6}{'right':>7}"]
        for kind in sorted({kind for pair in self.kinds for kind in pair}):
            called = sum(count for (_is, said), count in self.kinds.items() if said == kind)
            really = sum(count for (true, _said), count in self.kinds.items() if true == kind)
            lines.append(f"{kind:12}{called:8}{really:6}{self.kinds.get((kind, kind), 0):7}")
        return "\n".join(lines)

    def __str__(self) -> str:
        shares = [f"{what} {self.right[what]}/{asked}" for what, asked in sorted(self.asked.items())]
        first = f"{self.messages} messages, {self.crashes} crashes, {self.seconds:.1f} s: {', '.join(shares)}"
        return "\n".join([first, self.table(), *self.wrong])


def read(raw: bytes) -> Reading:
    """Everything that is done to a message before its ticket is looked for."""
    mail = parsing.parse(raw)
    verdict = classify(mail, ours=OURS, loop_mark=LOOP_MARK)
    whole = "".join(piece.text for piece in quoting.split(mail.text, OUR_DOMAINS))
    with suppress(cleaning.TooSlow):  # its words are shown instead
        cleaning.clean(mail.html)
    return Reading(mail, verdict, quoting.written(mail.text, OUR_DOMAINS), is_whole=whole == mail.text)


# What can be expected of a message, and how to see whether it is so.
CHECKS: dict[str, Callable[[Reading, Any, dict[str, Any]], bool]] = {
    "kind": lambda seen, value, _all: seen.verdict.kind == value,
    "action": lambda seen, value, every: seen.verdict.action(known=every.get("ticket", False)) == value,
    "text": lambda seen, value, _all: seen.text.split() == value.split(),
    "names": lambda seen, value, _all: [file.name for file in seen.mail.files] == value,
    "permanent_failure": lambda seen, value, _all: seen.verdict.permanent == value,
    "failed": lambda seen, value, _all: seen.verdict.failed == value,
    "because": lambda seen, value, _all: seen.verdict.because == value,
    "from": lambda seen, value, _all: seen.mail.sender[1] == value,
    "sender_name": lambda seen, value, _all: seen.mail.sender[0] == value,
    "subject": lambda seen, value, _all: seen.mail.subject == value,
    "language": lambda seen, value, _all: seen.mail.language == value,
}


def score(name: str) -> Score:
    """Read all messages of a set and compare."""
    expected = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    result = Score()
    for message, wanted in sorted(expected.items()):
        result.messages += 1
        started = time.monotonic()
        try:
            seen = read((HERE / name / f"{message}.eml").read_bytes())
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what we count
            result.crashes += 1
            result.wrong.append(f"{message}: {type(error).__name__} {error}")
            continue
        result.seconds += time.monotonic() - started
        _compare(message, wanted, seen, result)
    return result


def _compare(message: str, wanted: dict[str, Any], seen: Reading, result: Score) -> None:
    pair = (wanted["kind"], str(seen.verdict.kind))
    result.kinds[pair] = result.kinds.get(pair, 0) + 1
    for what, check in CHECKS.items():
        if what in wanted:
            result.asked[what] += 1
            is_right = check(seen, wanted[what], wanted)
            result.right[what] += is_right
            if not is_right:
                result.wrong.append(f"{message}: {what} is not {wanted[what]!r} but {_found(what, seen, wanted)!r}")
    result.asked["whole"] += 1
    result.right["whole"] += seen.is_whole


def _found(what: str, seen: Reading, wanted: dict[str, Any]) -> object:
    mail, verdict = seen.mail, seen.verdict
    return {
        "kind": f"{verdict.kind} ({verdict.because})",
        "action": str(verdict.action(known=wanted.get("ticket", False))),
        "text": seen.text,
        "names": [file.name for file in mail.files],
        "permanent_failure": verdict.permanent,
        "failed": verdict.failed,
        "because": verdict.because,
        "from": mail.sender[1],
        "sender_name": mail.sender[0],
        "subject": mail.subject,
        "language": mail.language,
    }[what]


if __name__ == "__main__":
    for chosen in sys.argv[1:] or SETS:
        sys.stdout.write(f"{chosen}: {score(chosen)}\n\n")
