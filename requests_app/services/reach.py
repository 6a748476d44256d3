"""Members of staff, and team addresses, that our letters do not reach: which, and why.

Nobody complains of a letter that never came. So managers have a page of them, and once a week the administrators are
written to: how many there are, and where they stand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from notifications import addresses, progress
from notifications.models import LOST_STATES, OutgoingEmail, State
from notifications.progress import Progress
from requests_app.emails import staff as letters
from requests_app.models import Membership, Team, User
from requests_app.models.notices import Event, How
from requests_app.services import colleagues

SILENCE = timedelta(days=2)  # a letter that was handed over and did not come back by then has arrived


class Obstacle(StrEnum):
    """Why somebody hears nothing from us."""

    NO_ADDRESS = "no_address"  # what stands there is no e-mail address
    LOST = "lost"  # the newest letter of which we know came back, was refused or given up
    ALL_OFF = "all_off"  # is in a team, and wants to be told of nothing
    UNUSED = "unused"  # nobody has ever logged in: the address may be anybody's


@dataclass(frozen=True)
class Unreached:
    """A person or a team, and what is in the way. `letter` tells of the letter that was lost."""

    who: User | Team
    name: str
    email: str
    obstacle: Obstacle
    letter: Progress | None = None


def unreached(now: datetime) -> list[Unreached]:
    """Teams first, then people by name; seven statements, whatever there is."""
    teams = list(Team.objects.exclude(email=""))
    people = list(_people())
    lost = _lost([*(team.email for team in teams), *(person.email for person in people)], now)
    found: list[tuple[User | Team, Obstacle | None]] = [(team, obstacle_of_address(team.email, lost)) for team in teams]
    found += [(person, obstacle_of(person, lost, now)) for person in people]
    return [
        Unreached(who, str(who), who.email, obstacle, lost.get(addresses.key_of(who.email)))
        for who, obstacle in found
        if obstacle is not None
    ]


def obstacle_of(person: User, lost: Mapping[str, Progress], now: datetime) -> Obstacle | None:
    """What keeps our letters from a person of `_people()`, the worst first."""
    about_address = obstacle_of_address(person.email, lost)
    if about_address is not None:
        return about_address
    wishes = {row.event: row.how for row in person.notice_preferences.all()}
    if person.is_in_team and all(colleagues.wished(wishes, event) == How.NEVER for event in Event):  # type: ignore[attr-defined]
        return Obstacle.ALL_OFF
    is_old = person.created_at < now - timedelta(days=settings.ACCOUNT_UNUSED_DAYS)
    return Obstacle.UNUSED if is_old and person.last_login is None else None


def obstacle_of_address(address: str, lost: Mapping[str, Progress]) -> Obstacle | None:
    """What is wrong with the address itself."""
    try:
        validate_email(address)
    except ValidationError:
        return Obstacle.NO_ADDRESS
    return Obstacle.LOST if addresses.key_of(address) in lost else None


def remind(now: datetime) -> int:
    """Write to the administrators if somebody cannot be reached, once in REACH_LETTER_DAYS; how many letters.

    Harmless to repeat: whoever was written to this week is passed over, and so is whoever is away, until she is back.
    """
    found = unreached(now)
    out_of_reach = {one.who.pk for one in found if isinstance(one.who, User) and one.obstacle != Obstacle.ALL_OFF}
    administrators = User.objects.filter(is_active=True, is_staff=True).exclude(pk__in=out_of_reach).order_by("pk")
    return sum(_remind(pk, len(found), now) for pk in list(administrators.values_list("pk", flat=True))) if found else 0


@transaction.atomic
def _remind(pk: int, count: int, now: datetime) -> bool:
    person = User.objects.select_for_update().get(pk=pk)  # one worker at a time for each person
    since = now - timedelta(days=settings.REACH_LETTER_DAYS)
    written = OutgoingEmail.objects.filter(to_key=addresses.key_of(person.email), kind=letters.UNREACHED)
    if person.is_away(timezone.localdate(now)) or written.filter(created_at__gt=since).exists():
        return False
    letters.unreached(person, count)
    return True


def _people() -> QuerySet[User, User]:
    membership = Exists(Membership.objects.filter(user=OuterRef("pk")))
    active = User.objects.filter(is_active=True).annotate(is_in_team=membership)
    return active.prefetch_related("notice_preferences").order_by("name", "pk")


def _lost(of: Iterable[str], now: datetime) -> dict[str, Progress]:
    """What became of the newest letter to each of these addresses, where it was lost; by the key of the address."""
    known = Q(state__in=[State.DELIVERED, *LOST_STATES]) | Q(state=State.SENT, sent_at__lte=now - SILENCE)
    keys = {addresses.key_of(address) for address in of}
    newest = OutgoingEmail.objects.filter(known, to_key__in=keys).order_by().values("to_key").annotate(newest=Max("pk"))
    rows = OutgoingEmail.objects.unopened().filter(pk__in=[row["newest"] for row in newest], state__in=LOST_STATES)
    found = list(rows)
    told = progress.of(found, now=now)
    return {row.to_key: told[row.pk] for row in found}
