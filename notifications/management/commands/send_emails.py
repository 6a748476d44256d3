from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from notifications import outbox


class Command(BaseCommand):
    help = "Send the e-mails that are due, once."

    def handle(self, **_options: Any) -> None:
        self.stdout.write(f"{outbox.deliver_due(now=timezone.now())} sent")
