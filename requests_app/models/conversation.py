"""The exchange with the person, and, in another table, what the staff say among themselves."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from requests_app.models.tickets import Ticket, _BelongsToTicket
from sealing.fields import SealedTextField, SealedWhenConfidentialTextField


class Message(_BelongsToTicket):
    """To or from the person. Everything that goes out reads this table and never the notes."""

    class Direction(models.TextChoices):
        IN = "in", _("from the person")
        OUT = "out", _("to the person")

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="messages")
    direction = models.CharField(max_length=3, choices=Direction)
    body = SealedWhenConfidentialTextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    submission_key = models.CharField(max_length=64, unique=True, editable=False)
    email_id = models.CharField(_("Message-ID of the letter"), max_length=200, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("message")
        indexes = [models.Index(fields=["ticket", "-created_at", "-id"], name="message_of_ticket")]

    def __str__(self) -> str:
        return f"{self.ticket_id}/{self.pk}"


class Note(_BelongsToTicket):
    """Staff only. Nothing that leaves the house queries this table."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="notes")
    body = SealedWhenConfidentialTextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    submission_key = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("internal note")
        indexes = [models.Index(fields=["ticket", "-created_at", "-id"], name="note_of_ticket")]

    def __str__(self) -> str:
        return f"{self.ticket_id}/{self.pk}"


class Attachment(_BelongsToTicket):
    """A file on a ticket: with the first answers (`message` empty) or with a later message."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="attachments")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, null=True, related_name="attachments")
    original_name = SealedWhenConfidentialTextField()
    stored_name = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=10)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("attachment")

    def __str__(self) -> str:
        return f"{self.ticket_id}/{self.pk}"


class Upload(models.Model):
    """A file chosen on a form that is not sent yet. Sent, it becomes an attachment; else it is erased after a day."""

    token = models.CharField(max_length=40, unique=True)
    original_name = SealedTextField()
    stored_name = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=10)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("upload")

    def __str__(self) -> str:
        return f"{self.pk}"
