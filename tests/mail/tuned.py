"""The messages that the post room's code was tuned on; `python -m tests.mail.tuned` writes them to tuned/."""

from tests.mail.letters import write
from tests.mail.people import PEOPLE

if __name__ == "__main__":
    write("tuned", [*PEOPLE])
