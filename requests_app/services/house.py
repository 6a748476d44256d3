"""How the house is set up, as values that decisions take: opening hours, rules, topics, teams."""

import logging
from datetime import datetime, timedelta

from django.utils import timezone

from requests_app import sla
from requests_app.models import ClosingDay, Office, OpeningSpan, RoutingRule, Team, Topic, UrgencySignal
from requests_app.remembered import remembered
from requests_app.routing import BadRule, Rule, Signal, TopicDefaults
from requests_app.sla import OpeningHours, Span

logger = logging.getLogger(__name__)


@remembered
def opening_hours() -> OpeningHours:
    """When we are open: the week, and the days on which it does not hold."""
    weekly: dict[int, tuple[Span, ...]] = {}
    for span in OpeningSpan.objects.all():
        weekly[span.weekday] = (*weekly.get(span.weekday, ()), (span.opens, span.closes))
    closing = list(ClosingDay.objects.all())
    return OpeningHours(
        weekly=weekly,
        closed=frozenset(day.on for day in closing if day.closes_at is None),
        early={day.on: day.closes_at for day in closing if day.closes_at is not None},
        tz=timezone.get_default_timezone(),
    )


def due_at(start: datetime, span: timedelta) -> datetime:
    """When a promise made at `start` falls due, `span` counted in opening hours.

    A calendar without any opening must not keep a request from us: then every hour counts, and the log says so.
    """
    try:
        return sla.due_at(start, span, opening_hours())
    except sla.NeverOpen:
        logger.exception("The calendar has no opening hours: promises count every hour until it has.")
        return start + span


def next_morning(after: datetime) -> datetime:
    """When we next open for the day, later than `after`; without opening hours, a day later."""
    try:
        return sla.next_morning(after, opening_hours())
    except sla.NeverOpen:
        return after + timedelta(days=1)


def worked(start: datetime, end: datetime) -> timedelta:
    """Opening hours between two moments."""
    return sla.working_time(start, end, opening_hours())


@remembered
def rules() -> tuple[Rule, ...]:
    """The routing rules that are switched on, in order. One that cannot be used must not keep a request from us."""
    usable = []
    for row in RoutingRule.objects.filter(is_active=True):
        try:
            usable.append(Rule.parse(row.name, row.conditions, row.actions))
        except BadRule:
            logger.exception("Routing rule %s cannot be used and is passed over.", row.pk)
    return tuple(usable)


@remembered
def signals() -> tuple[Signal, ...]:
    """The phrases that mean urgency; an unusable row is passed over, as with rules."""
    usable = []
    for row in UrgencySignal.objects.filter(is_active=True):
        try:
            usable.append(Signal.parse(row.code, row.phrases, row.priority))
        except BadRule:
            logger.exception("Urgency signal %s cannot be used and is passed over.", row.pk)
    return tuple(usable)


@remembered
def topics() -> dict[str, TopicDefaults]:
    """What each topic proposes."""
    rows = Topic.objects.select_related("default_team")
    return {row.code: TopicDefaults(row.default_team.code, row.default_priority) for row in rows}


@remembered
def teams() -> dict[str, Team]:
    """All teams by code."""
    return {team.code: team for team in Team.objects.all()}


@remembered
def offices() -> dict[str, Office]:
    """The places where people are received, by code."""
    return {office.code: office for office in Office.objects.all()}


def reception() -> Team:
    """Where everything goes that no rule knows. Raises LookupError when no team is the reception."""
    for team in teams().values():
        if team.is_reception:
            return team
    raise LookupError("No team is marked as reception: mark one in the administration.")
