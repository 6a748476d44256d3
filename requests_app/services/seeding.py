"""What a new house starts with. Writes what is missing, and leaves alone what somebody has changed since."""

import json
from datetime import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from requests_app.closing_days import belgian_closing_days
from requests_app.intake import schema as schemas
from requests_app.models import (
    ClosingDay,
    Form,
    FormVersion,
    Membership,
    Office,
    OpeningSpan,
    RoutingRule,
    SlaPolicy,
    Team,
    Topic,
    UrgencySignal,
    User,
)
from requests_app.models.history import sign
from requests_app.remembered import forget
from requests_app.services import texts

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
DAY_MINUTES = 390  # a working day of the seeds: 9:00–12:30 and 13:30–16:30
RESOLUTION_DAYS = 20
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
YEARS_AHEAD = 3
HOUSE = "namur"  # the office that is at the address of the organisation
PLANTED = "planted"  # the reason of a version that comes from a seed
DEMO_CAST: tuple[tuple[str, str, str, dict[str, bool]], ...] = (
    ("amina@example.org", "Amina", "accueil", {}),
    ("bruno@example.org", "Bruno", "discrimination", {}),
    ("claire@example.org", "Claire", "", {"is_manager": True}),
    ("dara@example.org", "Dara", "", {}),
    ("admin@example.org", "Administration", "", {"is_staff": True, "is_superuser": True}),
)


def read(name: str) -> Any:
    """A seed file as JSON."""
    return json.loads((SEEDS / name).read_text(encoding="utf-8"))


@transaction.atomic
def seed() -> None:
    """Teams, delays, calendar, topics, rules, signals, forms and their texts. Running it twice is harmless."""
    lists = read("lists.json")
    _teams()
    _delays(lists["sla"])
    _calendar(lists["business_hours"]["weekly"])
    _offices()
    _topics()
    _routing()
    for row in read("forms.json")["forms"]:
        _form(row)
    texts.plant()
    forget()


def _teams() -> None:
    for row in read("teams.json")["teams"]:
        Team.objects.get_or_create(code=row["code"], defaults={key: row[key] for key in row if key != "code"})


def _delays(sla: dict[str, Any]) -> None:
    names = {"general": "Général", "bureau_accueil": "Bureau d'accueil", "discrimination": "Discrimination"}
    for code, days in sla["first_reply_working_days"].items():
        delays = {
            "name": names.get(code, code),
            "first_response_minutes": days * DAY_MINUTES,
            "high_minutes": sla["high_priority_working_days"] * DAY_MINUTES,
            "urgent_minutes": 4 * 60,
            "resolution_minutes": RESOLUTION_DAYS * DAY_MINUTES,
        }
        SlaPolicy.objects.get_or_create(code=code, defaults=delays)


def _calendar(weekly: dict[str, list[list[str]]]) -> None:
    if not OpeningSpan.objects.exists():
        for day, spans in weekly.items():
            for opens, closes in spans:
                OpeningSpan.objects.create(
                    weekday=WEEKDAYS.index(day), opens=time.fromisoformat(opens), closes=time.fromisoformat(closes)
                )
    if not ClosingDay.objects.exists():
        this_year = timezone.localdate().year
        for year in range(this_year - 1, this_year + YEARS_AHEAD):
            for on, name in belgian_closing_days(year):
                ClosingDay.objects.get_or_create(on=on, defaults={"name": name})


def _offices() -> None:
    """The places by name only: where they are and when they are open is for the house to say."""
    for position, row in enumerate(read("communes_namur.json")["offices"]):
        is_house = row["code"] == HOUSE
        Office.objects.get_or_create(
            code=row["code"], defaults={"name": row["label"], "is_house": is_house, "position": position}
        )


def _topics() -> None:
    teams = {team.code: team for team in Team.objects.all()}
    for row in read("topics.json")["topics"]:
        values = {key: row[key] for key in ("label", "plain_label", "default_priority", "sensitive", "position")}
        Topic.objects.get_or_create(code=row["code"], defaults={**values, "default_team": teams[row["default_team"]]})


def _routing() -> None:
    if not RoutingRule.objects.exists():
        for position, row in enumerate(read("rules.json")["rules"], start=1):
            RoutingRule.objects.create(
                position=position * 10, name=row["name"], conditions=row["conditions"], actions=row["actions"]
            )
    for row in read("signals.json")["signals"]:
        values = {key: row[key] for key in ("label", "phrases", "priority")}
        UrgencySignal.objects.get_or_create(code=row["code"], defaults=values)


def _form(row: dict[str, Any]) -> None:
    schema = read(f"forms/{row['slug']}.json")
    defaults = {
        "title": schema["title"],
        "default_team": Team.objects.get(code=row["default_team"]),
        "sla": SlaPolicy.objects.get(code=row["sla"]),
        "confidential": row["confidential"],
        "retention_months": row["retention_months"],
        "position": row["position"],
    }
    form, _made = Form.objects.get_or_create(slug=row["slug"], defaults=defaults)
    newest = form.versions.first()
    if newest is None or (newest.schema != schema and _is_as_we_planted_it(newest)):
        schemas.parse(schema)
        number = newest.number + 1 if newest else 1
        version = FormVersion(form=form, number=number, schema=schema, published_at=timezone.now())
        sign(version, by=None, why=PLANTED)
        version.save()


def _is_as_we_planted_it(newest: FormVersion) -> bool:
    """Whether nobody has had a hand in what this form asks: each version is from a seed, and none waits as a draft.

    The first version of an older house has no reason in its history.
    """
    planted = Q(history_change_reason=PLANTED) | Q(history_change_reason=None, number=1)
    by_hand = FormVersion.history.filter(form_id=newest.form_id).exclude(planted, history_user=None)
    return newest.published_at is not None and not by_hand.exists()


@transaction.atomic
def demo_cast() -> list[User]:
    """The five demo accounts. Raises RuntimeError in production: their password is public."""
    if settings.PRODUCTION:
        raise RuntimeError("Demo accounts have a public password: production refuses to load them.")
    people = []
    for email, name, team, fields in DEMO_CAST:
        person = User.objects.filter(email=email).first()
        if person is None:
            person = User.objects.create_user(email, settings.DEMO_PASSWORD, name=name, **fields)
            if team:
                Membership.objects.create(user=person, team=Team.objects.get(code=team))
        people.append(person)
    return people
