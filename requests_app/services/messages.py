"""The exchange with the person, and the notes of the staff."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications import outbox
from requests_app.emails import person as letters
from requests_app.errors import EditedMeanwhile, Refused
from requests_app.models import Message, Note, Ticket, User
from requests_app.models.notices import Event
from requests_app.models.tickets import TRANSITIONS, Outcome, Status
from requests_app.permissions import SYSTEM, Actor, Permission, require
from requests_app.services import facts, notices
from requests_app.services.filing import Mail, add_words, keep_message
from requests_app.services.opening import Submission, open_ticket, submission_key
from requests_app.services.tickets import move

BODY_LIMIT = 20_000


@dataclass(frozen=True)
class Preview:
    """What a reply becomes: the letter exactly as it leaves, or why nobody is written to."""

    recipients: list[str]
    subject: str
    text: str
    html: str
    language: str
    neutral: bool


@dataclass(frozen=True)
class Sent:
    """A reply that is on the ticket, and whom it was written to (nobody: the person must be called)."""

    message: Message
    recipients: list[str]


def preview_reply(ticket: Ticket, *, body: str, by: User) -> Preview:
    """Exactly what would leave and to whom; nothing is changed. Raises PermissionDenied or Refused."""
    require(by, Permission.REPLY, ticket)
    letter = letters.reply_letter(ticket, body=_written(body), by=by)
    if letter is None:
        return Preview([], "", body, "", ticket.reply_language, neutral=False)
    neutral = ticket.requester is not None and letters.is_neutral(ticket, ticket.requester)
    return Preview([letter.to], letter.subject, letter.text, letter.html, letter.language, neutral)


@transaction.atomic
def reply(  # what was written, by whom, having seen what, and what then
    ticket: Ticket,
    *,
    body: str,
    by: User,
    token: str,
    last_seen: int = 0,
    status: str = Status.PENDING,
    outcome: str = "",
) -> Sent:
    """Answer the person: the reply is on the ticket, and a letter leaves if she may be written to.

    The first reply is the first response. `status` is where the ticket goes ("" leaves it); `last_seen` is the newest
    message that the agent had on the screen. The same `token` again gives the reply that is already there.
    Raises PermissionDenied, Refused, or EditedMeanwhile if a message has come that the agent had not seen.
    """
    ticket = Ticket.objects.locked(ticket.pk)
    require(by, Permission.REPLY, ticket)
    key = submission_key(token)
    known = Message.objects.filter(submission_key=key, ticket=ticket).first()
    if known:
        return Sent(known, _recipients(ticket, known))
    if Message.objects.filter(ticket=ticket, pk__gt=last_seen).exists():
        raise EditedMeanwhile(ticket)
    _refuse_status(ticket, status, outcome)

    now = timezone.now()
    message = Message(
        ticket=ticket,
        direction=Message.Direction.OUT,
        body=_written(body),
        author=by,
        submission_key=key,
        created_at=now,
    )
    letter = letters.reply(message)
    message.email_id = letter.message_id if letter else ""
    message.save(force_insert=True)
    add_words(ticket, message.body)
    _after_reply(ticket, status, outcome, by=by, now=now)
    return Sent(message, [letter.to] if letter else [])


def _after_reply(ticket: Ticket, status: str, outcome: str, *, by: User, now: datetime) -> None:
    first = ticket.first_response_at is None
    if first:
        ticket.first_response_at = now
    if status and status != ticket.status:
        ticket.save_change("first_response_at", by=by, why="replied")
        move(ticket, Status(status), outcome=outcome, by=by, now=now)
        return
    ticket.last_activity_at = now
    ticket.save_change("first_response_at", by=by, why="replied")
    if first:
        facts.follow(ticket)


def _refuse_status(ticket: Ticket, status: str, outcome: str) -> None:
    if status and status != ticket.status and status not in TRANSITIONS[ticket.status]:
        raise Refused(_("The request cannot take this status now."))
    if status == Status.RESOLVED and outcome not in Outcome.values[1:]:
        raise Refused(_("Choose how the request ended."))


def _recipients(ticket: Ticket, message: Message) -> list[str]:
    return [ticket.requester.email] if message.email_id and ticket.requester else []


@transaction.atomic
def take_back(message: Message, *, by: User) -> bool:
    """Withdraw the letter of a reply, if it has not begun to leave; True if it never will. The text stays."""
    require(by, Permission.REPLY, message.ticket)
    letter = outbox.OutgoingEmail.objects.filter(message_id=message.email_id).first()
    return letter is not None and outbox.withdraw(letter.pk, by=str(by.pk))


@transaction.atomic
def add_note(ticket: Ticket, *, body: str, by: User, token: str) -> Note:
    """Write something that only staff read. The same `token` again gives the note that is already there."""
    ticket = Ticket.objects.locked(ticket.pk)
    require(by, Permission.NOTE, ticket)
    key = submission_key(token)
    known = Note.objects.filter(submission_key=key, ticket=ticket).first()
    if known:
        return known
    now = timezone.now()
    note = Note(ticket=ticket, body=_written(body), author=by, submission_key=key, created_at=now)
    note.save(force_insert=True)
    ticket.last_activity_at = now
    ticket.save_change(by=by, why="noted")
    return note


@transaction.atomic
def receive_from_robot(ticket: Ticket, *, body: str, token: str, mail: Mail, now: datetime) -> Message:
    """File what a program answered by itself: it changes no status, ends no waiting and causes no letter."""
    ticket = Ticket.objects.locked(ticket.pk)
    key = submission_key(token)
    known = Message.objects.filter(submission_key=key).first()
    return known or keep_message(ticket, body=body.strip(), key=key, mail=mail, origin=Message.Origin.ROBOT, now=now)


@transaction.atomic
def receive(
    ticket: Ticket,
    *,
    body: str,
    token: str,
    files: tuple[str, ...] = (),
    mail: Mail | None = None,
    by: Actor = SYSTEM,
    now: datetime | None = None,
) -> Message:
    """File what the person writes later. Waiting ends, and a resolved ticket opens again within the window.

    After it (REOPEN_WINDOW_DAYS since it was resolved) or once closed, a new ticket that follows the old one takes the
    message: its team sees it as new. The same `token` again gives the message that is already there. `by` is who files
    it, and need not be told.
    Raises Refused when there is neither text nor a file; of what came by mail (`mail`) nothing is refused.
    """
    now = now or timezone.now()
    ticket = Ticket.objects.locked(ticket.pk)
    key = submission_key(token)
    known = Message.objects.filter(submission_key=key).first()
    if known:
        return known
    if not files and mail is None:
        _written(body)
    is_over = _is_over(ticket, now)
    if is_over:
        ticket = _follow_up(ticket, body, token, now)
    message = keep_message(ticket, body=body.strip(), key=key, files=files, mail=mail, now=now)
    add_words(ticket, message.body)
    if ticket.status in (Status.PENDING, Status.RESOLVED, Status.ON_HOLD):
        move(ticket, Status.OPEN, by=SYSTEM, now=now, why="person_wrote")
    else:
        ticket.last_activity_at = now
        ticket.save_change(by=None, why="person_wrote")
    if not is_over and not ticket.is_aside:  # else the team is told of a new ticket, or not before somebody has looked
        notices.tell(Event.PERSON_WROTE, ticket, by=by)
    return message


def _is_over(ticket: Ticket, now: datetime) -> bool:
    window = timedelta(days=settings.REOPEN_WINDOW_DAYS)
    return ticket.status == Status.CLOSED or (ticket.resolved_at is not None and ticket.resolved_at + window < now)


def _follow_up(ticket: Ticket, body: str, token: str, now: datetime) -> Ticket:
    answers = {**ticket.all_answers, "message": body}
    submission = Submission(
        version=ticket.form_version,
        answers=answers,
        token=f"follow-up {token}",
        language=ticket.language,
        message_language=ticket.message_language,
        channel=ticket.channel,
        follows=ticket,
    )
    return open_ticket(submission, by=SYSTEM, now=now).ticket


def _written(body: str) -> str:
    text = body.strip()
    if not text:
        raise Refused(_("Write something first."))
    if len(text) > BODY_LIMIT:
        raise Refused(_("The text is too long: at most %(limit)s characters."), params={"limit": BODY_LIMIT})
    return text
