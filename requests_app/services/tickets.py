"""What staff decide about a ticket, one verb each. How a ticket begins stands in `opening.py`."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from requests_app.emails import staff as alerts
from requests_app.errors import EditedMeanwhile, Refused
from requests_app.models import Answers, Attachment, Contact, Message, Note, Team, Ticket, Topic, User
from requests_app.models.notices import Event
from requests_app.models.routing import Priority
from requests_app.models.tickets import FINISHED_STATUSES, PAUSED_STATUSES, TRANSITIONS, Outcome, Status
from requests_app.permissions import Actor, Permission, person, require
from requests_app.services import facts, house, notices
from requests_app.services.opening import Opened, Submission, open_ticket, promise

__all__ = [
    "Opened",
    "Submission",
    "assign",
    "change_status",
    "open_ticket",
    "plan",
    "set_priority",
    "set_topic",
    "take",
    "transfer",
]


def _held(ticket: Ticket, permission: Permission, *, by: Actor, seen: object = None, field: str = "") -> Ticket:
    """The row, locked, if `by` may do this and the field still holds what the person saw.

    Compared is the one field, not the whole row: a colleague who meanwhile wrote a note is no reason to lose a choice.
    """
    fresh = Ticket.objects.locked(ticket.pk)
    require(by, permission, fresh)
    if field and seen is not None and getattr(fresh, field) != seen:
        raise EditedMeanwhile(fresh)
    return fresh


@transaction.atomic
def assign(ticket: Ticket, *, to: User | None, by: Actor, seen: int | None = None) -> Ticket:
    """Give the ticket to one agent of its team, or back to the team's queue (`to=None`).

    Assigning to the present assignee changes nothing; nobody is written to about their own act. `seen` is the assignee
    (0: nobody) whom the person saw. Raises PermissionDenied, EditedMeanwhile, or Refused if `to` is not in the team.
    """
    ticket = _held(ticket, Permission.ASSIGN, by=by)
    if ticket.assignee_id == (to.pk if to else None):
        return ticket
    if seen is not None and (ticket.assignee_id or 0) != seen:
        raise EditedMeanwhile(ticket)
    if to and not ticket.team.has_member(to):
        raise Refused(_("This person is not in the team %(team)s."), params={"team": ticket.team})

    ticket.assignee = to
    ticket.save_change("assignee", by=person(by), why="assigned" if to else "released")
    if to:
        notices.tell(Event.ASSIGNED, ticket, by=by)
    return ticket


def take(ticket: Ticket, *, by: User, seen: int | None = None) -> Ticket:
    """Make the ticket one's own. Raises what `assign` raises."""
    return assign(ticket, to=by, by=by, seen=seen)


@transaction.atomic
def transfer(ticket: Ticket, *, team: Team, reason: str, by: Actor, seen: int | None = None) -> Ticket:
    """Hand the ticket to another team, with a reason that the colleagues there read as a note.

    Into a confidential team the ticket becomes confidential for ever, and all it holds is sealed in this transaction.
    Out of one it only goes to another. `seen` is the team's id that the person saw. The assignee, who belongs to the
    team that gives the ticket away, is let go. Raises PermissionDenied, EditedMeanwhile or Refused.
    """
    ticket = _held(ticket, Permission.TRANSFER, by=by, seen=seen, field="team_id")
    if ticket.team_id == team.pk:
        return ticket
    if ticket.confidential and not team.confidential:
        raise Refused(_("A confidential request stays with a confidential team."))
    if not reason.strip():
        raise Refused(_("Write why: the colleagues of the other team will read it."))

    ticket.team, ticket.assignee = team, None
    ticket.last_activity_at = timezone.now()
    becomes_confidential = team.confidential and not ticket.confidential
    ticket.confidential = ticket.confidential or team.confidential
    ticket.save_change("team", "assignee", "confidential", by=person(by), why="transferred")
    if becomes_confidential:
        _seal(ticket)
    _note(ticket, reason, by=by)
    facts.follow(ticket)
    alerts.team_alert(ticket)
    notices.tell(Event.TRANSFERRED, ticket, by=by)
    return ticket


def _seal(ticket: Ticket) -> None:
    """Save again everything the ticket holds: its rows are sealed now that it is confidential."""
    rows: list[Contact | Answers | Message | Note | Attachment] = [ticket.answers]
    if ticket.requester is not None:
        rows.append(ticket.requester)
    for model in (Message, Note, Attachment):
        rows.extend(model.objects.filter(ticket=ticket).select_for_update())
    for row in rows:
        row.ticket = ticket  # whose `confidential` the fields ask
        row.save()
    ticket.search.words = ""
    ticket.search.save()


def _note(ticket: Ticket, body: str, *, by: Actor) -> None:
    key = f"transfer-{ticket.pk}-{ticket.version}"
    Note(ticket=ticket, body=body, author=person(by), submission_key=key, created_at=timezone.now()).save()


@transaction.atomic
def change_status(
    ticket: Ticket, *, status: str, outcome: str = "", by: Actor, seen: str | None = None, now: datetime | None = None
) -> Ticket:
    """Move the ticket along the table of transitions; resolving asks for an outcome.

    Waiting stops the clock; when waiting ends, the due times move on by the opening hours that passed.
    Raises PermissionDenied, EditedMeanwhile, or Refused for a step that the table does not have.
    """
    ticket = _held(ticket, Permission.CHANGE, by=by, seen=seen, field="status")
    if ticket.status == status:
        return ticket
    if status not in TRANSITIONS[ticket.status]:
        raise Refused(
            _("A request that is “%(old)s” cannot become “%(new)s”."),
            params={"old": Status(ticket.status).label, "new": Status(status).label if status in Status else status},
        )
    if status == Status.RESOLVED and outcome not in Outcome.values[1:]:
        raise Refused(_("Choose how the request ended."))
    move(ticket, Status(status), outcome=outcome, by=by, now=now or timezone.now())
    return ticket


def move(ticket: Ticket, status: Status, *, outcome: str = "", by: Actor, now: datetime, why: str = "status") -> None:
    """Change the status of a locked ticket and all that depends on it. For services, which have asked already."""
    paused = house.worked(ticket.paused_since, now) if ticket.paused_since else None
    was_finished = ticket.is_finished
    ticket.status = status
    ticket.paused_since = now if status in PAUSED_STATUSES else None
    if paused:
        ticket.resolution_due_at = house.due_at(ticket.resolution_due_at, paused)
        if ticket.first_response_at is None:
            ticket.first_response_due_at = house.due_at(ticket.first_response_due_at, paused)
    if status in FINISHED_STATUSES:
        ticket.resolved_at = ticket.resolved_at or now
        ticket.outcome = outcome or ticket.outcome
        ticket.next_action_on = None
    else:
        ticket.resolved_at, ticket.outcome = None, Outcome.NONE
    ticket.closed_at = now if status == Status.CLOSED else None
    ticket.last_activity_at = now
    changed = ("status", "outcome", "paused_since", "resolved_at", "closed_at", "next_action_on")
    ticket.save_change(*changed, "resolution_due_at", "first_response_due_at", by=person(by), why=why)
    facts.follow(ticket, paused=paused, reopened=was_finished and not ticket.is_finished)


@transaction.atomic
def set_topic(ticket: Ticket, *, topic: str, by: Actor, seen: str | None = None) -> Ticket:
    """Say what the request is about. Raises PermissionDenied, EditedMeanwhile, or Refused for an unknown topic."""
    if not Topic.objects.filter(code=topic).exists():
        raise Refused(_("This topic does not exist (any more)."))
    return _set(ticket, "topic", topic, by=by, seen=seen)


@transaction.atomic
def set_priority(ticket: Ticket, *, priority: int, by: Actor, seen: int | None = None) -> Ticket:
    """Say how soon. As long as nobody has answered, the first promise follows. Raises as `set_topic` does."""
    if priority not in Priority.values:
        raise Refused(_("This priority does not exist."))

    def renew_promise(held: Ticket) -> None:
        if held.first_response_at is None:
            resolution_due_at = held.resolution_due_at
            promise(held, held.form.sla)
            held.resolution_due_at = resolution_due_at

    return _set(ticket, "priority", priority, by=by, seen=seen, then=renew_promise)


@transaction.atomic
def plan(ticket: Ticket, *, on: date | None, by: Actor) -> Ticket:
    """Set the day on which the ticket needs somebody again, or take it away. Raises PermissionDenied or Refused."""
    if on is not None and on < timezone.localdate():
        raise Refused(_("This day is over: choose today or a later day."))
    return _set(ticket, "next_action_on", on, by=by)


def _set(
    ticket: Ticket,
    field: str,
    value: str | int | date | None,
    *,
    by: Actor,
    seen: object = None,
    then: Callable[[Ticket], None] | None = None,
) -> Ticket:
    ticket = _held(ticket, Permission.CHANGE, by=by)
    if getattr(ticket, field) == value:
        return ticket
    if seen is not None and getattr(ticket, field) != seen:
        raise EditedMeanwhile(ticket)
    setattr(ticket, field, value)
    if then:
        then(ticket)
    ticket.save_change(field, "first_response_due_at", by=person(by), why=field)
    facts.follow(ticket)
    return ticket
