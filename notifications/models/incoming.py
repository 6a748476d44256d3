"""Mail that came in: kept first, understood later.

The raw bytes are sealed on disk before anybody looks into them; the row says where they are and what became of them.
"""

from datetime import datetime, timedelta
from typing import Self

from django.db import connection, models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications.classify import Action, Kind
from notifications.models.outgoing import OutgoingEmail
from sealing.fields import SealedTextField


class Fate(models.TextChoices):
    """What became of a message. HELD waits for a person; the others are final."""

    WAITING = "waiting", _("not read yet")
    FILED = "filed", _("filed on a request")
    FLAGGED = "flagged", _("noted on the letter it tells of")
    HELD = "held", _("waits for a decision")
    DROPPED = "dropped", _("kept without effect")


UNSETTLED = (Fate.WAITING, Fate.HELD, Fate.DROPPED)  # what was dropped may be taken up again
# Claimed, read, and compared with what came by other doors, all in one statement, which both databases understand.
_CLAIM = """
    UPDATE notifications_incomingemail SET attempts = attempts + 1, leased_by = %s, attempt_after = %s
    WHERE id = %s AND attempt_after <= %s
    RETURNING {columns}, EXISTS (
        SELECT 1 FROM notifications_incomingemail same
        WHERE same.message_key = notifications_incomingemail.message_key
            AND same.body_hash = notifications_incomingemail.body_hash
            AND same.id <> notifications_incomingemail.id AND same.fate <> 'waiting'
    ) AS came_before
"""


class IncomingEmailQuerySet(models.QuerySet["IncomingEmail"]):
    def due(self, now: datetime) -> Self:
        """What a worker may read: messages nobody has read, and those whose worker died over them."""
        return self.filter(attempt_after__lte=now)

    def held(self) -> Self:
        """What waits for a person."""
        return self.filter(fate="held")

    def claim(self, pk: int, *, by: str, now: datetime, lease: timedelta) -> "IncomingEmail | None":
        """One due message, reserved for the worker `by`; None if another has it. A dead worker's lease just runs out.

        Raises CannotUnseal, and has reserved it all the same.
        """
        until, due = (connection.ops.adapt_datetimefield_value(moment) for moment in (now + lease, now))
        # Each by name, not `*`: a worker that is at work while a migration adds a column goes on.
        claim = _CLAIM.format(columns=", ".join(field.attname for field in self.model._meta.concrete_fields))
        return next(iter(self.raw(claim, [by, until, pk, due])), None)


class IncomingEmail(models.Model):
    """One message as it arrived at one of our mailboxes; the same message there a second time is the same row."""

    mailbox = models.CharField(max_length=100)  # by which door: "pipe", "webhook", "imap"
    message_key = models.CharField(max_length=64)  # keyed hash of its Message-ID
    body_hash = models.CharField(max_length=64)  # SHA-256 of what it says, whatever the way it took
    recipient = SealedTextField(blank=True)  # the envelope's, where the door knows it
    stored_name = models.CharField(max_length=40, unique=True)
    size_bytes = models.PositiveIntegerField()
    sender = SealedTextField(blank=True)
    subject = SealedTextField(blank=True)
    fate = models.CharField(max_length=10, choices=Fate.choices, default=Fate.WAITING)
    kind = models.CharField(max_length=10, blank=True)
    action = models.CharField(max_length=10, blank=True)
    because = models.CharField(max_length=40, blank=True)  # a code: why this kind, or why it is held
    spam_score = models.FloatField(default=0)
    about = models.CharField(max_length=100, blank=True, db_index=True)  # the ticket it belongs to, or seems to
    held_for = models.CharField(max_length=50, blank=True)  # an opaque name of those who decide; empty: the usual ones
    letter = models.ForeignKey(
        OutgoingEmail, on_delete=models.SET_NULL, null=True, blank=True, related_name="told_by"
    )  # the letter of ours that it tells of
    decided_by = models.CharField(max_length=100, blank=True)  # an opaque name; empty: the house itself
    decided_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    attempt_after = models.DateTimeField(null=True)
    leased_by = models.CharField(max_length=100, blank=True)

    came_before = False  # by another door, and was dealt with: known of a message that was just claimed

    objects = IncomingEmailQuerySet.as_manager()

    class Meta:
        verbose_name = _("incoming message")
        verbose_name_plural = _("incoming messages")
        indexes = [
            models.Index(fields=["attempt_after"], name="incoming_due", condition=Q(attempt_after__isnull=False)),
            models.Index(fields=["received_at"], name="incoming_held", condition=Q(fate="held")),
            models.Index(fields=["message_key", "body_hash"], name="incoming_same"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["mailbox", "message_key", "body_hash"], name="incoming_once_a_mailbox"),
            models.CheckConstraint(name="incoming_fate_is_known", condition=Q(fate__in=Fate.values)),
            models.CheckConstraint(
                name="incoming_kind_is_known", condition=Q(kind__in=["", *[kind.value for kind in Kind]])
            ),
            models.CheckConstraint(
                name="incoming_action_is_known", condition=Q(action__in=["", *[action.value for action in Action]])
            ),
            models.CheckConstraint(
                name="incoming_has_a_next_time_while_waiting",
                condition=Q(fate="waiting", attempt_after__isnull=False)
                | (~Q(fate="waiting") & Q(attempt_after__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mailbox} {self.pk}"


class MailboxReading(models.Model):
    """When a mailbox that we fetch from was last read to its end, and what kept us from it since."""

    mailbox = models.CharField(max_length=100, unique=True)
    read_at = models.DateTimeField(null=True)
    # How far: the largest number that the server gave to a message we keep (RFC 3501 section 2.3.1.1).
    uid_validity = models.BigIntegerField(default=0)
    last_uid = models.BigIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=100, blank=True)  # a code or the name of an error, never its words

    class Meta:
        verbose_name = _("reading of a mailbox")
        verbose_name_plural = _("readings of mailboxes")

    def __str__(self) -> str:
        return self.mailbox
