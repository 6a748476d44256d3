"""The second blind set: other writers, programs and servers than in `tests/mail/unseen.py`, judged in the same way.

`python -m tests.mail.unseen_two` writes unseen_two/NAME.eml and unseen_two.json; the bytes are the same at every run.
Whoever wrote them had not read the mail reader, and nobody tunes on them: a failure is a fact about the reader.
"""

from tests.mail.blind.frames import Unseen
from tests.mail.blind_two.automata import AUTOMATA
from tests.mail.blind_two.computers import COMPUTERS
from tests.mail.blind_two.pockets import POCKETS
from tests.mail.blind_two.riddles import RIDDLES
from tests.mail.blind_two.servers import BOUNCES, DELAYS
from tests.mail.blind_two.webmails import WEBMAILS
from tests.mail.unseen import HERE, write

PEOPLE: list[Unseen] = [*WEBMAILS, *COMPUTERS, *POCKETS, *RIDDLES]
MACHINES: list[Unseen] = [*BOUNCES, *DELAYS, *AUTOMATA]

if __name__ == "__main__":
    write(HERE / "unseen_two", [*PEOPLE, *MACHINES])
