"""What happened to a ticket, in sentences: who, when, which decision. A pure function; no personal text comes in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.intake.words import in_language
from requests_app.models.letters import Settled
from requests_app.models.routing import Priority
from requests_app.models.tickets import Channel, Outcome, Status
from requests_app.services.letters import LETTER_SETTLED
from requests_app.triage import moments

COLUMNS = (  # of the history of tickets, as version_of() reads them
    *("history_date", "who", "history_change_reason", "status", "outcome", "team_id", "team__name", "assignee_id"),
    *("assignee__name", "topic", "topic_label", "priority", "next_action_on", "confidential", "channel"),
    "routed_because",
)
# What the person did herself, on the page of her request.
PERSON_SAID = {
    "person_contact": gettext_lazy("The person said how to reach her."),
    "person_contact_removed": gettext_lazy("The person took back her name and all ways to reach her."),
}


@dataclass(frozen=True)
class Version:
    """The ticket as one decision left it."""

    at: datetime
    by: str  # "" for the house itself
    why: str  # the code that the service gave
    status: str
    outcome: str
    team: int
    team_name: Mapping[str, str]
    assignee: int | None
    assignee_name: str
    topic: str
    topic_label: Mapping[str, str]
    priority: int
    next_action_on: date | None
    confidential: bool
    channel: str = Channel.WEB
    routed_because: str = ""


@dataclass(frozen=True)
class Event:
    """One sentence, with its moment."""

    at: datetime
    text: SafeString

    @property
    def when(self) -> str:
        return moments.full(self.at)

    @property
    def iso(self) -> str:
        return self.at.isoformat()


def sentences(versions: Sequence[Version], replies: Iterable[tuple[datetime, str]] = ()) -> list[Event]:
    """The story, newest first. `versions` oldest first; `replies` are moments and authors of what was answered.

    The first version is taken as the opening only if it says so: a history cut at its old end begins in the middle.
    """
    events: list[Event] = []
    previous: Version | None = None
    for version in versions:
        texts = _opening(version) if previous is None else _changes(previous, version)
        events += [Event(version.at, text) for text in texts]
        previous = version
    events += [Event(at, _say(_("{who} answered the person."), who=author)) for at, author in replies]
    return sorted(events, key=lambda event: event.at)[::-1]  # of one instant, too, the last comes first


def _say(pattern: str, **names: str) -> SafeString:
    """A whole sentence with names in it; each name is kept apart from the direction of the sentence."""
    return format_html(pattern, **{key: format_html("<bdi>{}</bdi>", name) for key, name in names.items()})


def _opening(version: Version) -> list[SafeString]:
    if version.why != "opened":
        return []
    channel = str(Channel(version.channel).label) if version.channel in Channel else version.channel
    if version.by:
        texts = [_say(_("{who} noted the request ({channel})."), who=version.by, channel=channel)]
    else:
        texts = [_say(_("The request arrived ({channel})."), channel=channel)]
    team = in_language(version.team_name)
    if version.status == Status.ASIDE:
        texts.append(escape(_("It looked like a robot's, so it was set aside.")))
    if version.routed_because:
        texts.append(_say(_("It went to the team {team}: {reason}."), team=team, reason=version.routed_because))
    else:
        texts.append(_say(_("No rule knew it, so it went to the team {team}."), team=team))
    return texts


def _changes(old: Version, new: Version) -> list[SafeString]:
    texts = []
    if new.team != old.team:
        texts.append(_by(new, _("{who} transferred the request to the team {team}."), team=in_language(new.team_name)))
    elif new.assignee != old.assignee:
        texts.append(_assignment(old, new))
    if new.confidential and not old.confidential:
        texts.append(escape(_("The request became confidential.")))
    if new.status != old.status:
        texts.append(_status(new))
    if new.topic != old.topic:
        texts.append(_topic(new))
    if new.priority != old.priority:
        label = str(Priority(new.priority).label)
        texts.append(_by(new, _("{who} set the priority to “{priority}”."), priority=label))
    texts += _because(new)
    if new.next_action_on != old.next_action_on and not (new.next_action_on is None and new.status != old.status):
        texts.append(_next_action(new))
    return texts


def _because(version: Version) -> list[SafeString]:
    """What only the reason of the change tells."""
    if version.why in PERSON_SAID:
        return [escape(str(PERSON_SAID[version.why]))]
    if version.why == "contact":
        return [_by(version, _("{who} corrected the contact."))]
    return [_letter_settled(version)] if version.why.startswith(LETTER_SETTLED) else []


def _by(version: Version, pattern: str, **names: str) -> SafeString:
    return _say(pattern, who=version.by or _("Guichet"), **names)


def _assignment(old: Version, new: Version) -> SafeString:
    if new.assignee is None:
        return _by(new, _("{who} gave the request back to the team's queue."))
    if new.assignee_name == new.by:
        return _by(new, _("{who} took the request."))
    return _by(new, _("{who} gave the request to {whom}."), whom=new.assignee_name)


def _status(new: Version) -> SafeString:
    label = str(Status(new.status).label)
    if new.why == "genuine":
        return _by(new, _("{who} found the request genuine: it went into the queue."))
    if new.why == "unwanted":
        return _by(new, _("{who} closed the request as unwanted."))
    if new.why == "person_wrote":
        return _say(_("The person wrote, so the request is “{status}” again."), status=label)
    if new.status == Status.RESOLVED and new.outcome:
        return _by(new, _("{who} resolved the request: {outcome}."), outcome=str(Outcome(new.outcome).label))
    return _by(new, _("{who} changed the status to “{status}”."), status=label)


def _topic(new: Version) -> SafeString:
    if not new.topic:
        return _by(new, _("{who} removed the topic."))
    return _by(new, _("{who} set the topic to “{topic}”."), topic=in_language(new.topic_label) or new.topic)


def _letter_settled(new: Version) -> SafeString:
    code = new.why.removeprefix(LETTER_SETTLED).strip()
    reason = str(Settled(code).label) if code in Settled else code
    return _by(new, _("{who} took a letter that did not arrive off the list: {reason}."), reason=reason)


def _next_action(new: Version) -> SafeString:
    if new.next_action_on is None:
        return _by(new, _("{who} removed the date of the next action."))
    day = date_format(new.next_action_on, "l j F Y")
    return _by(new, _("{who} planned the next action for {day}."), day=day)


def version_of(row: Mapping[str, Any]) -> Version:
    """A row of the history, with the columns above."""
    return Version(
        at=row["history_date"],
        by=row["who"] or "",
        why=row["history_change_reason"] or "",
        status=row["status"],
        outcome=row["outcome"],
        team=row["team_id"],
        team_name=row["team__name"] or {},
        assignee=row["assignee_id"],
        assignee_name=row["assignee__name"] or "",
        topic=row["topic"],
        topic_label=row["topic_label"] or {},
        priority=row["priority"],
        next_action_on=row["next_action_on"],
        confidential=row["confidential"],
        channel=row["channel"],
        routed_because=row["routed_because"],
    )
