"""The words of letters, where an administrator has written others than ours."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from requests_app import letterbook


class Settled(models.TextChoices):
    """Why nothing more need be done about a letter that did not arrive. Codes: a free text would name people."""

    TOLD = "told", _("the person knows by another way")
    NOT_NEEDED = "not_needed", _("what the letter says is no longer needed")
    OUT_OF_REACH = "out_of_reach", _("there is no way to reach the person")


class LetterText(models.Model):
    """One letter in one language, in the administrator's words. Data: placeholders are filled in, nothing is compiled.

    `kind` is a letter of `requests_app/letterbook.py`. Without a row, the words of the catalogue are used.
    """

    kind = models.CharField(_("letter"), max_length=40)
    language = models.CharField(_("language"), max_length=12)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    is_active = models.BooleanField(_("in use"), default=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("text of a letter")
        verbose_name_plural = _("texts of letters")
        ordering = ["kind", "language"]
        constraints = [models.UniqueConstraint(fields=["kind", "language"], name="letter_text_once_per_language")]

    def __str__(self) -> str:
        return f"{letterbook.title_of(self.kind)} ({self.language})"

    def clean(self) -> None:
        """Raises ValidationError where the words could not be used for this letter."""
        found = letterbook.problems(self.kind, self.subject, self.body)
        if found:
            raise ValidationError(found)
