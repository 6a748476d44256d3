"""Letters to members of staff and to teams, one function each. They name requests, and nobody and nothing in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.defaultfilters import date as date_format
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from notifications.models import OutgoingEmail
from notifications.outbox import Nature
from requests_app import links
from requests_app.emails.writing import written
from requests_app.models import Ticket, User
from requests_app.models.notices import Event
from requests_app.models.routing import Priority

# What stands over the requests, and in the subject where there is only one: most pressing first.
HEADINGS: dict[Event, tuple[Any, Any]] = {
    Event.LETTER_LOST: (
        gettext_lazy("A letter to the person does not arrive: please call"),
        gettext_lazy("A letter does not arrive – %(reference)s"),
    ),
    Event.PERSON_WROTE: (gettext_lazy("The person has written"), gettext_lazy("A new message – %(reference)s")),
    Event.ASSIGNED: (gettext_lazy("Given to you by a colleague"), gettext_lazy("A request is yours – %(reference)s")),
    Event.MAIL_HELD: (
        gettext_lazy("A message waits for a decision"),
        gettext_lazy("A message waits for a decision – %(reference)s"),
    ),
    Event.TRANSFERRED: (
        gettext_lazy("Transferred to your team"),
        gettext_lazy("A request for your team – %(reference)s"),
    ),
    Event.NEW_TICKET: (gettext_lazy("New in your team"), gettext_lazy("New request – %(reference)s")),
}


@dataclass(frozen=True)
class Item:
    """A request in a letter of notices, or the page of the desk where no request is known."""

    reference: str
    words: str
    link: str


@dataclass(frozen=True)
class Section:
    """The requests to which the same happened; `more` are so many that they are only counted."""

    heading: Any
    items: Sequence[Item]
    more: int


UNREACHED = "unreached"


def team_alert(ticket: Ticket) -> None:
    """To the team's address: there is a new ticket."""
    if ticket.team.email:
        facts = {"link": links.desk_url(ticket.reference), "team": ticket.team}
        to, language = ticket.team.email, settings.LANGUAGE_CODE
        letter = written("team_alert", ticket, to=to, language=language, nature=Nature.AUTOMATIC, facts=facts)
        letter.queue(about=ticket.reference)


def notices(person: User, news: Sequence[tuple[Event, Ticket | None]]) -> OutgoingEmail:
    """To a colleague: all that happened and concerns her. `news` is not empty; she may read every ticket in it."""
    references = {ticket.reference if ticket else "" for _event, ticket in news}
    with translation.override(person.language):
        sections = [_section(event, [ticket for kind, ticket in news if kind == event]) for event in HEADINGS]
        facts = {
            "sections": [section for section in sections if section.items],
            "person": person,
            "account_link": links.account_url(),
        }
        letter = written(
            "notices",
            None,
            to=person.email,
            language=person.language,
            nature=Nature.AUTOMATIC,
            facts=facts,
            subject=_subject(news),
        )
    # On the page of a ticket stand the letters about it alone.
    return letter.queue(about=references.pop() if len(references) == 1 else "")


def unreached(person: User, count: int) -> OutgoingEmail:
    """To an administrator: so many cannot be reached by our letters, and where they are named. `count` is not 0."""
    with translation.override(person.language):
        subject = ngettext(
            "%(count)s address of the staff cannot be reached",
            "%(count)s addresses of the staff cannot be reached",
            count,
        )
        facts = {"person": person, "count": count, "link": links.reach_url()}
        letter = written(
            UNREACHED,
            None,
            to=person.email,
            language=person.language,
            nature=Nature.AUTOMATIC,
            facts=facts,
            subject=subject % {"count": count},
        )
    return letter.queue(about="")


def _subject(news: Sequence[tuple[Event, Ticket | None]]) -> str:
    if len(news) > 1:
        return ngettext("%(count)s notice from the desk", "%(count)s notices from the desk", len(news)) % {
            "count": len(news)
        }
    ((event, ticket),) = news
    heading, with_reference = HEADINGS[event]
    return str(with_reference) % {"reference": ticket.reference} if ticket else str(heading)


def _section(event: Event, tickets: Sequence[Ticket | None]) -> Section:
    shown = tickets[: settings.NOTICE_ROWS]
    return Section(HEADINGS[event][0], [_item(ticket) for ticket in shown], len(tickets) - len(shown))


def _item(ticket: Ticket | None) -> Item:
    if ticket is None:
        return Item("", "", links.desk_post_url())
    return Item(ticket.reference, "" if ticket.confidential else _words(ticket), links.desk_url(ticket.reference))


def _words(ticket: Ticket) -> str:
    """How pressing it is."""
    words = [str(ticket.get_priority_display())] if ticket.priority >= Priority.HIGH else []
    if ticket.next_due_at:
        moment = date_format(timezone.localtime(ticket.next_due_at), "l j F Y, H:i")
        words.append(_("due %(moment)s") % {"moment": moment})
    return ", ".join(words)
