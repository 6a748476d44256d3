"""Words in several languages, in one column: `{"fr": "Accueil", "en": "Reception"}`."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from requests_app.intake.words import REFERENCE_LANGUAGE


def validate_words(value: object) -> None:
    """French is required, every language is text. Raises ValidationError in words."""
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise ValidationError(_('Write the words as {"fr": "…", "en": "…"}.'))
    if not value.get(REFERENCE_LANGUAGE, "").strip():
        raise ValidationError(_("The French text is missing."))


class WordsField(models.JSONField):
    """A JSON object, language code -> text. French is required and stands in for what is missing."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("default", dict)
        kwargs.setdefault("validators", [validate_words])
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own signature, passed through
