"""The messages that the post room's code was tuned on; `python -m tests.mail.tuned` writes them to tuned/."""

from tests.mail.further import FURTHER
from tests.mail.letters import write
from tests.mail.people import PEOPLE
from tests.mail.robots import ROBOTS
from tests.mail.troubles import TROUBLES

TUNED = [*PEOPLE, *ROBOTS, *TROUBLES, *FURTHER]

if __name__ == "__main__":
    write("tuned", TUNED)
