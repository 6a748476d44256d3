"""What a member of staff may change about herself."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from requests_app.crispy import Helper, helper
from requests_app.intake.kinds import TypedText
from requests_app.models import User


class AccountForm(forms.Form):
    """Name and language."""

    name = TypedText(
        max_length=200,
        label=_("Name"),
        help_text=_("Colleagues see it, and so does the person you answer."),
        widget=forms.TextInput({"dir": "auto", "autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=_("Language of the desk"), choices=settings.LANGUAGES)

    def __init__(self, data: Any = None, *, user: User) -> None:
        super().__init__(data, label_suffix="", initial={"name": user.name, "language": user.language})

    @property
    def helper(self) -> Helper:
        return helper()
