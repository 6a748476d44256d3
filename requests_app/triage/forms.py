"""What agents type. `seen` is what stood there when the form was shown, so that a quicker colleague is noticed."""

import secrets
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from requests_app.crispy import Helper, helper
from requests_app.intake.kinds import TypedText
from requests_app.models import Team, Ticket, Topic, User
from requests_app.models.routing import Priority
from requests_app.models.tickets import Outcome, Status
from requests_app.services import colleagues, contacts
from requests_app.services.messages import BODY_LIMIT
from requests_app.triage import telling
from requests_app.widgets import LongText, RadioSelect

REASON_LIMIT = 2000


def text_field(limit: int, *, rows: int, **options: Any) -> TypedText:
    """Text kept as it is typed; what is too long is refused in words, never cut."""
    return TypedText(max_length=limit, strip=False, widget=LongText(limit, {"rows": rows, "dir": "auto"}), **options)


def outcome_field() -> forms.ChoiceField:
    """How a request ended; may stay empty, see `require_outcome`."""
    return forms.ChoiceField(
        label=_("How did it end?"),
        required=False,
        help_text=_("Only when the request is resolved."),
        choices=[("", "—"), *Outcome.choices[1:]],
    )


def require_outcome(form: forms.Form, given: dict[str, Any]) -> None:
    """A request that becomes resolved says how it ended."""
    if given.get("status") == Status.RESOLVED and not given.get("outcome"):
        form.add_error("outcome", _("Choose how the request ended."))


def look_again(form: forms.Form, name: str, value: Any) -> None:
    """Show a bound form as it was typed, but for one hidden field, which now holds what the person sees."""
    data: Any = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict, from a request
    data[name] = value
    form.data = data


class ActForm(forms.Form):
    """One decision about one ticket. `title` heads it, `button` sends it."""

    title: Any = ""
    button: Any = _("Save")
    seen_field = ""  # the column that the decision changes

    def __init__(self, data: Any = None, *, ticket: Ticket, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", auto_id=f"{type(self).__name__.lower()}_%s", **kwargs)
        self.ticket = ticket
        if self.seen_field:
            self.fields["seen"] = self.seen()
        self.prepare(ticket)

    @property
    def helper(self) -> Helper:
        return helper()

    def seen(self) -> forms.Field:
        """The hidden field with what stood there, a number or a code."""
        now = self.now_value(self.ticket)
        kind = forms.IntegerField if isinstance(now, int) else forms.CharField
        return kind(required=False, widget=forms.HiddenInput, initial=now)

    def now_value(self, ticket: Ticket) -> Any:
        """What stands in the column, as `seen` holds it."""
        return getattr(ticket, self.seen_field)

    def prepare(self, ticket: Ticket) -> None:
        """Fill the choices from the ticket."""

    def renew(self, ticket: Ticket) -> str:
        """A colleague was quicker: keep the choice, look at the new value, and say in words what it is."""
        look_again(self, "seen", self.now_value(ticket))
        return self.now_words(ticket)

    def now_words(self, ticket: Ticket) -> str:
        return str(getattr(ticket, f"get_{self.seen_field}_display")())

    def clean(self) -> dict[str, Any]:
        """What came without a `seen` (not from our page) has seen nothing, and is not compared."""
        given = super().clean() or self.cleaned_data
        return given if "seen" in self.data else {**given, "seen": None}


class TakeForm(ActForm):
    """No question: one button."""

    title = _("Take the request")
    seen_field = "assignee_id"

    def now_value(self, ticket: Ticket) -> int:
        return ticket.assignee_id or 0

    def now_words(self, ticket: Ticket) -> str:
        return str(ticket.assignee or _("Nobody yet"))


class AssignForm(TakeForm):
    """To whom the ticket is given: a member of its team, or nobody. Each name says how that person will be told."""

    title = _("Give the request to somebody")
    button = _("Give")

    # Radios, for a list would hide, on a small screen, how the chosen person will be told.
    assignee = forms.ModelChoiceField(User.objects.none(), label=_("Assignee"), required=False, widget=RadioSelect)

    def __init__(self, data: Any = None, *, ticket: Ticket, by: User) -> None:
        self.by = by
        self.members = colleagues.of_team(ticket.team_id)
        super().__init__(data, ticket=ticket)

    def prepare(self, ticket: Ticket) -> None:
        field: Any = self.fields["assignee"]
        field.queryset = User.objects.filter(pk__in=self.members)
        nobody = ("", _("Nobody: back to the team's queue (nobody is told)"))
        field.choices = [nobody, *telling.assignees(self.members, by=self.by, now=timezone.now())]
        field.initial = ticket.assignee_id or ""


class TransferForm(ActForm):
    """To which team, and why. Each team says what will leave to whom."""

    title = _("Transfer to another team")
    button = _("Transfer")
    seen_field = "team_id"

    team = forms.ModelChoiceField(
        Team.objects.none(),
        label=_("Team"),
        help_text=_("Its members are told too, each as she has chosen."),
        widget=RadioSelect,
    )
    reason = text_field(
        REASON_LIMIT, rows=3, label=_("Why?"), help_text=_("The colleagues of the other team read it as a note.")
    )

    def __init__(self, data: Any = None, *, ticket: Ticket, by: User) -> None:
        self.by = by
        super().__init__(data, ticket=ticket)

    def prepare(self, ticket: Ticket) -> None:
        # Bound, every team is understood: the one chosen may be where a colleague has just sent the ticket.
        others = Team.objects.all() if self.is_bound else Team.objects.exclude(pk=ticket.team_id)
        field: Any = self.fields["team"]
        field.queryset = others.filter(confidential=True) if ticket.confidential else others
        field.choices = telling.teams(field.queryset, by=self.by)

    def now_words(self, ticket: Ticket) -> str:
        return str(ticket.team)


class StatusForm(ActForm):
    """Where the ticket goes next; an ending says how it ended."""

    title = _("Change the status")
    seen_field = "status"

    status = forms.ChoiceField(label=_("Status"))
    outcome = outcome_field()

    def prepare(self, ticket: Ticket) -> None:
        status: Any = self.fields["status"]
        # Bound, every status is understood: the service says in words what is not possible (any more).
        offered = Status if self.is_bound else ticket.next_statuses
        status.choices = [(one.value, one.label) for one in offered]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        require_outcome(self, given)
        return given


class TopicForm(ActForm):
    """What the request is about."""

    title = _("Change the topic")
    seen_field = "topic"

    topic = forms.ChoiceField(label=_("Topic"))

    def prepare(self, ticket: Ticket) -> None:
        topic: Any = self.fields["topic"]
        topic.choices = [(one.code, str(one)) for one in Topic.objects.all()]
        topic.initial = ticket.topic

    def now_words(self, ticket: Ticket) -> str:
        topic: Any = self.fields["topic"]
        return str(dict(topic.choices).get(ticket.topic, ticket.topic) or _("none"))


class PriorityForm(ActForm):
    """How soon."""

    title = _("Change the priority")
    seen_field = "priority"

    priority = forms.TypedChoiceField(label=_("Priority"), coerce=int, choices=list(reversed(Priority.choices)))

    def prepare(self, ticket: Ticket) -> None:
        self.fields["priority"].initial = ticket.priority


class PlanForm(ActForm):
    """The day on which somebody must look at the ticket again."""

    title = _("Plan the next action")

    on = forms.DateField(
        label=_("Next action on"),
        required=False,
        help_text=_("Leave it empty to remove the date."),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"],
    )

    def prepare(self, ticket: Ticket) -> None:
        self.fields["on"].initial = ticket.next_action_on
        self.fields["on"].widget.attrs["min"] = timezone.localdate().isoformat()

    def clean_on(self) -> date | None:
        chosen: date | None = self.cleaned_data["on"]
        if chosen and chosen.year > timezone.localdate().year + 10:
            raise forms.ValidationError(_("This date is too far away."))
        return chosen


class ContactForm(ActForm):
    """Another address or telephone number of the person. What the page carries of the old ones is a hash."""

    title = _("Correct the contact")

    email = forms.CharField(
        label=_("E-mail"),
        required=False,
        max_length=contacts.EMAIL_LIMIT,
        widget=forms.EmailInput({"dir": "ltr", "autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        required=False,
        max_length=contacts.PHONE_LIMIT,
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off", "inputmode": "tel"}),
    )
    seen_field = "contact"

    def now_value(self, ticket: Ticket) -> str:
        return contacts.seen_of(ticket.requester)

    def now_words(self, ticket: Ticket) -> str:
        contact = ticket.requester
        return " · ".join(filter(None, [contact.email, contact.phone])) if contact else ""

    def prepare(self, ticket: Ticket) -> None:
        contact = ticket.requester
        if contact is not None:
            self.fields["email"].initial, self.fields["phone"].initial = contact.email, contact.phone


class Composer(forms.Form):
    """Something to write. `token` is made once for each rendered composer, so that two clicks write one text."""

    token = forms.CharField(max_length=100, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, ticket: Ticket, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", auto_id=f"{type(self).__name__.lower()}_%s", **kwargs)
        self.fields["token"].initial = secrets.token_urlsafe(24)
        self.prepare(ticket)

    @property
    def helper(self) -> Helper:
        return helper()

    def prepare(self, ticket: Ticket) -> None:
        """Fill the choices from the ticket."""


class NoteForm(Composer):
    """What only the staff read."""

    body = text_field(BODY_LIMIT, rows=4, label=_("Note for the colleagues"))


class ReplyForm(Composer):
    """What the person reads, and where the ticket goes then. `last_seen` is the newest message on the screen."""

    body = text_field(BODY_LIMIT, rows=8, label=_("Your answer"))
    status = forms.ChoiceField(label=_("And then"), required=False)
    outcome = outcome_field()
    last_seen = forms.IntegerField(min_value=0, max_value=2**62, widget=forms.HiddenInput, initial=0)

    def prepare(self, ticket: Ticket) -> None:
        possible = ticket.next_statuses
        offered = [
            (Status.PENDING, _("we wait for the person")),
            (Status.ON_HOLD, _("we wait for somebody else")),
            (Status.SCHEDULED, _("an appointment is made")),
            (Status.RESOLVED, _("the request is resolved")),
        ]
        status: Any = self.fields["status"]
        kept = ("", _("the status stays as it is (“%(status)s”)") % {"status": ticket.get_status_display()})
        # Bound, every one is understood: the same reply sent twice finds the status already where it was sent.
        understood = [(code, words) for code, words in offered if self.is_bound or code in possible]
        status.choices = [*understood, kept]
        status.initial = Status.PENDING if Status.PENDING in possible else ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        require_outcome(self, given)
        return given
