"""Who may do what: one table. Which tickets exist for a person is said by `Ticket.objects.visible_to()`.

The two agree: nobody may do anything to a ticket that she may not see (a test walks all roles and all tickets).
"""

from enum import Enum, auto

from django.core.exceptions import PermissionDenied

from requests_app.models import Ticket, User


class Permission(Enum):
    """A thing that can be done."""

    READ = auto()
    REPLY = auto()
    NOTE = auto()
    ASSIGN = auto()
    TRANSFER = auto()
    SORT = auto()  # say whether a request that was set aside is genuine
    CHANGE = auto()  # status, topic, priority, next action
    INTAKE = auto()  # note a request for somebody on the telephone or at the counter
    POST_ROOM = auto()  # see how the letters of the whole house stand
    REPORTS = auto()
    SETTINGS_RECORD = auto()  # who changed which setting
    REACH = auto()  # see which members of staff our letters do not reach
    STATEMENTS = auto()  # stand behind what the site says of itself, and take its forms elsewhere


class Role(Enum):
    """What a person is to a ticket, or to the house."""

    MEMBER = auto()  # of the ticket's team, or of any team where no ticket is meant
    RECEPTION = auto()
    MANAGER = auto()
    ADMINISTRATOR = auto()  # to the house alone: nobody reads a ticket by virtue of it


class System:
    """The house itself: the clock, the mailbox, the public's own forms. It may do everything its callers ask."""

    def __str__(self) -> str:
        return "Guichet"


SYSTEM = System()
Actor = User | System

TABLE: dict[Permission, frozenset[Role]] = {
    Permission.READ: frozenset({Role.MEMBER, Role.RECEPTION, Role.MANAGER}),
    Permission.REPLY: frozenset({Role.MEMBER, Role.RECEPTION}),
    Permission.NOTE: frozenset({Role.MEMBER, Role.RECEPTION, Role.MANAGER}),
    Permission.ASSIGN: frozenset({Role.MEMBER, Role.RECEPTION, Role.MANAGER}),
    Permission.TRANSFER: frozenset({Role.MEMBER, Role.RECEPTION, Role.MANAGER}),
    Permission.CHANGE: frozenset({Role.MEMBER, Role.RECEPTION}),
    Permission.SORT: frozenset({Role.MEMBER, Role.RECEPTION}),
    Permission.INTAKE: frozenset({Role.MEMBER, Role.RECEPTION}),
    Permission.POST_ROOM: frozenset({Role.RECEPTION, Role.MANAGER}),
    Permission.REPORTS: frozenset({Role.MANAGER}),
    Permission.SETTINGS_RECORD: frozenset({Role.MANAGER}),
    Permission.REACH: frozenset({Role.MANAGER, Role.ADMINISTRATOR}),
    Permission.STATEMENTS: frozenset({Role.MANAGER}),
}


# Nobody works on what may be a robot's before somebody has said that it is not.
WHILE_ASIDE = frozenset({Permission.READ, Permission.NOTE, Permission.SORT})


def roles(user: User, ticket: Ticket | None = None) -> set[Role]:
    """What `user` is to this ticket; without one, to the house.

    Reception and managers are nobody to a confidential ticket.
    """
    if not user.is_active:
        return set()
    teams = {team.pk for team in user.team_list}
    held = {Role.MEMBER} if (ticket.team_id in teams if ticket else teams) else set()
    if ticket is None or not ticket.confidential:
        held |= {Role.RECEPTION} if user.is_reception else set()
        held |= {Role.MANAGER} if user.is_manager else set()
    if ticket is None:
        held |= {Role.ADMINISTRATOR} if user.is_staff else set()
    return held


def may(by: Actor, permission: Permission, ticket: Ticket | None = None) -> bool:
    """Whether `by` may do this (to this ticket)."""
    if isinstance(by, System):
        return True
    if ticket is not None and ticket.is_aside and permission not in WHILE_ASIDE:
        return False
    return not TABLE[permission].isdisjoint(roles(by, ticket))


def require(by: Actor, permission: Permission, ticket: Ticket | None = None) -> None:
    """Raises PermissionDenied unless `by` may do this."""
    if not may(by, permission, ticket):
        raise PermissionDenied


def person(by: Actor) -> User | None:
    """The user behind an act, or None when the house acts by itself."""
    return None if isinstance(by, System) else by
