"""Rows for tests, in as few words as a test can say them: `make.ticket(team=cast.reception, status="open")`.

A row made here is whole (it satisfies every constraint) but goes through no service: no letter, no routing, no fact.
Tests of those call the services.
"""

import itertools
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from notifications import inbox
from notifications.models import Fate, IncomingEmail
from requests_app import references
from requests_app.models import (
    Answers,
    Contact,
    Form,
    FormVersion,
    Membership,
    Message,
    Note,
    SlaPolicy,
    Team,
    Ticket,
    TicketSearch,
    User,
)
from requests_app.models.tickets import FINISHED_STATUSES, PAUSED_STATUSES, Status

PASSWORD = "demo-guichet-2026"
CONTACT = {"name": "Oksana Test", "email": "oksana@example.org", "preferred": "email"}
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Cast:
    """The people of every test, and their teams."""

    amina: User  # agent of the reception team
    bruno: User  # agent of the discrimination team
    claire: User  # manager, in no team
    dara: User  # staff without a team
    admin: User  # configures, and reads no ticket by virtue of it
    reception: Team
    discrimination: Team


def cast() -> Cast:
    """Find the cast, or bring it on stage."""
    reception = team("accueil", is_reception=True)
    discrimination = team("discrimination", confidential=True)
    return Cast(
        amina=user("amina", team=reception),
        bruno=user("bruno", team=discrimination),
        claire=user("claire", is_manager=True),
        dara=user("dara"),
        admin=user("admin", is_staff=True, is_superuser=True),
        reception=reception,
        discrimination=discrimination,
    )


def team(code: str, **fields: Any) -> Team:
    """The team of that code, made if it does not exist."""
    defaults = {"name": {"fr": code.title(), "en": code.title()}, "email": f"{code}@example.org", **fields}
    return Team.objects.get_or_create(code=code, defaults=defaults)[0]


def user(name: str, *, team: Team | None = None, **fields: Any) -> User:
    """The person of that first name, with `PASSWORD`, in the team if one is given."""
    address = f"{name}@example.org"
    person = User.objects.filter(email=address).first()
    person = person or User.objects.create_user(address, PASSWORD, name=name.title(), **fields)
    if team:
        Membership.objects.get_or_create(user=person, team=team)
    return person


def form(slug: str = "general", *, schema: dict[str, Any] | None = None, **fields: Any) -> Form:
    """The form of that address; one that is not seeded gets a version that asks for a message."""
    found = Form.objects.filter(slug=slug).first()
    if found:
        return found
    code = "discrimination" if slug == "discrimination" else "accueil"
    defaults = {
        "title": {"fr": slug.title(), "en": slug.title()},
        "default_team": team(code, confidential=code == "discrimination", is_reception=code == "accueil"),
        "sla": sla_policy(),
        "confidential": slug == "discrimination",
    }
    made = Form.objects.create(slug=slug, **{**defaults, **fields})
    version(made, schema=schema)
    return made


_form = form  # `ticket()` has an argument of that name


def version(form: Form, *, schema: dict[str, Any] | None = None) -> FormVersion:
    """The next published version of a form."""
    newest = form.versions.order_by("-number").first()
    return FormVersion.objects.create(
        form=form,
        number=newest.number + 1 if newest else 1,
        schema=schema or SCHEMA,
        published_at=timezone.now(),
    )


def sla_policy(code: str = "standard") -> SlaPolicy:
    """Promises: two working days for a first response, ten for the end."""
    minutes = {"first_response_minutes": 780, "high_minutes": 390, "urgent_minutes": 120, "resolution_minutes": 3900}
    return SlaPolicy.objects.get_or_create(code=code, defaults={"name": code, **minutes})[0]


def ticket(
    *,
    form: Form | str = "general",
    answers: dict[str, Any] | None = None,
    contact: dict[str, str] | None = CONTACT,
    opened_at: datetime | None = None,
    **fields: Any,
) -> Ticket:
    """A ticket with its answers and its contact (`contact=None`: anonymous), opened now unless told.

    `form` is a Form or a slug. A finished or waiting status gets the dates that go with it.
    """
    asked = form if isinstance(form, Form) else _form(form)
    opened_at = opened_at or timezone.now()
    row = Ticket(**{**_fields_of_a_ticket(asked, opened_at, str(fields.get("status", Status.NEW))), **fields})
    row.save_new(by=None, why="opened")
    given = {"message": "Bonjour, je voudrais apprendre le français."} if answers is None else answers
    Answers.objects.create(ticket=row, data=given)
    if contact is not None:
        Contact.objects.create(ticket=row, **contact)
    if not row.confidential:
        TicketSearch.objects.create(ticket=row, words="")
    return row


def _fields_of_a_ticket(form: Form, opened_at: datetime, status: str) -> dict[str, Any]:
    number = next(_numbers)
    newest = form.versions.published().first()
    return {
        "reference": references.new_reference(opened_at.date()),
        "submission_key": f"make-{number}",
        "form": form,
        "form_version": newest,
        "team": form.default_team,
        "confidential": form.confidential,
        "opened_at": opened_at,
        "last_activity_at": opened_at,
        "first_response_due_at": opened_at + timedelta(days=2),
        "resolution_due_at": opened_at + timedelta(days=14),
        "paused_since": opened_at if status in PAUSED_STATUSES else None,
        "resolved_at": opened_at if status in FINISHED_STATUSES else None,
        "closed_at": opened_at if status == Status.CLOSED else None,
    }


def message(ticket: Ticket, body: str = "Merci de votre réponse.", **fields: Any) -> Message:
    """A message of the person; `direction="out"` for a reply."""
    defaults = {"direction": Message.Direction.IN, "created_at": timezone.now()}
    key = f"make-{next(_numbers)}"
    return Message.objects.create(ticket=ticket, body=body, submission_key=key, **{**defaults, **fields})


def note(ticket: Ticket, body: str = "À rappeler demain.", **fields: Any) -> Note:
    """An internal note."""
    key = f"make-{next(_numbers)}"
    return Note.objects.create(ticket=ticket, body=body, submission_key=key, **{"created_at": timezone.now(), **fields})


def mail(
    raw: bytes = b"From: Oksana <oksana@example.org>\r\nSubject: Rendez-vous\r\n\r\nBonjour.\r\n", **fields: Any
) -> IncomingEmail:
    """A message that came in and waits for a decision, unless `fate` says otherwise; its bytes are in PRIVATE_DIR."""
    number = next(_numbers)
    marked = raw.replace(b"\r\n", b"\r\nMessage-ID: <made-%d@example.org>\r\n" % number, 1)
    row = inbox.keep(marked, mailbox="pipe", now=fields.pop("received_at", None))
    row.fate, row.attempt_after, row.decided_at = fields.pop("fate", Fate.HELD), None, timezone.now()
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    return row


SCHEMA: dict[str, Any] = {
    "title": {"fr": "Votre demande", "en": "Your request"},
    "summary": {"fr": "Écrivez-nous.", "en": "Write to us."},
    "pictogram": "message",
    "next": {"fr": ["Nous vous répondons."], "en": ["We answer you."]},
    "privacy": {"fr": ["Nous gardons peu."], "en": ["We keep little."]},
    "steps": [
        {
            "key": "demande",
            "title": {"fr": "Votre demande", "en": "Your request"},
            "questions": [
                {
                    "key": "message",
                    "kind": "long_text",
                    "required": True,
                    "label": {"fr": "Votre message", "en": "Your message"},
                }
            ],
        }
    ],
}
