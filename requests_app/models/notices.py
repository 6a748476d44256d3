"""What members of staff want to be told, and what is still to be told to whom."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from requests_app.models.tickets import Ticket


class Event(models.TextChoices):
    """What can happen that a member of staff may want to know."""

    NEW_TICKET = "new_ticket", _("a new request in my team")
    ASSIGNED = "assigned", _("a request is given to me")
    TRANSFERRED = "transferred", _("a request is transferred to my team")
    PERSON_WROTE = "person_wrote", _("the person writes in a request that I have")
    LETTER_LOST = "letter_lost", _("a letter in a request that I have does not arrive")
    MAIL_HELD = "mail_held", _("a message waits for a decision")


class How(models.TextChoices):
    """When to be told."""

    AT_ONCE = "at_once", _("at once")
    DAILY = "daily", _("once a day, in one letter")
    NEVER = "never", _("never")


class NoticePreference(models.Model):
    """How one person wants to be told of one kind of event; without a row, the default of the event holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_preferences")
    event = models.CharField(max_length=20, choices=Event)
    how = models.CharField(max_length=10, choices=How)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("notice preference")
        verbose_name_plural = _("notice preferences")
        constraints = [models.UniqueConstraint(fields=["user", "event"], name="notice_preference_once_per_event")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.event} {self.how}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def due(self, now: datetime) -> Self:
        """What is to be told now and has not been."""
        return self.filter(told_at__isnull=True, due_at__lte=now)


class Notice(models.Model):
    """One thing to tell one person. Several that are due together leave in one letter."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    event = models.CharField(max_length=20, choices=Event)
    how = models.CharField(max_length=10, choices=How)
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, null=True, related_name="notices")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    email_id = models.CharField(_("Message-ID of the letter"), max_length=200, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index(fields=["due_at"], name="notice_due", condition=models.Q(told_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.event} {self.ticket_id}"
