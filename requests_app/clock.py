"""What the house does by itself: the worker calls what is periodic, and brings mail and news of letters."""

from datetime import datetime

from django.core.management import call_command

from notifications import events, inbox, periodic
from requests_app import mailbox
from requests_app.services import digests, drafts, following, lost, notices, uploads

HOUR_SECONDS = 3600
NOTICES_EVERY_SECONDS = 5
DRAFTS_EVERY_SECONDS = 600

inbox.filed_by(mailbox.file)
events.told_by(lost.told)


@periodic.every(HOUR_SECONDS)
def erase_files_never_sent(now: datetime) -> None:
    """Files of forms that were left half-way."""
    uploads.sweep(now)


@periodic.every(DRAFTS_EVERY_SECONDS)
def erase_old_drafts(now: datetime) -> None:
    """What was typed on forms that were left."""
    drafts.sweep(now)


@periodic.every(HOUR_SECONDS)
def forget_guesses(now: datetime) -> None:
    """Yesterday's wrong receipt codes."""
    following.forget_guesses(now)


@periodic.every(HOUR_SECONDS)
def erase_ended_sessions(now: datetime) -> None:
    """Sessions that are over: one of somebody who came back names her request."""
    call_command("clearsessions")


@periodic.every(NOTICES_EVERY_SECONDS, lease_seconds=60)
def tell_the_staff(now: datetime) -> None:
    """What happened, to whom it concerns: one letter each. Each person is a transaction, so a short lease will do."""
    digests.tell_due(now)


@periodic.every(HOUR_SECONDS)
def forget_what_was_told(now: datetime) -> None:
    """Notices of a month ago."""
    notices.forget(now)
