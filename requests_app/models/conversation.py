"""The exchange with the person, and, in another table, what the staff say among themselves."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from notifications.models import IncomingEmail
from requests_app.models.belongings import BelongsToTicket
from requests_app.models.tickets import Ticket
from sealing.fields import SealedWhenConfidentialTextField


class Message(BelongsToTicket):
    """To or from the person. Everything that goes out reads this table and never the notes."""

    class Direction(models.TextChoices):
        IN = "in", _("from the person")
        OUT = "out", _("to the person")

    class Origin(models.TextChoices):
        """Who speaks. Only what a PERSON wrote moves a ticket."""

        PERSON = "person", _("a person")
        ROBOT = "robot", _("an automatic answer")

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="messages")
    direction = models.CharField(max_length=3, choices=Direction)
    body = SealedWhenConfidentialTextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    submission_key = models.CharField(max_length=64, unique=True, editable=False)
    email_id = models.CharField(_("Message-ID of the letter"), max_length=200, blank=True)
    # Of mail that came in: its Message-ID (to answer it in its thread), who says to have written it, and its row.
    mail_id = SealedWhenConfidentialTextField(blank=True)
    sender = SealedWhenConfidentialTextField(blank=True)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.PERSON)
    incoming = models.ForeignKey(IncomingEmail, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("message")
        indexes = [models.Index(fields=["ticket", "-created_at", "-id"], name="message_of_ticket")]

    def __str__(self) -> str:
        return f"{self.ticket_id}/{self.pk}"


class Note(BelongsToTicket):
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
