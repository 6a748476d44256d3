"""The blind set: messages written by somebody who had not read the mail reader and did not tune it.

`python -m tests.mail.unseen` writes unseen/NAME.eml and unseen.json; the bytes are the same at every run. All are of
our own making, in the forms that the named programs use. Nobody tunes on them: a failure is a fact about the reader.

How to judge. `text` is compared with white space folded (no-break spaces too), and `names` composed (NFC); any entry of
`also` is as right as `text`, where careful people differ. A picture shown among the words counts as a file. What is
passed on from somebody else (a landlord's letter, a server's notice) is no quotation of ours: it stays in `text`.
The ticket's letter is OUR_ID in blind/frames.py, its token TOKEN, its requester oksana@example.net; n.lambert, elif and
the others with the token write to the same ticket. `note` says why an action is not the usual one of its kind.
"""

import json
from pathlib import Path

from tests.mail.blind.absences import ABSENCES
from tests.mail.blind.bounces import BOUNCES, DELAYS
from tests.mail.blind.desks import DESKS
from tests.mail.blind.frames import Unseen
from tests.mail.blind.phones import PHONES
from tests.mail.blind.robots import ROBOTS
from tests.mail.blind.tricky import TRICKY
from tests.mail.blind.webmail import WEBMAIL

HERE = Path(__file__).parent
PEOPLE: list[Unseen] = [*WEBMAIL, *PHONES, *DESKS, *TRICKY]
MACHINES: list[Unseen] = [*ABSENCES, *BOUNCES, *DELAYS, *ROBOTS]


def write(place: Path, made: list[Unseen]) -> None:
    """The messages and, beside their folder, what is expected of them; what an earlier run left is removed."""
    names = [one.name for one in made]
    assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1)
    place.mkdir(exist_ok=True)
    for old in place.glob("*.eml"):
        old.unlink()
    for one in made:
        (place / f"{one.name}.eml").write_bytes(one.raw)
    table = json.dumps({one.name: one.expected for one in made}, ensure_ascii=False, indent=1, sort_keys=True)
    place.with_suffix(".json").write_text(table + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(HERE / "unseen", [*PEOPLE, *MACHINES])
