"""Where the house is, when it is open, and what it promises."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from requests_app.models.fields import WordsField


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


class Office(models.Model):
    """A place where people are received. What nobody has filled in is unknown, and is shown as such."""

    code = models.SlugField(_("code"), unique=True, help_text=_("As the forms name it."))
    name = models.CharField(_("name"), max_length=100)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    hours = WordsField(_("when one may come"), blank=True)
    is_house = models.BooleanField(
        _("the house itself"), default=False, help_text=_("Without hours of its own, those of the calendar are shown.")
    )
    checked_on = models.DateField(_("address and hours checked on"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        constraints = [
            models.UniqueConstraint(
                fields=["is_house"], condition=models.Q(is_house=True), name="office_at_most_one_house"
            )
        ]

    def __str__(self) -> str:
        return self.name


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
