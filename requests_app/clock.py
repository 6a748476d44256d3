"""What the house does by itself: the worker calls what is periodic, and brings mail and news of letters."""

from datetime import datetime

from django.core.management import call_command

from notifications import events, inbox, periodic
from requests_app import mailbox
from requests_app.services import following, lost, uploads

HOUR_SECONDS = 3600

inbox.filed_by(mailbox.file)
events.told_by(lost.told)


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
