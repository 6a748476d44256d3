"""A command is only a door."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from requests_app.models import Ticket
from requests_app.services import opening


class Command(BaseCommand):
    help = "Say why a ticket went where it went: each rule that was tried, and what did not hold."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reference")

    def handle(self, **options: Any) -> None:
        ticket = Ticket.objects.for_page().filter(reference=options["reference"].upper()).first()
        if ticket is None:
            raise CommandError("There is no ticket with this reference.")
        for tried in opening.explain(ticket):
            verdict = "MATCHES" if not tried.failing else "no: " + ", ".join(tried.failing)
            self.stdout.write(f"{tried.rule.name}: {verdict}")
        self.stdout.write(f"Kept on the ticket: {ticket.routed_because or 'no rule matched, reception decides'}")
