"""Requests that may be the same as this one: the same words, or the same address or number, within LIKENESS_DAYS.

A hint and no more: nothing is merged, nothing is hidden. Of a request that the reader may not read it says which team
to ask; what is confidential is like nothing outside its team (`likeness.py` gives it hashes of its own).
"""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from requests_app.intake.words import in_language
from requests_app.models import Answers, Contact, Ticket, User
from requests_app.permissions import Permission, may

WORDS = {
    "text_twin": _("the same text"),
    "email_twin": _("the same e-mail address"),
    "phone_twin": _("the same telephone number"),
}


@dataclass(frozen=True)
class Twin:
    """Another request, and what they have in common. `reference` is "" for who may not read it: then ask `team`."""

    reference: str
    team: str
    same: list[str]


def columns(user: User) -> dict[str, Subquery]:
    """The newest twin of each kind, to be annotated to a query of tickets: three look-ups in an index each."""
    by_text = Answers.objects.filter(text_key=OuterRef("answers__text_key")).exclude(text_key="")
    by_email = Contact.objects.filter(email_key=OuterRef("contact__email_key")).exclude(email_key="")
    by_phone = Contact.objects.filter(phone_key=OuterRef("contact__phone_key")).exclude(phone_key="")
    found = {"text_twin": by_text, "email_twin": by_email, "phone_twin": by_phone}
    return {name: _newest(rows, user) for name, rows in found.items()}


def of(ticket: Ticket, user: User) -> list[Twin]:
    """The twins of a ticket that was asked with `columns()`, each once."""
    same: dict[tuple[str, str], list[str]] = {}
    for name, words in WORDS.items():
        found = getattr(ticket, name, None)
        if found:
            readable = may(user, Permission.READ, Ticket(team_id=found["team"], confidential=found["confidential"]))
            reference = found["reference"] if readable else ""
            named = found["team_name"]  # JSON within JSON: SQLite gives its text
            team = in_language(json.loads(named) if isinstance(named, str) else named)
            same.setdefault((reference, team), []).append(str(words))
    return [Twin(reference, team, kinds) for (reference, team), kinds in same.items()]


def _newest(rows: QuerySet[Any, Any], user: User) -> Subquery:
    window = timedelta(days=settings.LIKENESS_DAYS)
    near = rows.filter(
        ~Q(ticket=OuterRef("pk")),
        Q(ticket__confidential=False) | Q(ticket__team__in=[team.pk for team in user.team_list]),
        ticket__opened_at__gte=OuterRef("opened_at") - window,
        ticket__opened_at__lte=OuterRef("opened_at") + window,
    )
    twin = JSONObject(
        reference="ticket__reference",
        team="ticket__team_id",
        team_name="ticket__team__name",
        confidential="ticket__confidential",
    )
    return Subquery(near.order_by("-ticket_id").values(twin=twin)[:1])
