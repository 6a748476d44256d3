"""How a request becomes a ticket: one service and one transaction, whoever wrote it down and wherever."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from notifications import outbox
from requests_app import receipts, references, routing
from requests_app.emails import person as letters
from requests_app.emails import staff as alerts
from requests_app.folding import index_text
from requests_app.intake import phones, places
from requests_app.intake.schema import TEXT_KINDS, FormSchema
from requests_app.models import Answers, Contact, FormVersion, Message, ReceiptCode, SlaPolicy, Ticket, TicketSearch
from requests_app.models.belongings import CONTACT_QUESTIONS
from requests_app.models.notices import Event
from requests_app.models.routing import Priority
from requests_app.models.tickets import Channel, Status
from requests_app.permissions import Actor, Permission, person, require
from requests_app.services import automatic, facts, guards, house, notices, uploads
from requests_app.services.filing import Mail, keep_message
from requests_app.services.forms import read_schema
from requests_app.services.guards import Admitted, Sending, TooMany

APPOINTMENT = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
APPOINTMENT_HORIZON_DAYS = 60
ATTEMPTS = 3  # a reference may be drawn twice


@dataclass(frozen=True)
class Submission:
    """What was answered on one form, checked; `answers` are what `intake.build` gave to store."""

    version: FormVersion
    answers: Mapping[str, Any]
    token: str  # of the form page: the same page sent twice is one ticket
    language: str = "fr"
    message_language: str = ""
    channel: str = Channel.WEB
    uploads: tuple[str, ...] = ()
    read_back: bool | None = None
    follows: Ticket | None = None
    mail: Mail | None = None  # it came by mail: its words are the first message, and there is no receipt code
    seems_to_answer: Ticket | None = None
    is_acknowledged: bool = True
    sending: Sending | None = None  # it came by the public door, which is watched; None: by one that is not


@dataclass(frozen=True)
class Opened:
    """The ticket, the receipt code to show once, and whether this call has opened it."""

    ticket: Ticket
    receipt_code: str
    is_new: bool


def submission_key(token: str) -> str:
    """What we keep of a submission token. Not the token: it leads to the receipt code."""
    return hashlib.sha256(f"submission:{token}".encode()).hexdigest()


def receipt_code(token: str) -> str:
    """The receipt code of a submission: the same each time the same page is sent."""
    return receipts.derive(settings.SECRET_KEY.encode(), token)


def open_ticket(submission: Submission, *, by: Actor, now: datetime | None = None) -> Opened:
    """Open a ticket: everything it is and causes is committed in one transaction, or nothing.

    The same submission again gives the same ticket and code. `now` is when it was received (default: this moment).
    What looks like a robot's is set aside: nobody is written to before a person has decided (`aside.py`).
    Raises PermissionDenied if `by` is a member of staff who may not note requests, TooMany (see `guards.py`).
    """
    require(by, Permission.INTAKE)
    key = submission_key(submission.token)
    try:
        if submission.sending:
            confidential = submission.version.form.confidential
            guards.refuse_early(submission.sending, confidential=confidential, now=now or timezone.now())
        return _open_once(submission, key, by=by, now=now)
    except TooMany:
        known = _known(key)
        if known is None:
            raise
        return Opened(known, receipt_code(submission.token), is_new=False)


def _open_once(submission: Submission, key: str, *, by: Actor, now: datetime | None) -> Opened:
    # Slow on purpose, so it is done before any row is held. Who writes by mail has no page on which to read a code.
    code = "" if submission.mail else receipt_code(submission.token)
    code_hash = receipts.hash_code(code, pepper=settings.SECRET_KEY.encode()) if code else ""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with transaction.atomic():
                return Opened(_open(submission, key, code_hash, by=by, now=now or timezone.now()), code, is_new=True)
        except IntegrityError:
            known = _known(key)
            if known:
                return Opened(known, code, is_new=False)
            if attempt == ATTEMPTS:
                raise
    raise AssertionError("unreachable")


def _known(key: str) -> Ticket | None:
    return Ticket.objects.filter(submission_key=key).select_related("form", "team").first()


def _open(submission: Submission, key: str, code_hash: str, *, by: Actor, now: datetime) -> Ticket:
    schema = read_schema(submission.version.pk)
    admitted = Admitted()
    if submission.sending:
        admitted = guards.admit(submission.sending, submission.version.form, submission.answers, now=now)
    ticket = _ticket(submission, key, now)
    ticket.suspicions = list(admitted.because)
    if admitted.is_aside:
        ticket.status = Status.ASIDE
    if person(by):
        ticket.noted_by = person(by)
    ticket.save_new(by=person(by), why="opened")
    contact = _contact(ticket, submission.answers)
    elsewhere = {*CONTACT_QUESTIONS, "message"} if submission.mail else set(CONTACT_QUESTIONS)
    kept = {key: answer for key, answer in submission.answers.items() if key not in elsewhere}
    answers = Answers(ticket=ticket)
    answers.data = kept
    answers.save(force_insert=True)
    if code_hash:
        ReceiptCode.objects.create(ticket=ticket, hash=code_hash)
    TicketSearch.objects.create(ticket=ticket, words=search_words(ticket, contact, schema, submission.answers))
    message = _keep_what_came(ticket, submission, key, now)
    if not admitted.is_aside:
        is_due = submission.is_acknowledged
        announce(ticket, contact, by=by, now=now, counted=_counted(schema, kept), message=message, is_due=is_due)
    return ticket


def announce(
    ticket: Ticket,
    contact: Contact | None,
    *,
    by: Actor,
    now: datetime,
    counted: dict[str, Any] | None = None,
    message: Message | None = None,
    is_due: bool = True,
) -> None:
    """Count a ticket that is in the queue now, and write to whom it concerns. Once for each ticket.

    `contact` and `message` are the ticket's; `counted` what its answers count for; `is_due`: an acknowledgement is.
    """
    if counted is None:
        counted = _counted(read_schema(ticket.form_version_id), ticket.answers.data)
    facts.record(ticket, counted)
    is_acknowledged = is_due and contact and automatic.may_be_written(ticket, contact, now=now)
    with outbox.together():
        if is_acknowledged:
            letters.acknowledge(ticket, message)
        alerts.team_alert(ticket)
    notices.tell(Event.NEW_TICKET, ticket, by=by)


def _keep_what_came(ticket: Ticket, submission: Submission, key: str, now: datetime) -> Message | None:
    """The files of a form belong to its answers; what came by mail is a message with its files."""
    if submission.mail is None:
        uploads.attach(submission.uploads, ticket, message=None, now=now)
        return None
    body = str(submission.answers.get("message", ""))
    return keep_message(ticket, body=body, key=key, files=submission.uploads, mail=submission.mail, now=now)


def _ticket(submission: Submission, key: str, now: datetime) -> Ticket:
    answers, form = submission.answers, submission.version.form
    seen = _facts(form.slug, answers, channel=submission.channel, language=submission.language)
    decision = routing.decide(seen, house.rules(), house.topics(), house.signals())
    team = house.teams().get(decision.team_code) or house.reception()
    if form.confidential and not team.confidential:
        team = form.default_team
    place = _place(answers)
    interpreter = str(answers.get("interpreter_needed", ""))
    ticket = Ticket(
        reference=references.new_reference(timezone.localdate(now), prefix=settings.REFERENCE_PREFIX),
        submission_key=key,
        form=form,
        form_version=submission.version,
        channel=submission.channel,
        priority=decision.priority,
        topic=decision.topic,
        team=team,
        confidential=form.confidential or team.confidential,
        routed_because=decision.because,
        signals=list(decision.signals),
        language=submission.language,
        message_language=submission.message_language,
        reply_language=str(answers.get("reply_language") or submission.language),
        interpreter_language={"no": "", "yes": "other"}.get(interpreter, interpreter),
        office=str(answers.get("preferred_office") or (place.office if place else "")),
        commune=place.nis if place else "",
        read_back=submission.read_back,
        follows=submission.follows,
        seems_to_answer=submission.seems_to_answer,
        opened_at=now,
        last_activity_at=now,
    )
    promise(ticket, form.sla)
    return ticket


def promise(ticket: Ticket, policy: SlaPolicy) -> None:
    """Set both due times from the moment of opening, by the ticket's priority, in opening hours."""
    minutes = {Priority.URGENT: policy.urgent_minutes, Priority.HIGH: policy.high_minutes}.get(
        Priority(ticket.priority), policy.first_response_minutes
    )
    ticket.first_response_due_at = house.due_at(ticket.opened_at, timedelta(minutes=minutes))
    ticket.resolution_due_at = house.due_at(ticket.opened_at, timedelta(minutes=policy.resolution_minutes))


def _place(answers: Mapping[str, Any]) -> places.Place | None:
    return places.find(str(answers.get("postal_code") or answers.get("place") or ""))


def _facts(form: str, answers: Mapping[str, Any], *, channel: str, language: str) -> routing.Facts:
    place = _place(answers)
    return routing.Facts(
        form=form,
        channel=channel,
        topic=str(answers.get("topic", "")),
        needs=tuple(answers.get("needs", ())),
        message=str(answers.get("message", "")),
        organisation=answers.get("writing_for") == "organisation",
        language=language,
        commune=place.nis if place else "",
        answers={key: value if isinstance(value, list) else [str(value)] for key, value in answers.items()},
        appointment_in_days=_opening_days_until(str(answers.get("existing_appointment", ""))),
    )


def signals_in(form: str, answers: Mapping[str, Any]) -> set[str]:
    """Codes of the urgency signals that speak from these answers; `form` is a slug."""
    return set(routing.signals_seen(_facts(form, answers, channel=Channel.WEB, language=""), house.signals()))


def _opening_days_until(typed: str) -> int | None:
    """How many days on which we are open lie before the appointment that was typed (0: today); None when unclear."""
    found = APPOINTMENT.search(typed)
    if not found:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        on = date(year, month, day)
    except ValueError:
        return None
    hours, today = house.opening_hours(), timezone.localdate()
    if not today <= on <= today + timedelta(days=APPOINTMENT_HORIZON_DAYS):
        return None
    return sum(bool(hours.spans_on(today + timedelta(days=number))) for number in range((on - today).days))


def explain(ticket: Ticket) -> list[routing.Tried]:
    """Each rule in order, as it reads this ticket today, up to the first that matches."""
    first = ticket.messages.order_by("pk").first() if ticket.channel == Channel.EMAIL else None
    answers = {**ticket.all_answers, **({"message": first.body} if first else {})}
    facts_of = _facts(ticket.form.slug, answers, channel=ticket.channel, language=ticket.language)
    return routing.explain(facts_of, house.rules(), house.signals())


def _contact(ticket: Ticket, answers: Mapping[str, Any]) -> Contact | None:
    """How to reach the person; nothing at all when she wished to stay anonymous."""
    given = {field: str(answers[key]) for key, field in CONTACT_QUESTIONS.items() if answers.get(key)}
    if not given or answers.get("anonymous") == "yes":
        return None
    number = phones.to_e164(given["phone"]) if "phone" in given else ""
    return Contact.objects.create(ticket=ticket, phone_e164=number, **given)


def search_words(ticket: Ticket, contact: Contact | None, schema: FormSchema, answers: Mapping[str, Any]) -> str:
    """The folded words by which a ticket is found: none when it is confidential."""
    if ticket.confidential:
        return ""
    texts = [key for key, question in schema.questions.items() if question.kind in TEXT_KINDS and key in answers]
    reach = [contact.name, contact.organisation, contact.email, contact.phone, contact.phone_e164] if contact else []
    return index_text(ticket.reference, *reach, *(str(answers[key]) for key in texts))


def _counted(schema: FormSchema, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The codes that may be counted for ever: answers to questions marked `stat`, which hold nothing personal."""
    countable = [key for key, question in schema.questions.items() if question.options.get("stat")]
    return {key: answers[key] for key in countable if key in answers}
