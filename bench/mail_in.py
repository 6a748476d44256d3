"""Row 9: how much mail one worker takes in, on one core: kept on disk for good, read, understood, and filed on tickets.

The messages are those of the tests, in the languages and from the programs of our public, each one new. PostgreSQL has
the other cores, as it does where mail comes in.
"""

import json

from bench.house import House
from bench.rows import Row, at_least, at_most, without_goal

SCRIPT = "from bench.mail_loop import main; main()"


def mail_in_rows(house: House) -> list[Row]:
    """Messages a second through one worker, from the door to the ticket, and what each costs."""
    got = json.loads(house.manage("shell", "-v0", "--no-imports", "-c", SCRIPT).splitlines()[-1])
    if got["left"] or got["failed"] or not got["answered"]:
        raise RuntimeError(f"Not all mail was filed and answered: {got}")
    return [
        at_least("9 messages/s in, on one core", got["in"], 100),
        at_most("9 a message in: CPU, ms", got["ours"] + got["servers"], 10),
        without_goal("9 … of it the worker's", got["ours"]),
        without_goal("9 … of it PostgreSQL's", got["servers"]),
        at_most("9 a message in: SQL", got["statements"], 15),
        at_least("9 messages/s kept and synced", got["kept"], 200),
        without_goal("9 messages/s in / bare loop", got["in"] / got["bare"]),
        without_goal("9 a message in: CPU / bare loop", (got["ours"] + got["servers"]) / got["bare_cpu"]),
    ]
