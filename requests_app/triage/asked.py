"""What the address of a list asks for. What it does not know counts as not asked: no column gets through."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from urllib.parse import urlencode

from requests_app import search
from requests_app.models import User
from requests_app.models.routing import Priority
from requests_app.models.tickets import OPEN_STATUSES, Status, TicketQuerySet
from requests_app.triage.keyset import Keyset, moment, number
from requests_app.triage.names import Directory

# "open" in the address is every status that still needs somebody; the one status of that name is "only-open".
OPEN, ALL, ONLY_OPEN = "open", "all", "only-open"
STATUSES = {ONLY_OPEN if status == Status.OPEN else str(status): status for status in Status}
ME, NOBODY = "me", "nobody"
NEED, ACTIVITY, OPENED = "need", "activity", "opened"
SORTS = {
    NEED: Keyset(NEED, number("priority", descending=True), moment("next_due_at", nullable=True), number("pk")),
    ACTIVITY: Keyset(ACTIVITY, moment("last_activity_at", descending=True), number("pk", descending=True)),
    OPENED: Keyset(OPENED, moment("opened_at", descending=True), number("pk", descending=True)),
}


@dataclass(frozen=True)
class Asked:
    """The filters of a list. "" is no filter; `usual_status` is what this page shows when no status is asked."""

    q: str = ""
    team: str = ""
    status: str = ""
    assignee: str = ""
    priority: str = ""
    topic: str = ""
    late: str = ""
    sort: str = ""
    usual_status: str = OPEN

    @classmethod
    def read(cls, params: Mapping[str, str], names: Directory, user: User, *, usual_status: str = OPEN) -> Self:
        """From the parameters of an address, with what `user` may name."""
        people = {str(pk) for pk in names.colleagues_of(user)}
        known: dict[str, set[str]] = {
            "team": {team.code for team in names.teams_of(user)},
            "status": {OPEN, ALL, *STATUSES},
            "assignee": {ME, NOBODY, *people},
            "priority": {str(value) for value in Priority.values},
            "topic": set(names.topics),
            "late": {"1"},
            "sort": set(SORTS),
        }
        given = {name: params.get(name, "") for name in known}
        kept = {name: value for name, value in given.items() if value in known[name]}
        q = params.get("q", "").replace("\x00", "").strip()[: search.LONGEST_ASKED]
        return cls(q=q, usual_status=usual_status, **kept)

    @property
    def shown_status(self) -> str:
        """The status filter in force."""
        return self.status or self.usual_status

    @property
    def order(self) -> Keyset:
        """What is most pressing first, while the list is of open tickets; else what moved last."""
        usual = NEED if self.shown_status == OPEN and not self.q else ACTIVITY
        return SORTS[self.sort or usual]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the order was asked for."""
        return any(value for name, value in self._given().items() if name != "sort")

    def query(self, **changes: str) -> str:
        """The query of an address that asks for this, changed; "?…", or "?" for nothing."""
        given = {**self._given(), **changes}
        return "?" + urlencode({name: value for name, value in given.items() if value})

    def _given(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "usual_status"}

    def narrow(self, tickets: TicketQuerySet, names: Directory, user: User, now: datetime) -> TicketQuerySet:
        """Those of `tickets` that are asked for."""
        if self.q:
            tickets = search.matching(tickets, self.q)
        if self.team:
            tickets = tickets.filter(team=names.teams[self.team].pk)
        if self.assignee:
            tickets = tickets.filter(assignee=self._person(user))
        if self.priority:
            tickets = tickets.filter(priority=int(self.priority))
        if self.topic:
            tickets = tickets.filter(topic=self.topic)
        if self.late:
            tickets = tickets.filter(next_due_at__lt=now)
        return self._of_status(tickets)

    def _person(self, user: User) -> int | None:
        return None if self.assignee == NOBODY else user.pk if self.assignee == ME else int(self.assignee)

    def _of_status(self, tickets: TicketQuerySet) -> TicketQuerySet:
        if self.shown_status == ALL and not self.late:
            # A flood that was set aside must not hide the others; who looks for a word finds it there too.
            return tickets if self.q else tickets.exclude(status=Status.ASIDE)
        if self.shown_status in STATUSES:
            return tickets.filter(status=STATUSES[self.shown_status])
        return tickets.filter(status__in=OPEN_STATUSES)
