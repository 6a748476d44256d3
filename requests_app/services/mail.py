"""What becomes of a message that came by mail: on a ticket, a ticket of its own, or kept without effect. One verb each.

The house itself decides by `requests_app/mailbox.py`; a person decides what the house only holds. Nothing is deleted.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from notifications import inbox, parsing, signs
from notifications.models import UNSETTLED, Fate, IncomingEmail
from notifications.parsing import ParsedMail
from requests_app.errors import Refused
from requests_app.models import Message, Ticket
from requests_app.permissions import SYSTEM, Actor, Permission, person, require
from requests_app.services import messages, notices, uploads
from requests_app.services.filing import Mail
from requests_app.services.forms import confidential_teams, mail_addresses, published
from requests_app.services.opening import Submission, open_ticket
from requests_app.services.threads import DELIVERED_TO

LEFT_OUT = "(…)"  # stands for words that a message does not have


def open_from(  # the row, by whom, and how much the house already knows of it
    row: IncomingEmail,
    *,
    by: Actor,
    mail: ParsedMail | None = None,
    seems_to_answer: Ticket | None = None,
    is_acknowledged: bool = False,
    now: datetime | None = None,
) -> Ticket:
    """Open a ticket of the form whose address was written to (else of MAIL_FORM); the message is its first.

    The same message again, by whatever door, is the same ticket. Only the house acknowledges, never a person's click.
    Raises PermissionDenied, LookupError if there is no form to open, or Refused if the row was dealt with meanwhile or
    means a confidential ticket, whose words would become an ordinary one.
    """
    mail = mail or _read(row)
    files = _keep_files(mail)
    with transaction.atomic():
        _lock(row, by=by)
        require(by, Permission.INTAKE)
        asked = published(_form_for(row.recipient, mail))
        if asked is None:
            raise LookupError("MAIL_FORM is no published form.")
        if row.held_for and not asked.form.confidential:
            raise Refused(_("It seems to belong to a confidential request, so it cannot become another one."))
        _name, address = requester_of(mail)
        submission = Submission(
            version=asked.version,
            answers=_answers(mail),
            token=token_of(row),
            channel="email",
            uploads=files,
            mail=Mail(row=row.pk, sender=address, message_id=mail.message_id),
            seems_to_answer=seems_to_answer,
            is_acknowledged=is_acknowledged,
        )
        ticket = open_ticket(submission, by=by, now=now or row.received_at).ticket
        _settle(row, Fate.FILED, ticket, by=by, now=now)
    return ticket


def append_to(
    row: IncomingEmail, ticket: Ticket, *, by: Actor, mail: ParsedMail | None = None, now: datetime | None = None
) -> Message:
    """File the message as what the person wrote; the ticket moves as it does when she writes on its page.

    Raises PermissionDenied, or Refused if the row was dealt with meanwhile.
    """
    mail = mail or _read(row)
    files = _keep_files(mail)
    with transaction.atomic():
        _lock(row, by=by)
        require(by, Permission.REPLY, ticket)
        message = messages.receive(
            ticket, body=words_of(mail), token=token_of(row), files=files, mail=_mail(row, mail), by=by, now=now
        )
        _settle(row, Fate.FILED, message.ticket, by=by, now=now)
    return message


def append_from_robot(row: IncomingEmail, ticket: Ticket, *, mail: ParsedMail, now: datetime) -> Message:
    """File what a program answered: to be read, and without any effect."""
    with transaction.atomic():
        message = messages.receive_from_robot(
            ticket, body=words_of(mail), token=token_of(row), mail=_mail(row, mail), now=now
        )
        _settle(row, Fate.FILED, ticket, now=now)
    return message


@transaction.atomic
def hold(row: IncomingEmail, ticket: Ticket | None, *, because: str, now: datetime) -> None:
    """Leave the decision to a person: of the ticket's team if it seems to belong to one, else of the reception."""
    _settle(row, Fate.HELD, ticket, because=because, now=now)
    notices.mail_held(ticket, team=row.held_for)


@transaction.atomic
def drop(row: IncomingEmail, ticket: Ticket | None, *, because: str, now: datetime) -> None:
    """Keep it with its reason; nothing else happens."""
    _settle(row, Fate.DROPPED, ticket, because=because, now=now)


@transaction.atomic
def set_aside(row: IncomingEmail, *, by: Actor) -> None:
    """Decide that nothing need happen. Raises PermissionDenied, or Refused if the row was dealt with meanwhile."""
    _lock(row, by=by)
    require(by, Permission.INTAKE)
    inbox.settle(row, Fate.DROPPED, because="set_aside", by=_name_of(by))


def confidential_team(recipient: str, mail: ParsedMail) -> str:
    """Whose decision alone a message is that belongs to no ticket, where the form it was written to is confidential."""
    return confidential_teams().get(_form_for(recipient, mail), "")


def token_of(row: IncomingEmail) -> str:
    """What makes filing the same message twice harmless, whichever door each copy came by."""
    return f"mail {row.message_key} {row.body_hash}"


def requester_of(mail: ParsedMail) -> tuple[str, str]:
    """Name and address of whom an answer would reach: Reply-To stands in where From is a program that takes none."""
    name, address = mail.sender
    if not address or signs.NO_REPLY.match(address):
        return next(iter(mail.addresses("reply-to")), (name, ""))
    return name, address


def words_of(mail: ParsedMail) -> str:
    """What the ticket shows of a message: its words, quotations included; without any, its subject."""
    return mail.text or mail.subject or LEFT_OUT


def _answers(mail: ParsedMail) -> dict[str, str]:
    name, address = requester_of(mail)
    body = words_of(mail)
    if mail.subject and mail.subject not in body:
        body = f"{mail.subject}\n\n{body}"
    answers = {"message": body, "name": name, "email": address, "preferred_contact": "email" if address else ""}
    return {question: answer for question, answer in answers.items() if answer}


def _form_for(recipient: str, mail: ParsedMail) -> str:
    written_to = {address.lower() for _name, address in mail.addresses(*DELIVERED_TO)} | {recipient.lower()}
    return next((slug for address, slug in mail_addresses().items() if address in written_to), settings.MAIL_FORM)


def _mail(row: IncomingEmail, mail: ParsedMail) -> Mail:
    return Mail(row=row.pk, sender=mail.sender[1], message_id=mail.message_id)


def _read(row: IncomingEmail) -> ParsedMail:
    return parsing.parse(inbox.raw_of(row))


def _keep_files(mail: ParsedMail) -> tuple[str, ...]:
    """Seal the files before any row is held: they are large. If the filing fails, they go as forgotten uploads do."""
    return tuple(uploads.keep_from_mail(file.name, file.content).token for file in mail.files)


def _lock(row: IncomingEmail, *, by: Actor) -> None:
    """Let one person after the other decide; a worker needs no lock, for it has claimed the message. Raises Refused."""
    if person(by) is None:
        return
    undecided = IncomingEmail.objects.select_for_update().filter(pk=row.pk, fate__in=UNSETTLED)
    if not undecided.values_list("pk", flat=True):
        raise _dealt_with()


def _settle(
    row: IncomingEmail, fate: Fate, about: Ticket | None, *, because: str = "", by: Actor = SYSTEM, now: datetime | None
) -> None:
    """Write down what became of it. Raises Refused, which undoes the rest, if whoever claimed it later was quicker."""
    row.about = about.reference if about else ""
    if not inbox.settle(row, fate, because=because, by=_name_of(by), now=now):
        raise _dealt_with()


def _dealt_with() -> Refused:
    return Refused(_("This message has been dealt with meanwhile."))


def _name_of(by: Actor) -> str:
    user = person(by)
    return str(user.pk) if user else ""
