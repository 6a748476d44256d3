"""Which settings are on record, what each is called, and which of its fields are shown."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import models
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from requests_app import letterbook
from requests_app.intake.words import in_language
from requests_app.models import (
    ClosingDay,
    Form,
    FormVersion,
    LetterText,
    Membership,
    NoticePreference,
    Office,
    OpeningSpan,
    RoutingRule,
    SlaPolicy,
    StatementApproval,
    Team,
    Topic,
    TranslatedText,
    UrgencySignal,
    User,
)
from requests_app.models.fields import WordsField
from requests_app.models.notices import Event

VALUE_LENGTH = 160  # letters of a value; the whole of it stands in the settings themselves
Names = Mapping[type[models.Model], Mapping[int, str]]


@dataclass(frozen=True)
class Kind:
    """A model on record. `call` names a row of its history, given the names of people, teams and forms."""

    model: type[models.Model]
    fields: tuple[str, ...]
    call: Callable[[Any, Names], str]

    @property
    def history(self) -> Any:
        """The model of its history."""
        return self.model.history.model  # type: ignore[attr-defined]  # added by django-simple-history

    @property
    def words(self) -> str:
        return str(self.model._meta.verbose_name)


def _words(attribute: str) -> Callable[[Any, Names], str]:
    return lambda row, _names: in_language(getattr(row, attribute))


def _membership(row: Any, names: Names) -> str:
    return f"{names[User].get(row.user_id, '?')} – {names[Team].get(row.team_id, '?')}"


def _notice(row: Any, names: Names) -> str:
    event = str(Event(row.event).label) if row.event in Event else row.event
    return f"{names[User].get(row.user_id, '?')} – {event}"


def _version(row: Any, names: Names) -> str:
    return f"{names[Form].get(row.form_id, '?')} v{row.number}"


def _span(row: Any, names: Names) -> str:
    return f"{OpeningSpan.Weekday(row.weekday).label} {row.opens:%H:%M}–{row.closes:%H:%M}"


def _closing(row: Any, names: Names) -> str:
    return f"{date_format(row.on, 'DATE_FORMAT')} {row.name}"


def _letter(row: Any, _names: Names) -> str:
    return f"{letterbook.title_of(row.kind)} ({row.language})"


KINDS: dict[str, Kind] = {
    "closing_day": Kind(ClosingDay, ("on", "name", "closes_at"), _closing),
    "form": Kind(
        Form,
        (
            "slug",
            "title",
            "default_team",
            "sla",
            "confidential",
            "is_open",
            "mail_address",
            "retention_months",
            "position",
        ),
        _words("title"),
    ),
    "form_version": Kind(FormVersion, ("number", "schema", "published_at"), _version),
    "letter_text": Kind(LetterText, ("kind", "language", "subject", "body", "is_active"), _letter),
    "membership": Kind(Membership, ("user", "team", "role"), _membership),
    "notice_preference": Kind(NoticePreference, ("how",), _notice),
    "office": Kind(
        Office,
        ("code", "name", "address", "phone", "hours", "is_house", "checked_on", "position"),
        lambda row, _names: str(row.name),
    ),
    "opening_span": Kind(OpeningSpan, ("weekday", "opens", "closes"), _span),
    "routing_rule": Kind(
        RoutingRule, ("name", "position", "is_active", "conditions", "actions"), lambda row, _names: str(row.name)
    ),
    "sla_policy": Kind(
        SlaPolicy,
        ("name", "first_response_minutes", "high_minutes", "urgent_minutes", "resolution_minutes"),
        lambda row, _names: str(row.name),
    ),
    "statement_approval": Kind(StatementApproval, ("kind", "approved_at"), lambda row, _names: row.get_kind_display()),
    "team": Kind(
        Team, ("code", "name", "description", "email", "confidential", "is_reception", "position"), _words("name")
    ),
    "topic": Kind(
        Topic,
        ("code", "label", "plain_label", "default_team", "default_priority", "sensitive", "position"),
        _words("label"),
    ),
    "translated_text": Kind(
        TranslatedText,
        ("place", "language", "source", "texts", "state", "reviewed_by", "reviewed_on"),
        lambda row, _names: f"{row.place} ({row.language})",
    ),
    "urgency_signal": Kind(UrgencySignal, ("code", "label", "phrases", "priority", "is_active"), _words("label")),
    "user": Kind(
        User,
        (
            *("email", "name", "language", "is_active", "is_manager", "is_staff", "is_superuser"),
            *("away_from", "away_until"),
        ),
        lambda row, _names: str(row.name or row.email),
    ),
}


def value_words(field: Any, row: Any, names: Names) -> str:
    """One value of a history row, as people read it."""
    value = getattr(row, field.attname)
    if value in (None, "", {}, []):
        return _("nothing")
    if field.related_model:
        return names[field.related_model].get(value, str(value))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, WordsField):
        return _cut(" / ".join(f"{language}: {text}" for language, text in value.items() if text))
    return _cut(_plain(value))


def _plain(value: Any) -> str:
    match value:
        case bool():
            return _("yes") if value else _("no")
        case dict() | list():
            return json.dumps(value, ensure_ascii=False)
        case date():
            return date_format(value, "DATE_FORMAT")
        case time():
            return time_format(value, "TIME_FORMAT")
        case _:
            return str(value)


def _cut(text: str) -> str:
    return text if len(text) <= VALUE_LENGTH else text[: VALUE_LENGTH - 1] + "…"
