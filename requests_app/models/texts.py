"""What the public reads in further languages, where the house says it otherwise than the program, or has checked it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from requests_app.models.people import User


class TranslatedText(models.Model):
    """One text of the public side in one language, at one place (requests_app/blocks.py).

    `source` is the French that was read when it was written: where the French is another now, the text is stale. It is
    shown all the same. `texts` holds one text; of what is counted, one for each form of the language.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        REVIEWED = "reviewed", _("reviewed")

    place = models.CharField(_("place"), max_length=200)
    language = models.CharField(_("language"), max_length=12)
    source = models.TextField(_("French"))
    texts = models.JSONField(_("text"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    reviewed_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("reviewed by")
    )
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    changed_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("changed by")
    )
    # It came with the program, nobody here has touched it, and the next version may bring a better one.
    is_shipped = models.BooleanField(default=False, editable=False)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("text for the public")
        verbose_name_plural = _("texts for the public")
        ordering = ["language", "place"]
        constraints = [
            models.UniqueConstraint(fields=["place", "language"], name="translated_text_once_per_place"),
            models.CheckConstraint(
                condition=~models.Q(state="reviewed") | models.Q(reviewed_on__isnull=False),
                name="translated_text_reviewed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} ({self.language})"
