"""Which period, compared with which: all of it in the URL, so that a report can be bookmarked and sent on."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from requests_app import crispy, widgets
from requests_app.reports import periods
from requests_app.reports.parts import Asked
from requests_app.reports.periods import Span

LONGEST_DAYS = 3_660  # ten years: more points than a chart can show
NAMED: dict[str, Callable[[date], Span]] = {
    "this_month": periods.this_month,
    "last_month": periods.last_month,
    "this_quarter": periods.this_quarter,
    "last_quarter": periods.last_quarter,
    "this_year": periods.this_year,
    "last_year": periods.last_year,
}


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))


class PeriodForm(forms.Form):
    """What a manager asks of the reports. Nothing chosen means this month, compared with as many days before it."""

    period = forms.ChoiceField(
        label=_("Period"),
        required=False,
        choices=[
            ("this_month", _("this month, until today")),
            ("last_month", _("last month")),
            ("this_quarter", _("this quarter, until today")),
            ("last_quarter", _("last quarter")),
            ("this_year", _("this year, until today")),
            ("last_year", _("last year")),
            ("custom", _("from one date to another")),
        ],
    )
    first = _day(_("First day"))
    last = _day(_("Last day"))
    compare = forms.ChoiceField(
        label=_("Compare with"),
        required=False,
        choices=[("before", _("the same length of time just before")), ("year", _("the same dates a year earlier"))],
    )
    publication = forms.BooleanField(
        label=_("For publication"),
        required=False,
        help_text=_("Hides small numbers, here and in what you download."),
    )

    def __init__(self, data: QueryDict, *, today: date) -> None:
        chosen = "custom" if data.get("from") or data.get("to") else "this_month"
        super().__init__(
            {"period": chosen, "compare": "before", **{name: value for name, value in data.items() if value}}
        )
        self.today = today
        for field in self.fields.values():
            widgets.require_when(field)  # neither "required" nor "optional": each has an answer already
        self.helper = crispy.helper(method="get")
        # The names that bookmarks hold; `from` is a word of Python, so it cannot be an attribute above.
        self.fields["from"] = self.fields.pop("first")
        self.fields["to"] = self.fields.pop("last")
        self.order_fields(["period", "from", "to", "compare", "publication"])

    def clean(self) -> dict[str, Any]:
        """Adds `asked`. Refuses dates that name no period, and months cut in two for publication."""
        cleaned: dict[str, Any] = self.cleaned_data
        now = None if self.errors else self._span(cleaned)
        if now is None:
            return cleaned
        if cleaned["publication"] and not (now.is_whole_months and now.last < self.today):
            # Two figures a day apart would tell what came in on that day.
            self.add_error("period", _("For publication, choose whole months that are over."))
        before = now.year_before() if cleaned["compare"] == "year" else now.before()
        cleaned["asked"] = Asked(now, before, publication=cleaned["publication"])
        return cleaned

    def _span(self, cleaned: dict[str, Any]) -> Span | None:
        first, last = cleaned.get("from"), cleaned.get("to")
        if cleaned["period"] in NAMED:
            return NAMED[cleaned["period"]](self.today)
        if first is None or last is None:
            self.add_error("from" if first is None else "to", _("Give the first and the last day."))
            return None
        if last < first:
            self.add_error("to", _("The last day is before the first one."))
            return None
        span = Span(first, last)
        if span.days > LONGEST_DAYS or first.year <= date.min.year + LONGEST_DAYS // 365:
            self.add_error("from", _("Choose ten years at most."))
            return None
        return span

    @property
    def asked(self) -> Asked:
        """The period, once the form is valid."""
        asked: Asked = self.cleaned_data["asked"]
        return asked
