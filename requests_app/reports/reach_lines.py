"""Those whom our letters do not reach, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.models import Team
from requests_app.services.reach import Obstacle, Unreached, unreached


@dataclass(frozen=True)
class Line:
    """One person or team. `settings` is the page of the administration where it is put right."""

    name: str
    email: str
    why: str
    reason: str
    since: datetime | None
    settings: str


def lines(now: datetime) -> list[Line]:
    """All that the page shows."""
    return [_line(one) for one in unreached(now)]


def _line(one: Unreached) -> Line:
    model = "team" if isinstance(one.who, Team) else "user"
    return Line(
        name=one.name,
        email=one.email,
        why=_why(one.obstacle),
        reason=one.letter.reason if one.letter else "",
        since=one.letter.since if one.letter else None,
        settings=reverse(f"admin:requests_app_{model}_change", args=[one.who.pk]),
    )


def _why(obstacle: Obstacle) -> str:
    words = {
        Obstacle.NO_ADDRESS: _("What stands there is no e-mail address."),
        Obstacle.LOST: _("The last letter did not arrive."),
        Obstacle.ALL_OFF: _("Is in a team, and has switched off every notice."),
        Obstacle.UNUSED: _("Nobody has ever logged in with this account: is the address right?"),
    }
    return words[obstacle]
