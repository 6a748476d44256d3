"""What somebody is typing on a form, for two hours, so that a telephone that goes dark costs nothing."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from requests_app.models.forms import Form
from sealing.fields import SealedTextField


class Draft(models.Model):
    """One form as one browser has filled it so far. Sealed always; the key that finds it is in that browser alone."""

    key_hash = models.CharField(max_length=64)  # SHA-256 of a random key: this table cannot give it away
    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="+")
    content = SealedTextField()  # JSON: see services/drafts.py
    saved_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("draft of a request")
        constraints = [models.UniqueConstraint(fields=["key_hash", "form"], name="draft_once_per_browser_and_form")]

    def __str__(self) -> str:
        return f"{self.pk}"
