"""Which statements of the site a manager stands behind."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class StatementKind(models.TextChoices):
    """The statements of the public pages."""

    PRIVACY = "privacy", _("Privacy")
    ACCESSIBILITY = "accessibility", _("Accessibility statement")
    COOKIES = "cookies", _("Cookies")


class StatementApproval(models.Model):
    """The words that were approved, as a sum: when the settings say something else, nobody has approved that yet."""

    kind = models.CharField(_("statement"), max_length=20, choices=StatementKind, unique=True)
    fingerprint = models.CharField(max_length=64)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    approved_at = models.DateTimeField(_("approved on"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("approval of a statement")
        verbose_name_plural = _("approvals of statements")

    def __str__(self) -> str:
        return self.get_kind_display()
