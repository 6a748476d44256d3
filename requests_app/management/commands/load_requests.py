"""A command is only a door."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from requests_app.errors import Refused
from requests_app.services import samples


class Command(BaseCommand):
    help = "Open a ticket for each request of a JSON file, through the same form and service as the public pages."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, **options: Any) -> None:
        """Prints counts, never what people wrote. Ends with an error if any request was refused."""
        try:
            listed = json.loads(options["file"].read_text(encoding="utf-8"))["requests"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"{options['file']} is not a file of requests: {error}") from error
        opened = known = 0
        refused: list[str] = []
        for sample in listed:
            try:
                result = samples.load(sample, today=timezone.localdate())
            except Refused as refusal:
                refused.extend(refusal.messages)
                continue
            opened += result.is_new
            known += not result.is_new
        self.stdout.write(f"{opened} tickets opened, {known} known already, {len(refused)} refused.")
        if refused:
            raise CommandError("\n".join(refused))
