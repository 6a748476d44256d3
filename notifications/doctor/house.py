"""The house itself: does the worker live, do letters leave, is the mailbox read, do clock, keys and folder serve?"""

import os
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifications import health
from notifications.doctor.findings import About, Finding
from notifications.health import Standing
from notifications.imap import DOOR
from notifications.models import IncomingEmail, MailboxReading, OutgoingEmail
from sealing import keyring

SMALL_SKEW, LARGE_SKEW = timedelta(seconds=5), timedelta(seconds=60)
ROWS = 5  # of the oldest and of the newest: a key that is missing from FIELD_KEYS is an old one


def look_at(now: datetime) -> list[Finding]:
    """All that can be asked of the database and the disk. Changes nothing."""
    return [*_of_the_database(now), private_folder(Path(settings.PRIVATE_DIR), Path(settings.STATIC_ROOT))]


def _of_the_database(now: datetime) -> list[Finding]:
    try:
        standing = health.standing(now)
        return [
            worker(standing, timedelta(minutes=settings.HEARTBEAT_ALARM_MINUTES)),
            *letters(standing, timedelta(minutes=settings.LETTER_ALARM_MINUTES)),
            *_mailbox(now),
            clock(_database_time() - timezone.now()),
            keys(_sealed_rows()),
        ]
    except DatabaseError:
        words = _("The database does not answer, or was not prepared.")
        todo = _("Look at DATABASE_URL, then run: python -m desk.serve prepare")
        return [About(_("Database")).repair("database_away", words, todo)]


def worker(standing: Standing, limit: timedelta) -> Finding:
    """Whether somebody posts letters."""
    about, age = About(_("Worker")), standing.last_heartbeat
    start = _("Start it, and let the system start it again by itself: python -m desk.serve worker")
    if age is None:
        return about.repair("worker_never", _("It never ran, so that no letter leaves and no mail is read."), start)
    if age > limit:
        words = _("Its last sign of life is %(minutes)s minutes old.") % {"minutes": int(age.total_seconds() // 60)}
        return about.repair("worker_gone", words, start)
    return about.right("worker_right", _("It runs."))


def letters(standing: Standing, limit: timedelta) -> list[Finding]:
    """Whether letters leave, and whether some never arrived."""
    about, age, found = About(_("Letters")), standing.oldest_unsent, []
    if age is not None and age > limit:
        words = _("The oldest letter has waited for %(minutes)s minutes.") % {"minutes": int(age.total_seconds() // 60)}
        todo = _("Put right what stands above about the worker and the mail server; letters then leave by themselves.")
        found.append(about.repair("letters_wait", words, todo))
    lost = sum(standing.counts.get(state, 0) for state in ("bounced", "refused", "given_up"))
    if lost:
        words = ngettext(
            "%(count)s letter did not reach its reader.", "%(count)s letters did not reach their readers.", lost
        )
        todo = _("Their requests say so; telephone, or correct the addresses.")
        found.append(about.look("letters_lost", words % {"count": lost}, todo))
    return found or [about.right("letters_right", _("None waits too long, and none was lost."))]


def _mailbox(now: datetime) -> list[Finding]:
    if not settings.IMAP_URL:
        return []
    return [reading(MailboxReading.objects.filter(mailbox=DOOR).first(), now, settings.MAILBOX_ALARM_MINUTES)]


def reading(row: MailboxReading | None, now: datetime, limit_minutes: int) -> Finding:
    """Whether the mailbox was read lately."""
    about = About(_("Reading of the mailbox"))
    if row is None or row.read_at is None:
        words = _("The mailbox was never read to its end.")
        todo = _("Put right what stands above about the worker and the mailbox, then try: manage.py fetch_mail")
        return about.repair("reading_never", words, todo)
    minutes = int((now - row.read_at).total_seconds() // 60)
    if minutes > limit_minutes:
        words = _("The mailbox was last read %(minutes)s minutes ago.") % {"minutes": minutes}
        todo = _("Put right what stands above about the worker and the mailbox, then try: manage.py fetch_mail")
        return about.repair("reading_old", words, todo)
    return about.right("reading_right", _("The mailbox was last read %(minutes)s minutes ago.") % {"minutes": minutes})


def _database_time() -> datetime:
    if connection.vendor != "postgresql":
        return timezone.now()  # the database is this very process
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def clock(skew: timedelta) -> Finding:
    """Whether the database's machine and this one agree on the time."""
    about, seconds = About(_("Clock")), round(abs(skew.total_seconds()))
    words = _("The clocks of this machine and of the database are %(seconds)s seconds apart.") % {"seconds": seconds}
    todo = _("Switch on the setting of the clock by the network (NTP) on both machines.")
    if abs(skew) > LARGE_SKEW:
        return about.repair("clock_wrong", words, todo)
    if abs(skew) > SMALL_SKEW:
        return about.look("clock_apart", words, todo)
    return about.right("clock_right", _("This machine and the database agree on the time."))


def _sealed_rows() -> list[Callable[[], object]]:
    """Reads of the oldest and the newest letters and messages; each opens what is sealed in one row."""
    reads: list[Callable[[], object]] = []
    for order in ("pk", "-pk"):
        outgoing = OutgoingEmail.objects.order_by(order).values_list("pk", flat=True)[:ROWS]
        incoming = IncomingEmail.objects.order_by(order).values_list("pk", flat=True)[:ROWS]
        reads += [lambda pk=pk: OutgoingEmail.objects.only("subject").get(pk=pk) for pk in outgoing]  # type: ignore[misc]
        reads += [lambda pk=pk: IncomingEmail.objects.only("subject").get(pk=pk) for pk in incoming]  # type: ignore[misc]
    return reads


def keys(reads: list[Callable[[], object]]) -> Finding:
    """Whether FIELD_KEYS opens what was sealed."""
    about = About(_("Keys (FIELD_KEYS)"))
    try:
        keyring.unseal(keyring.seal("?"))
    except keyring.CannotUnseal:
        words = _("They cannot be used: nothing can be sealed or opened.")
        todo = _("Put back the keys that you keep in a safe place, the newest first, separated by commas.")
        return about.repair("keys_unusable", words, todo)
    closed = sum(not _opens(read) for read in reads)
    if closed:
        words = _("%(closed)s of %(count)s letters looked at cannot be opened: a key is missing.")
        todo = _("Put the former key behind the present one in FIELD_KEYS, separated by a comma.")
        return about.repair("keys_missing", words % {"closed": closed, "count": len(reads)}, todo)
    return about.right("keys_right", _("They open what was sealed."))


def _opens(read: Callable[[], object]) -> bool:
    try:
        read()
    except keyring.CannotUnseal:
        return False
    except (OutgoingEmail.DoesNotExist, IncomingEmail.DoesNotExist):
        return True  # erased a moment ago
    return True


def private_folder(folder: Path, public: Path) -> Finding:
    """Whether attached files can be kept, and by nobody else be read."""
    about = About(_("Folder of private files"))
    inside, outside = folder.resolve(), public.resolve()
    if inside == outside or outside in inside.parents or inside in outside.parents:
        words = _("It lies in the same folder as the files that everybody may read.")
        return about.repair("folder_public", words, _("Give PRIVATE_DIR and STATIC_ROOT two separate folders."))
    if not _can_write(folder):
        words = _("The program may not write there; attached files would be lost.")
        todo = _("Give the folder DATA_DIR to the system user under which the program runs.")
        return about.repair("folder_locked", words, todo)
    if folder.exists() and folder.stat().st_mode & 0o004:
        words = _("Every user of this machine may read it; the files are sealed, but need not be seen.")
        return about.look("folder_open", words, _("Run chmod 700 on the folder “private” in DATA_DIR."))
    return about.right("folder_right", _("The program can write there, and it is not public."))


def _can_write(folder: Path) -> bool:
    """By trying; where the folder is made only with the first file, by what its parent allows."""
    if not folder.exists():
        parent = next(above for above in folder.parents if above.exists())
        return os.access(parent, os.W_OK | os.X_OK)
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"?")
    except OSError:
        return False
    return True
