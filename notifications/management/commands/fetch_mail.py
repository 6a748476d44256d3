from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from notifications import imap


class Command(BaseCommand):
    help = "Read the mailbox that IMAP_URL names, once. The worker does it by itself."

    def handle(self, **options: Any) -> None:
        if not settings.IMAP_URL:
            raise CommandError("IMAP_URL is missing: imaps://user:password@host:993/INBOX.")
        try:
            kept = imap.fetch(timezone.now())
        except ImproperlyConfigured as wrong:
            raise CommandError(str(wrong)) from None
        except imap.Unreadable as trouble:
            raise CommandError(f"The mailbox of IMAP_URL cannot be read: {trouble.code}.") from None
        self.stdout.write(f"{kept} kept")
