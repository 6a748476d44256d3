"""A command is only a door."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from requests_app.services import samples, seeding


class Command(BaseCommand):
    help = "Make the demo accounts; load sample requests, messages, a letter that came back. Refused in production."

    def handle(self, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("load_demo is refused in production: the demo password is public.")
        seeding.demo_cast()
        call_command("load_requests", str(seeding.SEEDS / "sample_requests.json"), stdout=self.stdout)
        samples.keep_mail(seeding.SEEDS / "sample_mail")
        samples.let_one_come_back(timezone.now())
