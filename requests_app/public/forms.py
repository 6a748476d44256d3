"""What a person types to come back, and to write again."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from requests_app import widgets
from requests_app.crispy import Helper, helper
from requests_app.intake.kinds import ACCEPTED_FILES, LONG_LIMIT, FilesInput, ManyFiles, TypedText, limits_in_words
from requests_app.intake.schema import Question
from requests_app.models import Upload


class FollowForm(forms.Form):
    """The two keys to one request. What they open is for the service to say."""

    reference = TypedText(
        label=_("Your reference"),
        help_text=_("It looks like this: CAI-26-7K4M-2XQR"),
        max_length=60,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "dir": "ltr", "spellcheck": "false"}
        ),
        error_messages={"required": _("Write the reference of your request.")},
    )
    code = TypedText(
        label=_("Your code"),
        help_text=_("16 digits. They stood on the page when you sent your request."),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "numeric", "dir": "ltr", "spellcheck": "false"}),
        error_messages={"required": _("Write the 16 digits of your code.")},
    )
    helper: Helper = helper(step="follow")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class WriteForm(forms.Form):
    """One more message, a file, or both."""

    body = TypedText(
        label=_("Your message"),
        help_text=_("You can write in your language."),
        required=False,
        max_length=LONG_LIMIT,
        widget=widgets.LongText(LONG_LIMIT, {"dir": "auto"}),
    )
    attachments = ManyFiles(
        label=_("Add a document or a photo"),
        required=False,
        widget=FilesInput(ACCEPTED_FILES),
    )
    helper: Helper = helper(step="write")

    def __init__(self, *args: Any, kept: Sequence[Upload] = (), **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.kept = kept  # files that were chosen before and wait for the button
        self.fields["attachments"].help_text = limits_in_words(Question(key="attachments", kind="files", label={}))
        for field in self.fields.values():
            widgets.require_when(field)  # one of the two is needed: neither "required" nor "optional" is true

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("body") and not self.kept:
            self.add_error("body", _("Write your message, or add a file."))
        return cleaned
