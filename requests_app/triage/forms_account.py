"""What a member of staff may change about herself: three small forms on one page."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from requests_app.crispy import Helper, helper
from requests_app.intake.kinds import TypedText
from requests_app.models import User
from requests_app.models.notices import Event, How
from requests_app.services import colleagues

LONGEST_ABSENCE = timedelta(days=366)

EVENTS: dict[Event, Any] = {
    Event.ASSIGNED: _("A colleague gives you a request"),
    Event.PERSON_WROTE: _("The person writes in a request that you have, or that nobody looks after now"),
    Event.LETTER_LOST: _("A letter to the person does not arrive, in such a request"),
    Event.MAIL_HELD: _("A message that came by e-mail waits for a decision"),
    Event.TRANSFERRED: _("A request is transferred to your team"),
    Event.NEW_TICKET: _("A new request for your team"),
}


class AccountForm(forms.Form):
    """Name and language."""

    name = TypedText(
        max_length=200,
        label=_("Name"),
        help_text=_("Colleagues see it, and so does the person you answer."),
        widget=forms.TextInput({"dir": "auto", "autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=_("Language of the desk"), choices=settings.STAFF_LANGUAGES)

    def __init__(self, data: Any = None, *, user: User) -> None:
        super().__init__(data, label_suffix="", initial={"name": user.name, "language": user.language})

    @property
    def helper(self) -> Helper:
        return helper()


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"],
    )


class AbsenceForm(forms.Form):
    """From when until when nobody should count on this person; both empty, she is there."""

    away_from = _day(_("First day away"))
    away_until = _day(_("Last day away"))

    def __init__(self, data: Any = None, *, user: User) -> None:
        super().__init__(data, label_suffix="", initial={"away_from": user.away_from, "away_until": user.away_until})

    @property
    def helper(self) -> Helper:
        return helper()

    def clean(self) -> dict[str, Any]:
        """Both days or none, in order, and not over already."""
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        first, last = given["away_from"], given["away_until"]
        if bool(first) != bool(last):
            self.add_error("away_until" if first else "away_from", _("Give both days, or neither."))
        elif first and last:
            self._check(first, last)
        return given

    def _check(self, first: date, last: date) -> None:
        if last < first:
            self.add_error("away_until", _("The last day is before the first."))
        elif last < timezone.localdate():
            self.add_error("away_until", _("This day is over: choose today or a later day."))
        elif last - first > LONGEST_ABSENCE:
            self.add_error("away_until", _("This is more than a year: an administrator can close the account."))


class NoticesForm(forms.Form):
    """How to be told of each kind of event: a row of three radios each."""

    def __init__(self, data: Any = None, *, wishes: Mapping[str, str]) -> None:
        super().__init__(data, label_suffix="")
        for event, label in EVENTS.items():
            standing = colleagues.wished(wishes, event)
            self.fields[event.value] = forms.ChoiceField(
                label=label, choices=How.choices, initial=standing.value, widget=forms.RadioSelect
            )

    @property
    def hows(self) -> list[tuple[str, str]]:
        """The heads of the columns: what is stored, and how it is called."""
        return [(str(value), str(label)) for value, label in How.choices]

    def rows(self) -> Iterator[forms.BoundField]:
        """One question a row."""
        return iter(self)
