"""What an agent adds to the answers of somebody on the telephone or at the counter."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from requests_app.crispy import Helper, helper
from requests_app.models.tickets import Channel

# How a request may reach an agent; the online form and other programs come in by doors of their own.
CHANNELS = (Channel.PHONE, Channel.WALK_IN, Channel.LETTER, Channel.EMAIL, Channel.PARTNER)


class NotedForm(forms.Form):
    """How the request came, and what was said aloud. `submission` is made once for each page that is shown."""

    channel = forms.ChoiceField(choices=[(one.value, one.label) for one in CHANNELS], label=_("How it reached us"))
    oral_consent = forms.BooleanField(
        label=_("The person agrees that we note what she says."),
        error_messages={"required": _("Ask for the person's agreement, then tick the box.")},
    )
    read_back = forms.BooleanField(label=_("Read back to the person, who confirmed it."), required=False)
    submission = forms.CharField(max_length=100, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, channel: str = "") -> None:
        known = channel if channel in CHANNELS else Channel.PHONE
        super().__init__(data, label_suffix="", initial={"channel": known, "submission": secrets.token_urlsafe(24)})

    @property
    def helper(self) -> Helper:
        return helper()
