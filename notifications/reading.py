"""Reading the mailbox beside the worker's round: a mailbox that is slow or silent keeps no letter from leaving.

A thread of the worker's process, with a database connection of its own. It may die with the process at any moment; one
worker reads at a time, by the same rows that share out what is periodic.
"""

import logging
import threading
import time
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import close_old_connections
from django.db.utils import InterfaceError, OperationalError
from django.utils import timezone

from notifications import imap
from notifications.mishaps import Kept
from notifications.models import PeriodicRun

logger = logging.getLogger(__name__)
NAME = "notifications.reading"
LOOK_EVERY_SECONDS = 1.0


def start(name: str) -> None:
    """Read the mailbox that IMAP_URL names from now on, as long as the process lives. Nothing without that setting."""
    if settings.IMAP_URL:
        threading.Thread(target=_go_on, name=f"mailbox of {name}", daemon=True).start()


def _go_on() -> None:
    while True:
        try:
            close_old_connections()
            read_if_due(timezone.now())
        except (OperationalError, InterfaceError):
            logger.debug("The database is away; the mailbox is read when it is back.")
        time.sleep(LOOK_EVERY_SECONDS)


def read_if_due(now: datetime) -> int | None:
    """Read the mailbox if its time has come and no other worker is at it; how many messages, None if not read."""
    pause, lease = (timedelta(seconds=one) for one in (settings.MAILBOX_EVERY_SECONDS, settings.MAILBOX_LEASE_SECONDS))
    row = PeriodicRun.objects.get_or_create(name=NAME, defaults={"next_at": now})[0]
    if row.next_at > now + pause + lease:  # no honest pause is as long: the clock was set back
        PeriodicRun.objects.filter(pk=row.pk, next_at=row.next_at).update(next_at=now)
    elif row.next_at > now:
        return None
    if not PeriodicRun.objects.claim(NAME, now=now, lease=lease):
        return None
    kept: int | None = None
    failure = ""
    with Kept("Reading the mailbox") as mishap:
        try:
            kept = imap.fetch(now)
        except (imap.Unreadable, ImproperlyConfigured) as trouble:
            failure = getattr(trouble, "code", "setting")
            logger.warning("The mailbox cannot be read (%s).", failure)
    PeriodicRun.objects.filter(name=NAME).update(
        next_at=now + pause,
        finished_at=timezone.now(),
        failure=failure or mishap.failure,
    )
    return kept
