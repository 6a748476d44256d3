"""The queue: rows ready to be shown, counters, and the filters one may choose. Three statements, whatever there is."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from requests_app import search
from requests_app.models import Ticket, User
from requests_app.models.routing import Priority
from requests_app.models.tickets import OPEN_STATUSES, Status
from requests_app.triage import aside, moments
from requests_app.triage.asked import ALL, ME, NOBODY, OPEN, SORTS, STATUSES, Asked
from requests_app.triage.keyset import Page
from requests_app.triage.names import Directory, directory

COLUMNS = (
    *("reference", "status", "priority", "topic", "opened_at", "next_due_at", "last_activity_at", "confidential"),
    *("team__name", "assignee__name", "assignee__email", "contact__name", "contact__organisation"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One ticket of the list, in words."""

    url: str
    reference: str
    requester: str
    organisation: str
    topic: str
    team: str
    assignee: str
    status: str
    status_label: str
    priority: int
    priority_label: str
    opened: str
    opened_exact: str
    due: str
    due_exact: str
    due_kind: str  # "late", "soon" or ""
    confidential: bool


@dataclass
class Counts:
    """Open tickets that a person may read, by team and status, and three that cut across."""

    by_team_and_status: Counter[tuple[int, str]] = field(default_factory=Counter)
    mine: int = 0
    nobody: int = 0
    late: int = 0

    def of(self, teams: Iterable[int], status: str = "") -> int:
        """How many are open in these teams, with this status or any."""
        wanted = set(teams)
        return sum(
            count
            for (team, known), count in self.by_team_and_status.items()
            if team in wanted and status in ("", known)
        )

    @property
    def open(self) -> int:
        return self.by_team_and_status.total()


def counts(user: User, now: datetime) -> Counts:
    """One grouped statement that reads an index of open tickets only: closed ones cost nothing."""
    rows = (
        Ticket.objects.visible_to(user)
        .open()
        .order_by()
        .values_list("team_id", "status")
        .annotate(
            everything=Count("team_id"),
            mine=Count("team_id", filter=Q(assignee=user.pk)),
            nobody=Count("team_id", filter=Q(assignee__isnull=True)),
            late=Count("team_id", filter=Q(next_due_at__lt=now)),
        )
    )
    made = Counts()
    for team, status, everything, mine, nobody, late in rows:
        made.by_team_and_status[team, status] = everything
        made.mine += mine
        made.nobody += nobody
        made.late += late
    return made


def page(user: User, asked: Asked, names: Directory, now: datetime, *, after: str, before: str) -> Page[Ticket]:
    """One page of what is asked, among what `user` may read."""
    tickets = asked.narrow(Ticket.objects.visible_to(user), names, user, now).for_queue().only(*COLUMNS)
    return asked.order.page(tickets, size=settings.QUEUE_PAGE_ROWS, after=after, before=before)


def row(ticket: Ticket, names: Directory, now: datetime) -> Row:
    """A ticket as the list shows it."""
    contact, due = ticket.requester, ticket.next_due_at
    due_kind = moments.due_kind(due, now)
    return Row(
        url=reverse("triage:ticket", args=[ticket.reference]),
        reference=ticket.reference,
        requester=(contact.name or contact.organisation) if contact else "",
        organisation=contact.organisation if contact and contact.name else "",
        topic=names.topic(ticket.topic) if ticket.topic else "",
        team=str(ticket.team),
        assignee=str(ticket.assignee) if ticket.assignee else "",
        status=ticket.status,
        status_label=str(Status(ticket.status).label),
        priority=ticket.priority,
        priority_label=str(Priority(ticket.priority).label),
        opened=moments.ago(ticket.opened_at, now),
        opened_exact=moments.exact(ticket.opened_at, now),
        due=moments.due(due, now) if due else "",
        due_exact=moments.exact(due, now) if due and due_kind == "late" else "",
        due_kind=due_kind,
        confidential=ticket.confidential,
    )


def context(user: User, params: Any, now: datetime, *, usual_status: str = OPEN) -> dict[str, Any]:
    """All that the page of a list shows."""
    names = directory()
    asked = Asked.read(params, names, user, usual_status=usual_status)
    found = page(user, asked, names, now, after=params.get("after", ""), before=params.get("before", ""))
    counted = counts(user, now)
    return {
        "asked": asked,
        "rows": [row(ticket, names, now) for ticket in found.rows],
        "previous_url": _page_url(asked, "before", found.previous),
        "next_url": _page_url(asked, "after", found.next),
        "views": views(asked, counted),
        "filters": filters(user, asked, names, counted),
        "counters": counters(user, asked, names, counted),
        "slip": search.slip_in_reference(asked.q) if asked.q and not found.rows else "",
        "works_nowhere": not (user.team_list or user.is_manager),
        "open_count": counted.open,
        "aside_count": aside.waiting_for(user),
        "open_statuses": [status.label for status in OPEN_STATUSES],
        "confidential_label": _("confidential"),
    }


def _page_url(asked: Asked, side: str, cursor: str) -> str:
    return f"{asked.query()}&{side}={cursor}".replace("?&", "?") if cursor else ""


def views(asked: Asked, counted: Counts) -> list[dict[str, Any]]:
    """The lists an agent opens every hour, one link each."""
    plain = Asked(usual_status=asked.usual_status)
    offered = [
        (_("All open"), plain, counted.open, False),
        (_("Mine"), Asked(assignee=ME), counted.mine, False),
        (_("Nobody's yet"), Asked(assignee=NOBODY), counted.nobody, False),
        (_("Late"), Asked(late="1"), counted.late, counted.late > 0),
    ]
    here = asked.query(sort="") if asked.usual_status == OPEN else ""  # the search is none of these lists
    return [
        {"label": label, "url": view.query(), "count": count, "alarm": alarm, "current": view.query() == here}
        for label, view, count, alarm in offered
    ]


def filters(user: User, asked: Asked, names: Directory, counted: Counts) -> list[dict[str, Any]]:
    """The choices of the filter form, with how many open tickets stand behind a team or a status."""
    teams = names.teams_of(user)
    chosen = [names.teams[asked.team].pk] if asked.team else [team.pk for team in teams]
    by_status = [(code, _counted(status.label, counted.of(chosen, status))) for code, status in STATUSES.items()]
    everybody = sorted(names.colleagues_of(user).items(), key=lambda person: person[1].casefold())
    return [
        _filter("team", _("Team"), asked.team, [(t.code, _counted(str(t), counted.of([t.pk]))) for t in teams]),
        _filter("status", _("Status"), asked.shown_status, [(OPEN, _("all open")), *by_status, (ALL, _("all"))], None),
        _filter(
            "assignee",
            _("Assignee"),
            asked.assignee,
            [(ME, _("me")), (NOBODY, _("nobody yet")), *((str(pk), name) for pk, name in everybody if pk != user.pk)],
        ),
        _filter("priority", _("Priority"), asked.priority, [(str(p.value), str(p.label)) for p in reversed(Priority)]),
        _filter("topic", _("Topic"), asked.topic, [(code, names.topic(code)) for code in names.topics]),
        _filter(
            "sort",
            _("Order"),
            asked.order.name,
            list(zip(SORTS, (_("most pressing first"), _("last moved first"), _("newest first")), strict=True)),
            None,
        ),
    ]


def _filter(
    name: str, label: str, chosen: str, choices: list[tuple[str, str]], unset: str | None = ""
) -> dict[str, Any]:
    offered = choices if unset is None else [("", _("all")), *choices]
    # Joined here, not in the template: a hundred options are the dearest part of the page.
    options = format_html_join("", '<option value="{}"{}>{}</option>', _options(offered, chosen))
    return {"name": name, "label": label, "options": options}


def _options(offered: list[tuple[str, str]], chosen: str) -> Iterator[tuple[str, str, str]]:
    selected = mark_safe(" selected")  # no word of anybody's
    for value, words in offered:
        yield value, selected if value == chosen else "", words


def _counted(label: Any, count: int) -> str:
    return f"{label} ({count})" if count else str(label)


def counters(user: User, asked: Asked, names: Directory, counted: Counts) -> list[dict[str, Any]]:
    """Open tickets, a line a team and a column a status, each number a link to the list behind it."""
    codes = {status: code for code, status in STATUSES.items()}
    lines = []
    for team in names.teams_of(user):
        total = counted.of([team.pk])
        if not total:
            continue
        cells = []
        for status in OPEN_STATUSES:
            count = counted.by_team_and_status[team.pk, status]
            url = Asked(team=team.code, status=codes[status], usual_status=asked.usual_status).query() if count else ""
            cells.append({"count": count, "url": url})
        url = Asked(team=team.code, status=OPEN, usual_status=asked.usual_status).query()
        lines.append({"team": str(team), "url": url, "total": total, "cells": cells})
    return lines
