"""A command is only a door."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from requests_app.blocks import PLURALS
from requests_app.services import translations


class Command(BaseCommand):
    help = "Sheets of everything that the public reads, for translators: export one, or import a filled one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["export", "import"])
        parser.add_argument("language", choices=sorted(PLURALS))
        parser.add_argument("file", nargs="?", type=Path, help="the filled sheet, for import")
        parser.add_argument("--missing", action="store_true", help="export only what has no words yet")

    def handle(self, *, action: str, language: str, file: Path | None, missing: bool, **options: Any) -> None:
        """Import writes what holds, names what does not, and then ends with 1."""
        if action == "export":
            sheet = translations.sheet(language, only_missing=missing)
            self.stdout.write(json.dumps(sheet, ensure_ascii=False, indent=1))
            return
        if file is None:
            raise CommandError("Name the filled sheet: texts import LANGUAGE FILE")
        returned = translations.take(language, json.loads(file.read_text(encoding="utf-8")))
        for name, sentences in returned.refused.items():
            self.stderr.write(f"{name}: {' '.join(sentences)}")
        self.stdout.write(
            f"{returned.taken} taken, {len(returned.refused)} refused, {returned.missing} still lack words"
        )
        if returned.refused:
            raise CommandError("What was refused was not written.")
