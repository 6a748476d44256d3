"""Forms are rows: three were given, and a house may have as many as it likes."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from requests_app.intake.words import in_language
from requests_app.models.calendar import SlaPolicy
from requests_app.models.fields import WordsField
from requests_app.models.people import Team


class Form(models.Model):
    """An entrance for the public. What it asks stands in its versions."""

    slug = models.SlugField(_("address"), unique=True)
    title = WordsField(_("title"))
    default_team = models.ForeignKey(Team, on_delete=models.PROTECT, verbose_name=_("team"))
    sla = models.ForeignKey(SlaPolicy, on_delete=models.PROTECT, verbose_name=_("delays"))
    confidential = models.BooleanField(_("confidential"), default=False)
    is_open = models.BooleanField(_("open to the public"), default=True)
    mail_address = models.EmailField(
        _("address for mail"), blank=True, help_text=_("Mail to this address opens a request of this form.")
    )
    retention_months = models.PositiveSmallIntegerField(_("kept after closing (months)"), default=12)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = _("form")
        verbose_name_plural = _("forms")

    def __str__(self) -> str:
        return in_language(self.title)


class FormVersionQuerySet(models.QuerySet["FormVersion"]):
    """Versions of forms."""

    def published(self) -> Self:
        """What the public was or is asked, newest first."""
        return self.filter(published_at__isnull=False).order_by("-number")


class FormVersion(models.Model):
    """What a form asks. Once published it never changes: old answers read as they were given."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    schema = models.JSONField(_("schema"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)

    objects = FormVersionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["form", "-number"]
        verbose_name = _("version of a form")
        verbose_name_plural = _("versions of forms")
        constraints = [models.UniqueConstraint(fields=["form", "number"], name="form_version_number_once_per_form")]

    def __str__(self) -> str:
        return f"{self.form} v{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ValidationError when a published version was edited."""
        published = type(self).objects.published().filter(pk=self.pk).values_list("schema", flat=True).first()
        if published is not None and published != self.schema:
            raise ValidationError(_("A published version never changes: make the next one."))
        super().save(*args, **kwargs)
