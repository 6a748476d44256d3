"""What a person says of how we may reach her."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from requests_app import widgets
from requests_app.crispy import Helper, helper
from requests_app.intake.kinds import TypedText
from requests_app.services.contacts import EMAIL_LIMIT, PHONE_LIMIT, Wish

NAME_LIMIT = 200

WISHES = (
    (Wish.NONE, _("Do not write to me and do not call me. I come back here with my code.")),
    (Wish.NEUTRAL, _("Only an e-mail that says there is news, and nothing else. Do not call me.")),
    (Wish.ANY, _("You may write to me and call me.")),
)


class ReachForm(forms.Form):
    """Nothing of it is required; an e-mail is needed by who wishes to be written to."""

    wish = forms.ChoiceField(
        label=_("How may we tell you that there is an answer?"),
        help_text=_("Does somebody else read your e-mails? Then that person can see that we wrote to you."),
        choices=WISHES,
        widget=widgets.RadioSelect(),
        error_messages={"required": _("Choose one.")},
    )
    email = TypedText(
        label=_("Your e-mail address"),
        required=False,
        max_length=EMAIL_LIMIT,
        widget=forms.TextInput({"type": "email", "autocomplete": "off", "dir": "ltr", "spellcheck": "false"}),
    )
    phone = TypedText(
        label=_("Your telephone number"),
        required=False,
        max_length=PHONE_LIMIT,
        widget=widgets.Telephone({"autocomplete": "off", "dir": "ltr"}),
    )
    name = TypedText(
        label=_("Your name"),
        help_text=_("With your name, we can speak for you if you agree."),
        required=False,
        max_length=NAME_LIMIT,
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto"}),
    )
    helper: Helper = helper(step="reach")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("wish") == Wish.NEUTRAL and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Write your e-mail address, or choose another answer above."))
        return cleaned

    def for_service(self) -> dict[str, str]:
        """What `contacts.say_how_to_reach` takes."""
        return {key: str(self.cleaned_data.get(key, "")) for key in ("name", "email", "phone", "wish")}
