"""Who gets a request, how soon, and why. Values in, value out; rules and signals are rows, read by the caller.

The first rule that holds gives the team and its name, so that the timeline can say why. Urgency signals and topics
raise the priority; nothing lowers it. The notation of conditions, actions and phrases is in seeds/README.md.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from requests_app.phrases import BadPhrase, Phrases, Text, compiled, flat

LOWEST, NORMAL, HIGHEST = 1, 2, 4  # the numbers of models.routing.Priority
NO_TOPIC = "autre"


class BadRule(ValidationError):
    """A rule or a signal that cannot be used, in a sentence for the administrator who wrote it."""


@dataclass(frozen=True)
class Facts:
    """What a decision may look at. Codes only, but for the message."""

    form: str  # slug
    channel: str = "web"
    topic: str = ""
    needs: tuple[str, ...] = ()
    message: str = ""
    organisation: bool = False  # somebody writes for their work
    language: str = "fr"  # of the interface
    commune: str = ""  # NIS code
    answers: Mapping[str, Sequence[str]] = field(default_factory=dict)  # question -> codes
    appointment_in_days: int | None = None  # opening days until the appointment spoken of; 0 is today

    @cached_property
    def subject(self) -> str:
        """The topic chosen; without one, the first need that says something; else `autre`."""
        said = [self.topic, *self.needs]
        return next((code for code in said if code not in ("", NO_TOPIC)), NO_TOPIC)

    @cached_property
    def text(self) -> Text:
        """The message, ready to be searched."""
        return Text.of(self.message)


@dataclass(frozen=True)
class TopicDefaults:
    """What a topic brings when no rule says otherwise."""

    team: str
    priority: int = NORMAL


@dataclass(frozen=True)
class Signal:
    """Words that make a request urgent, or at least more urgent."""

    code: str
    priority: int
    phrases: tuple[str, ...]

    @classmethod
    def parse(cls, code: str, phrases: Any, priority: int) -> "Signal":
        """From a row. Raises BadRule."""
        _check_phrases(phrases, code)
        return cls(code, priority, flat(phrases))

    def seen_in(self, facts: Facts) -> str:
        """The phrase that gave it away, or nothing."""
        return self._index.first_in(facts.text)

    @cached_property
    def _index(self) -> Phrases:
        return compiled(self.phrases)


Test = Callable[[Facts, Any, Collection[str]], bool]


def _has_any(given: Collection[str], wanted: Collection[str]) -> bool:
    return any(one in wanted for one in given)


TESTS: dict[str, Test] = {
    "form_in": lambda facts, wanted, _signals: facts.form in wanted,
    "channel_in": lambda facts, wanted, _signals: facts.channel in wanted,
    "topic_in": lambda facts, wanted, _signals: facts.subject in wanted,
    "needs_any": lambda facts, wanted, _signals: _has_any(facts.needs, wanted),
    "commune_in": lambda facts, wanted, _signals: facts.commune in wanted,
    "language_in": lambda facts, wanted, _signals: facts.language in wanted,
    "organisation": lambda facts, wanted, _signals: facts.organisation is wanted,
    "answers_any": lambda facts, wanted, _signals: all(
        _has_any(facts.answers.get(question, ()), codes) for question, codes in wanted.items()
    ),
    "words_any": lambda facts, wanted, _signals: bool(wanted.first_in(facts.text)),
    "signals_any": lambda _facts, wanted, signals: _has_any(signals, wanted),
    "appointment_within": lambda facts, wanted, _signals: (
        facts.appointment_in_days is not None and facts.appointment_in_days <= wanted
    ),
}


@dataclass(frozen=True)
class Rule:
    """When a request looks like this, it goes there."""

    name: str
    conditions: Mapping[str, Any] = field(default_factory=dict)
    team: str = ""  # empty: the default team of the topic
    topic: str = ""
    priority: int = LOWEST

    @classmethod
    def parse(cls, name: str, conditions: Any, actions: Any) -> "Rule":
        """From a row. Raises BadRule with a sentence that names the rule."""
        if not isinstance(conditions, dict) or not isinstance(actions, dict):
            raise _bad(name, _("conditions and actions are JSON objects."))
        for key, value in conditions.items():
            _check_condition(key, value, name)
        _check_actions(actions, name)
        return cls(name, conditions, actions.get("team", ""), actions.get("topic", ""), actions.get("priority", LOWEST))

    def failing(self, facts: Facts, signals: Collection[str]) -> tuple[str, ...]:
        """The conditions that do not hold; none means that the rule matches."""
        return tuple(key for key, value in self._wanted.items() if not TESTS[key](facts, value, signals))

    def matches(self, facts: Facts, signals: Collection[str] = ()) -> bool:
        """Whether every condition holds."""
        return all(TESTS[key](facts, value, signals) for key, value in self._wanted.items())

    @cached_property
    def _wanted(self) -> dict[str, Any]:
        """The conditions, ready to be tested: phrases are indexed once for as long as the rule is remembered."""
        return {key: compiled(flat(value)) if key == "words_any" else value for key, value in self.conditions.items()}

    def check_codes(self, *, teams: Collection[str], topics: Collection[str]) -> None:
        """Raises BadRule when the rule names a team or a topic that does not exist."""
        named = [self.topic, *self.conditions.get("topic_in", ()), *self.conditions.get("needs_any", ())]
        for code in filter(None, named):
            if code not in topics:
                raise _bad(self.name, _("there is no topic “%(code)s”.") % {"code": code})
        if self.team and self.team not in teams:
            raise _bad(self.name, _("there is no team “%(code)s”.") % {"code": self.team})


@dataclass(frozen=True)
class Decision:
    """Where a request goes. Without `team_code` nothing matched: the reception team's queue, and the desk says so."""

    team_code: str
    priority: int
    topic: str
    because: str  # the name of the rule
    signals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tried:
    """One rule, for `explain`: `failing` names the conditions that did not hold."""

    rule: Rule
    failing: tuple[str, ...]

    @property
    def matches(self) -> bool:
        """Whether every condition holds."""
        return not self.failing


def signals_seen(facts: Facts, signals: Iterable[Signal]) -> dict[str, str]:
    """Code of each signal seen, with the phrase that gave it away."""
    found = {signal.code: signal.seen_in(facts) for signal in signals}
    return {code: phrase for code, phrase in found.items() if phrase}


def decide(
    facts: Facts, rules: Iterable[Rule], topics: Mapping[str, TopicDefaults], signals: Iterable[Signal] = ()
) -> Decision:
    """The team of the first rule that matches, and that rule's name so the timeline can say why."""
    signals = tuple(signals)
    seen = tuple(signals_seen(facts, signals))
    rule = next((rule for rule in rules if rule.matches(facts, seen)), None)
    topic = (rule and rule.topic) or facts.subject
    concerned = [topics[code] for code in {topic, *facts.needs} if code in topics]
    priority = max(
        # Several needs, one request: as soon as the most pressing of them.
        max((one.priority for one in concerned if one), default=NORMAL),
        rule.priority if rule else LOWEST,
        *(signal.priority for signal in signals if signal.code in seen),
    )
    if rule is None:
        return Decision("", priority, topic, "", seen)  # no guess
    default = topics.get(topic)
    return Decision(rule.team or (default.team if default else ""), priority, topic, rule.name, seen)


def explain(facts: Facts, rules: Iterable[Rule], signals: Iterable[Signal] = ()) -> list[Tried]:
    """Each rule up to the one that decides, with the conditions that did not hold."""
    seen = tuple(signals_seen(facts, signals))
    tried: list[Tried] = []
    for rule in rules:
        tried.append(Tried(rule, rule.failing(facts, seen)))
        if tried[-1].matches:
            break
    return tried


def _bad(name: str, why: Any) -> BadRule:
    return BadRule(_("%(where)s: %(why)s"), params={"where": name, "why": why})


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) and one for one in value)


def _check_condition(key: str, value: Any, name: str) -> None:
    if key not in TESTS:
        raise _bad(name, _("the condition “%(key)s” is not known.") % {"key": key})
    if key == "words_any":
        _check_phrases(value, name)
    elif key == "organisation":
        if not isinstance(value, bool):
            raise _bad(name, _("“%(key)s” is true or false.") % {"key": key})
    elif key == "appointment_within":
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise _bad(name, _("“%(key)s” is a number of days.") % {"key": key})
    elif key == "answers_any":
        if not isinstance(value, dict) or not value or not all(_is_texts(codes) for codes in value.values()):
            raise _bad(name, _('write the answers as {"question": ["code"]}.'))
    elif not _is_texts(value):
        raise _bad(name, _("“%(key)s” is a list of codes.") % {"key": key})


def _check_phrases(listed: Any, name: str) -> None:
    lists = list(listed.values()) if isinstance(listed, dict) else [listed]
    if not lists or not all(_is_texts(one) for one in lists):
        raise _bad(name, _('write the phrases as a list, or as {"fr": ["…"], "en": ["…"]}.'))
    try:
        compiled(flat(listed))
    except BadPhrase as phrase:
        raise _bad(name, _("the phrase “%(phrase)s” has no word in it.") % {"phrase": phrase}) from None


def _check_actions(actions: Mapping[str, Any], name: str) -> None:
    unknown = set(actions) - {"team", "team_of_topic", "topic", "priority"}
    if unknown:
        raise _bad(name, _("the action “%(key)s” is not known.") % {"key": min(unknown)})
    has_team = isinstance(actions.get("team"), str) and bool(actions["team"])
    if has_team == (actions.get("team_of_topic") is True):
        raise _bad(name, _("say either the team, or that the topic decides it."))
    if not isinstance(actions.get("topic", ""), str):
        raise _bad(name, _("the topic is a code."))
    priority = actions.get("priority", LOWEST)
    if isinstance(priority, bool) or priority not in range(LOWEST, HIGHEST + 1):
        raise _bad(name, _("the priority is a number from 1 to 4."))
