"""What requests are about, and who gets them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from requests_app.intake.words import in_language
from requests_app.models.fields import WordsField
from requests_app.models.people import Team


class Priority(models.IntegerChoices):
    """How soon. The numbers sort."""

    LOW = 1, _("low")
    NORMAL = 2, _("normal")
    HIGH = 3, _("high")
    URGENT = 4, _("urgent")


class Topic(models.Model):
    """What a request is about, in the words of the staff and in plain words."""

    code = models.SlugField(_("code"), unique=True)
    label = WordsField(_("label"))
    plain_label = WordsField(_("plain words"))
    default_team = models.ForeignKey(Team, on_delete=models.PROTECT, verbose_name=_("team"))
    default_priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, default=Priority.NORMAL)
    sensitive = models.BooleanField(_("sensitive"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return in_language(self.label)


class RoutingRule(models.Model):
    """When a request looks like this, it goes there. The first rule that matches wins; its name stays on the ticket."""

    position = models.PositiveIntegerField(_("position"), default=0)
    name = models.CharField(_("name"), max_length=150, help_text=_("Shown on the ticket as the reason."))
    is_active = models.BooleanField(_("active"), default=True)
    conditions = models.JSONField(_("conditions"), default=dict, blank=True)
    actions = models.JSONField(_("actions"), default=dict)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("routing rule")
        verbose_name_plural = _("routing rules")

    def __str__(self) -> str:
        return self.name


class UrgencySignal(models.Model):
    """Phrases that raise the priority of a request, by language."""

    code = models.SlugField(_("code"), unique=True)
    label = WordsField(_("label"))
    phrases = models.JSONField(_("phrases"), default=dict)
    priority = models.PositiveSmallIntegerField(_("raises to"), choices=Priority, default=Priority.URGENT)
    is_active = models.BooleanField(_("active"), default=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["code"]
        verbose_name = _("urgency signal")
        verbose_name_plural = _("urgency signals")

    def __str__(self) -> str:
        return in_language(self.label)
