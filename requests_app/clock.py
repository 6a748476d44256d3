"""What the house does by itself: the worker calls what is periodic, and brings mail and news of letters."""

from datetime import datetime

from django.core.management import call_command

from notifications import events, inbox, periodic
from requests_app import mailbox
from requests_app.services import digests, drafts, following, inspection, lost, notices, reach, tally, uploads
from sealing import sweeping

HOUR_SECONDS = 3600
DAY_SECONDS = 24 * HOUR_SECONDS
QUARTER_SECONDS = 900
NOTICES_EVERY_SECONDS = 5
FILES_EVERY_SECONDS = 2
DRAFTS_EVERY_SECONDS = 600

inbox.filed_by(mailbox.file)
inbox.owned_by(mailbox.whose)
events.told_by(lost.told)


@periodic.every(HOUR_SECONDS)
def erase_files_never_sent(now: datetime) -> None:
    """Files of forms that were left half-way."""
    uploads.sweep(now)


@periodic.every(DAY_SECONDS, lease_seconds=HOUR_SECONDS)
def erase_files_without_a_row(now: datetime) -> None:
    """Sealed files that a process left when it died."""
    sweeping.sweep(now)


@periodic.every(FILES_EVERY_SECONDS, lease_seconds=120)
def inspect_files(now: datetime) -> None:
    """Files that came in: scanned, and pictures copied clean. Each file has a lease of its own."""
    inspection.inspect_due(now)


@periodic.every(HOUR_SECONDS)
def inspect_forgotten_files(now: datetime) -> None:
    """Files from before there was a scanner, and pictures from before they were copied."""
    inspection.queue_forgotten(now)


@periodic.every(DRAFTS_EVERY_SECONDS)
def erase_old_drafts(now: datetime) -> None:
    """What was typed on forms that were left."""
    drafts.sweep(now)


@periodic.every(HOUR_SECONDS)
def forget_guesses(now: datetime) -> None:
    """Yesterday's wrong receipt codes."""
    following.forget_guesses(now)


@periodic.every(QUARTER_SECONDS)
def forget_connections(now: datetime) -> None:
    """Hashes of connections and texts whose hour or day is over."""
    tally.sweep(now)


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


@periodic.every(HOUR_SECONDS)
def remind_of_those_not_reached(now: datetime) -> None:
    """Members of staff whom our letters do not reach: the administrators are told once a week."""
    reach.remind(now)
