"""The pipe: a mail server hands over one message on standard input, and an administrator sees what became of it."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError

from requests_app import receiving

TRY_LATER = 75  # EX_TEMPFAIL of sysexits.h: the mail server keeps the message and comes back


class Command(BaseCommand):
    help = "Receive one message from standard input, or with --batch many; says what became of each, in JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--recipient", default="", help="The address in the envelope, where it is known.")
        parser.add_argument("--mailbox", default="pipe", help="The name of this door.")
        parser.add_argument(
            "--batch", action="store_true", help='Read lines {"id": …, "path": …} from standard input instead.'
        )
        parser.add_argument("--dry-run", action="store_true", help="Leave no trace.")

    def handle(self, **options: Any) -> None:
        how = {"door": options["mailbox"], "is_dry": options["dry_run"]}
        if options["batch"]:
            for line in sys.stdin.buffer:
                if line.strip():
                    self._say(_one(line, how))
            return
        try:
            self._say(receiving.receive(sys.stdin.buffer.read(), recipient=options["recipient"], **how))
        except (DatabaseError, OSError) as error:
            self.stderr.write(f"Not received ({type(error).__name__}): try again later.")
            sys.exit(TRY_LATER)

    def _say(self, told: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(told, ensure_ascii=False))
        self.stdout.flush()


def _one(line: bytes, how: dict[str, Any]) -> dict[str, Any]:
    """One line of a batch. Whatever is wrong with it, it is answered, and the next one is read."""
    asked: Any = None
    try:
        asked = json.loads(line)
        raw = Path(asked["path"]).read_bytes()
        told = receiving.receive(raw, recipient=str(asked.get("recipient", "")), **how)
    except (ValueError, KeyError, TypeError, OSError, DatabaseError) as error:
        told = receiving.not_read(error)
    return {**told, "id": asked.get("id") if isinstance(asked, dict) else None}
