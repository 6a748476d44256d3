"""A command is only a door."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from requests_app.models import Form
from requests_app.services import load


class Command(BaseCommand):
    help = "Add many invented tickets, for benchmarks. Refused in production."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tickets", type=int, required=True, metavar="N", help="how many to add")
        parser.add_argument("--seed", type=int, default=1, help="another seed, other tickets (default 1)")

    def handle(self, **options: Any) -> None:
        if options["tickets"] < 1:
            raise CommandError("--tickets: one at least.")
        if not Form.objects.exists():
            raise CommandError("There are no forms yet: run `manage.py prepare` first.")
        started = time.monotonic()
        loaded = load.load(options["tickets"], seed=options["seed"], told=self._tell)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")  # or the first questions are planned for the empty tables of before
        seconds = time.monotonic() - started
        self.stdout.write(f"{loaded.tickets} invented tickets in {seconds:.0f} s; the long one is {loaded.longest}")

    def _tell(self, done: int) -> None:
        if done % 20_000 == 0:
            self.stdout.write(f"{done} …")
