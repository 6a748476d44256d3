"""One letter, sent the way of all letters, to an address that the operator names."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from notifications import outbox
from notifications.doctor.findings import About, Finding
from notifications.models import LEFT_STATES, OutgoingEmail, State

KIND = "doctor"


def send(address: str, *, now: datetime) -> Finding:
    """Queue a letter and post it at once. Should it not leave now, the worker goes on trying, as with any letter."""
    about = About(_("Trial letter"))
    try:
        with transaction.atomic():
            letter = outbox.queue(
                kind=KIND,
                to=address,
                subject=_("Trial letter of the desk"),
                text=_(
                    "This letter was sent by “manage.py doctor”. That you read it shows that letters leave and arrive."
                ),
                not_before=now,
            )
    except outbox.UnfitLetter:
        return about.repair("trial_address", _("This is not one e-mail address."), _("Give one after --send-to."))
    answer = outbox.deliver(letter.pk, now)
    state = OutgoingEmail.objects.values_list("state", flat=True).get(pk=letter.pk)
    if state in LEFT_STATES:
        words = _("The mail server has taken it. Look whether it arrives, and whether it lies among the unwanted mail.")
        return about.right("trial_left", words)
    if state == State.REFUSED:
        words = _("The mail server refused it for good (code %(code)s).") % {"code": (answer and answer.code) or "–"}
        todo = _("Look whether the address is right; then put right what stands above about the mail server.")
        return about.repair("trial_refused", words, todo)
    if answer is None:
        words = _("It waits; a worker has taken it, or the mail server is being left alone for a while.")
        return about.look("trial_waits", words, _("Look in a few minutes whether it arrived."))
    words = _("It could not leave now (code %(code)s); the worker will try again.") % {"code": answer.code or "–"}
    return about.repair("trial_later", words, _("Put right what stands above about the mail server."))
