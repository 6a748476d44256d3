"""What a person may still do about a letter that has been queued."""

from collections.abc import Iterable

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from notifications import outbox
from notifications.models import OutgoingEmail
from requests_app.errors import Refused
from requests_app.models import Ticket, User
from requests_app.models.letters import Settled
from requests_app.permissions import Permission, may, require

LETTER_SETTLED = "letter_settled"  # in the history of the ticket; the reason's code follows


@transaction.atomic
def withdraw(ticket: Ticket, pk: int, *, by: User) -> None:
    """Take back a letter that has not begun to leave.

    Raises PermissionDenied, ObjectDoesNotExist if it is not about this ticket, or Refused if it is too late.
    """
    _held(ticket, pk, by=by)
    if not outbox.withdraw(pk, by=str(by.pk)):
        raise Refused(_("Too late: this letter has left, or is just leaving."))


@transaction.atomic
def try_again(ticket: Ticket, pk: int, *, by: User) -> None:
    """Send a letter that could not be delivered once more. Raises as `withdraw` does."""
    _held(ticket, pk, by=by)
    if not outbox.try_again(pk):
        raise Refused(_("This letter cannot be sent again: it has left, was withdrawn, or is just leaving."))


@transaction.atomic
def settle(ticket: Ticket, pk: int, *, because: str, by: User) -> None:
    """Take a letter that did not arrive off the list of such letters; who and why (`Settled`) stand in the history.

    Raises as `withdraw` does, and Refused without a reason.
    """
    ticket = Ticket.objects.locked(ticket.pk)
    _held(ticket, pk, by=by)
    if because not in Settled:
        raise Refused(_("Say why nothing more need be done about this letter."))
    if not outbox.settle(pk, by=str(by.pk), because=because):
        raise Refused(
            _("This letter is no longer on the list: it has arrived, is tried again, or was taken off already.")
        )
    ticket.save_change(by=by, why=f"{LETTER_SETTLED} {because}")


@transaction.atomic
def try_all_again(letters: Iterable[OutgoingEmail], *, by: User) -> int:
    """Send these letters once more, as far as `by` may and they can; how many."""
    about = {letter.pk: letter.about for letter in letters}
    tickets = {ticket.reference: ticket for ticket in Ticket.objects.filter(reference__in=set(about.values()))}
    theirs = [pk for pk, name in about.items() if name in tickets and may(by, Permission.REPLY, tickets[name])]
    return sum(outbox.try_again(pk) for pk in theirs)


def _held(ticket: Ticket, pk: int, *, by: User) -> None:
    require(by, Permission.REPLY, ticket)
    if not OutgoingEmail.objects.filter(pk=pk, about=ticket.reference).exists():
        raise ObjectDoesNotExist
