"""What reports count: codes, dates and durations, written with the change they describe."""

from django.db import models

from requests_app.models.tickets import OPEN_STATUSES


class TicketFact(models.Model):
    """One row per ticket, without personal data, never deleted: it outlives the ticket, so it holds no foreign key."""

    ticket_id = models.BigIntegerField(unique=True)
    form = models.CharField(max_length=50)
    channel = models.CharField(max_length=10)
    topic = models.CharField(max_length=50, blank=True)
    team = models.CharField(max_length=50)
    priority = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=10)
    interpreter_language = models.CharField(max_length=10, blank=True)
    commune = models.CharField(max_length=10, blank=True)
    office = models.CharField(max_length=30, blank=True)
    confidential = models.BooleanField()
    status = models.CharField(max_length=10)
    outcome = models.CharField(max_length=20, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    opened_on = models.DateField()
    opened_at = models.DateTimeField()
    first_response_at = models.DateTimeField(null=True)
    first_response_minutes = models.PositiveIntegerField(null=True)  # of opening hours
    first_response_in_time = models.BooleanField(null=True)
    resolved_on = models.DateField(null=True)
    resolved_at = models.DateTimeField(null=True)
    resolution_minutes = models.PositiveIntegerField(null=True)  # of opening hours, waiting for the person not counted
    resolution_in_time = models.BooleanField(null=True)
    paused_minutes = models.PositiveIntegerField(default=0)  # of opening hours
    reopened_count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["opened_on", "team", "status"], name="fact_by_opening"),
            models.Index(fields=["resolved_on", "team"], name="fact_by_resolution"),
            models.Index(fields=["first_response_at"], name="fact_by_first_response"),
            models.Index(fields=["opened_on"], name="fact_still_open", condition=models.Q(status__in=OPEN_STATUSES)),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id}"
