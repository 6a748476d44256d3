"""Who is told of an act, by what and when: said beside the button before it, and read off the rows after it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.template.defaultfilters import date as date_format
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.models import Notice, Team, Ticket, User
from requests_app.models.notices import Event, How
from requests_app.services import colleagues, house, notices
from requests_app.services.colleagues import Colleague

Choices = list[tuple[Any, Any]]


def assignees(members: Mapping[int, Colleague], *, by: User, now: datetime) -> Choices:
    """Whom the ticket can be given to, each with how she will be told; those who are away stand last and apart."""
    today = timezone.localdate(now)
    here = [(one.pk, _before(one, by, now)) for one in members.values() if not one.is_away(today)]
    away = [(one.pk, _away(one, by)) for one in members.values() if one.is_away(today)]
    return [*here, (_("Away: better choose somebody who is here"), away)] if away else list(here)


def _before(one: Colleague, by: User, now: datetime) -> str:
    if one.pk == by.pk:
        return _("%(name)s (you)") % {"name": one.name}
    match one.wish(Event.ASSIGNED):
        case How.NEVER:
            return _("%(name)s – gets no e-mail: does not want to be told") % {"name": one.name}
        case How.DAILY:
            day = _day(house.next_morning(now))
            return _("%(name)s – will be told by e-mail on %(day)s, in the morning") % {"name": one.name, "day": day}
        case _:
            return _("%(name)s – will be told by e-mail within a minute") % {"name": one.name}


def _away(one: Colleague, by: User) -> str:
    said = {"name": one.name, "day": date_format(one.away_until, "l j F")}
    if one.pk != by.pk and one.wish(Event.ASSIGNED) != How.NEVER:
        return _("%(name)s – away until %(day)s, will be told only after that") % said
    return _("%(name)s – away until %(day)s, gets no e-mail") % said


def assigned(ticket: Ticket, to: User | None, members: Mapping[int, Colleague], *, by: User, since: datetime) -> str:
    """What the screen says after the ticket, as it was before, was given to somebody, or back."""
    if to is None:
        return _("The request is back in the team's queue. Nobody was written to.")
    if to == by:
        return _("This request is yours now.")
    notice = notices.queued(ticket, Event.ASSIGNED, since=since).first()
    said = {"name": str(to)}
    if notice is None and ticket.assignee_id == to.pk:
        return _("%(name)s has this request already. Nobody was written to.") % said
    if notice is None:
        return _("Saved. Nobody was written to: %(name)s does not want to be told.") % said
    one = members.get(to.pk)
    if one and one.away_until and one.is_away(timezone.localdate(since)):
        said["day"] = date_format(one.away_until, "l j F")
        return _("Saved. Careful: %(name)s is away until %(day)s and will be told only after that.") % said
    if notice.how == How.AT_ONCE:
        return _("Saved. %(name)s will be told by e-mail within a minute.") % said
    said["day"] = _day(notice.due_at)
    return _("Saved. %(name)s will be told by e-mail on %(day)s, in the morning.") % said


def teams(offered: Iterable[Team], *, by: User) -> Choices:
    """To whom the ticket can be handed, each with what will leave; two statements, however many teams there are."""
    listed = list(offered)
    members = colleagues.of_teams([team.pk for team in listed])
    return [(team.pk, _handed(team, members.get(team.pk, {}), by)) for team in listed]


def _handed(team: Team, members: Mapping[int, Colleague], by: User) -> str:
    said: dict[str, Any] = {"team": team}
    if team.email:
        return _("%(team)s – a letter leaves to the team's address") % said
    count = sum(one.pk != by.pk and one.wish(Event.TRANSFERRED) != How.NEVER for one in members.values())
    if not count:
        return _("%(team)s – nobody will be told: call them") % said
    if team.confidential:  # how many they are is not everybody's to know
        return _("%(team)s – the colleagues of the team will be told by e-mail") % said
    words = ngettext(
        "%(team)s – %(count)s colleague will be told by e-mail",
        "%(team)s – %(count)s colleagues will be told by e-mail",
        count,
    )
    return words % {**said, "count": count}


def transferred(ticket: Ticket, team: Team, *, since: datetime) -> str:
    """What the screen says after the ticket, as it was before, was handed to another team."""
    if ticket.team_id == team.pk:
        return _("This team has the request already. Nobody was written to.")
    rows = list(notices.queued(ticket, Event.TRANSFERRED, since=since))
    sentences = [_("The request was transferred.")]
    if team.email:
        sentences.append(_("A letter leaves to the team's address."))
    if team.confidential:
        sentences += [_("The colleagues of the team are told as each of them wishes.")] if rows else []
    else:
        sentences += _counted(rows)
    if not team.email and not rows:
        sentences.append(_("Nobody was told: please call the team."))
    return " ".join(sentences)


def _counted(rows: Sequence[Notice]) -> list[str]:
    soon = sum(row.how == How.AT_ONCE and row.due_at - row.created_at <= colleagues.fold() for row in rows)
    later = len(rows) - soon
    sentences = []
    if soon:
        words = ngettext(
            "%(count)s colleague is told by e-mail within a minute.",
            "%(count)s colleagues are told by e-mail within a minute.",
            soon,
        )
        sentences.append(words % {"count": soon})
    if later:
        words = ngettext(
            "%(count)s colleague will be told in the letter of a morning.",
            "%(count)s colleagues will be told in the letter of a morning.",
            later,
        )
        sentences.append(words % {"count": later})
    return sentences


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "l j F")
