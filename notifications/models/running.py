"""Signs of life of those who post letters, when periodic functions run next, and a demonstration's mailbox."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sealing.fields import SealedTextField


class WorkerHeartbeat(models.Model):
    """The last sign of life of one worker process."""

    name = models.CharField(max_length=100, unique=True)
    beat_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("worker heartbeat")
        verbose_name_plural = _("worker heartbeats")

    def __str__(self) -> str:
        return self.name


class PeriodicRunQuerySet(models.QuerySet["PeriodicRun"]):
    def due(self, now: datetime) -> Self:
        """What should run now and is not running elsewhere."""
        return self.filter(next_at__lte=now)

    def claim(self, name: str, *, now: datetime, lease: timedelta) -> bool:
        """Reserve one due run; True if this worker won it."""
        return self.due(now).filter(name=name).update(next_at=now + lease, started_at=now) == 1


class PeriodicRun(models.Model):
    """When a periodic function runs next, and how it went the last time."""

    name = models.CharField(max_length=200, unique=True)
    next_at = models.DateTimeField(db_index=True)  # while it runs: the end of its lease
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=200, blank=True)  # the name of the error, never its words

    objects = PeriodicRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("periodic run")
        verbose_name_plural = _("periodic runs")

    def __str__(self) -> str:
        return self.name


class DemoLetter(models.Model):
    """A letter that the demo backend received instead of a mail server."""

    raw = SealedTextField()
    received_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("demo letter")
        verbose_name_plural = _("demo letters")
        ordering = ["-received_at", "-pk"]

    def __str__(self) -> str:
        return f"letter {self.pk}"


class ServerPause(models.Model):
    """The breaker: while a mail server is unwell, no worker on any machine tries it before `until`."""

    server = models.CharField(max_length=100, unique=True)
    until = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0)  # in a row; the next pause depends on it
    reason = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = _("pause of a mail server")
        verbose_name_plural = _("pauses of mail servers")

    def __str__(self) -> str:
        return self.server
