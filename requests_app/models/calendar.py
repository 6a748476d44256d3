"""When the house is open, and what it promises."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class OpeningSpan(models.Model):
    """One stretch of opening hours of a weekday; a lunch break is the gap between two."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    history = HistoricalRecords()

    class Meta:
        ordering = ["weekday", "opens"]
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opens__lt=models.F("closes")), name="opening_span_closes_after_it_opens"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


class ClosingDay(models.Model):
    """A day on which the house is closed, or closes early."""

    on = models.DateField(_("date"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    closes_at = models.TimeField(_("closes at"), null=True, blank=True, help_text=_("Empty: closed all day."))

    history = HistoricalRecords()

    class Meta:
        ordering = ["on"]
        verbose_name = _("closing day")
        verbose_name_plural = _("closing days")

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y} {self.name}"


class SlaPolicy(models.Model):
    """The delays we promise, in minutes of opening hours (a working day of the seeds is 390)."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    first_response_minutes = models.PositiveIntegerField(_("first response (open minutes)"))
    high_minutes = models.PositiveIntegerField(_("first response when high (open minutes)"))
    urgent_minutes = models.PositiveIntegerField(_("first response when urgent (open minutes)"))
    resolution_minutes = models.PositiveIntegerField(_("resolution (open minutes)"))

    history = HistoricalRecords()

    class Meta:
        ordering = ["code"]
        verbose_name = _("delays")
        verbose_name_plural = _("delays")

    def __str__(self) -> str:
        return self.name
