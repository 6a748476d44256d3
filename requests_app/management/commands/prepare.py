"""A command is only a door."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from requests_app.models import Ticket


class Command(BaseCommand):
    help = "Bring the database up to date, seed it and, on an empty one outside production, load the demo requests."

    def handle(self, **options: Any) -> None:
        """Running it twice is harmless: each part does only what is still to do."""
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        call_command("migrate", interactive=False, verbosity=0)
        if not settings.WHITENOISE_USE_FINDERS:
            call_command("collectstatic", interactive=False, verbosity=0)
        call_command("seed")
        if settings.DEMO and not Ticket.objects.exists():
            call_command("load_demo")
