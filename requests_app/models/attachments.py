"""Files that people sent: what they are, and whether they may be opened."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from requests_app import files
from requests_app.models.belongings import BelongsToTicket
from requests_app.models.conversation import Message
from requests_app.models.tickets import Ticket
from sealing.fields import SealedTextField, SealedWhenConfidentialTextField


class Scan(models.TextChoices):
    """What a scanner has said of a file."""

    PENDING = "pending"
    CLEAN = "clean"
    INFECTED = "infected"
    UNSCANNED = "unscanned"


class Copy(models.TextChoices):
    """What became of a picture: a file of any other kind needs no copy."""

    NONE = ""
    MADE = "made"
    IMPOSSIBLE = "impossible"


class SentFile(models.Model):
    """What is known of any file that came in."""

    stored_name = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=10)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)  # of what came; a clean copy has another

    class Meta:
        abstract = True

    @property
    def is_sound(self) -> bool:
        """Whether one listens to it."""
        return self.kind in files.SOUNDS

    @property
    def is_picture(self) -> bool:
        """Whether one looks at it."""
        return self.kind in files.PICTURES


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Which files wait for the worker."""

    def due(self, now: datetime) -> Self:
        """To be looked at now."""
        return self.filter(inspect_at__lte=now)

    def claim(self, pk: int, *, now: datetime) -> bool:
        """Reserve one due file; True if this worker won it. A dead worker's lease just runs out."""
        lease = timedelta(seconds=settings.INSPECTION_LEASE_SECONDS)
        mine = self.due(now).filter(pk=pk)
        return mine.update(inspect_at=now + lease, inspections=models.F("inspections") + 1) == 1


class Attachment(BelongsToTicket, SentFile):
    """A file on a ticket: with the first answers (`message` empty) or with a later message."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="attachments")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, null=True, related_name="attachments")
    original_name = SealedWhenConfidentialTextField()
    created_at = models.DateTimeField()
    scan = models.CharField(max_length=10, choices=Scan, default=Scan.UNSCANNED)
    malware = models.CharField(max_length=100, blank=True)  # the name of the signature
    copy = models.CharField(max_length=10, choices=Copy, default=Copy.NONE, blank=True)
    inspect_at = models.DateTimeField(null=True, blank=True)  # when the worker looks at it next; empty: it need not
    inspections = models.PositiveSmallIntegerField(default=0)  # in a row that came to no end

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("attachment")
        indexes = [
            models.Index(fields=["inspect_at"], name="attachment_due", condition=Q(inspect_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id}/{self.pk}"

    @property
    def waits(self) -> bool:
        """Whether the worker has yet to say if it may be opened: a matter of seconds."""
        return self.scan == Scan.PENDING or (self.is_picture and not self.copy and self.scan != Scan.INFECTED)

    @property
    def is_infected(self) -> bool:
        return self.scan == Scan.INFECTED

    @property
    def is_unscanned(self) -> bool:
        return self.scan == Scan.UNSCANNED

    @property
    def may_be_opened(self) -> bool:
        """Whether anybody at all may have it. Who, is another question."""
        is_allowed = self.scan == Scan.CLEAN or (self.is_unscanned and settings.SERVE_UNSCANNED)
        return is_allowed and not self.waits

    @property
    def has_clean_copy(self) -> bool:
        """Whether it is a picture that we have made ourselves."""
        return self.copy == Copy.MADE

    @property
    def may_tell_a_place(self) -> bool:
        """Whether it is a picture as it came, with all that a camera wrote into it."""
        return self.is_picture and self.copy == Copy.IMPOSSIBLE

    @property
    def can_be_shown(self) -> bool:
        """Whether a browser may look at it in its place: only what we have made ourselves."""
        return self.may_be_opened and self.has_clean_copy

    @property
    def can_be_played(self) -> bool:
        """Whether a browser may play it in its place."""
        return self.may_be_opened and self.kind in files.PLAYED_BY_BROWSERS


class Upload(SentFile):
    """A file chosen on a form that is not sent yet. Sent, it becomes an attachment; else it is erased after a day."""

    token = models.CharField(max_length=40, unique=True)
    original_name = SealedTextField()
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("upload")

    def __str__(self) -> str:
        return f"{self.pk}"
