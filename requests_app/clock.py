"""What the house does by itself, again and again: the worker calls these."""

from datetime import datetime

from django.core.management import call_command

from notifications import periodic
from requests_app.services import following, uploads

HOUR_SECONDS = 3600


@periodic.every(HOUR_SECONDS)
def erase_files_never_sent(now: datetime) -> None:
    """Files of forms that were left half-way."""
    uploads.sweep(now)


@periodic.every(HOUR_SECONDS)
def forget_guesses(now: datetime) -> None:
    """Yesterday's wrong receipt codes."""
    following.forget_guesses(now)


@periodic.every(HOUR_SECONDS)
def erase_ended_sessions(now: datetime) -> None:
    """Sessions that are over: one of somebody who came back names her request."""
    call_command("clearsessions")
