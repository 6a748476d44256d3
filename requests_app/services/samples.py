"""Requests from a JSON file, through the same forms and the same service as the public's.

The file is shaped like seeds/sample_requests.json. Days count back from today, so that demonstrations stay fresh.
"""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from notifications import events, inbox, outbox
from notifications.models import DeliveryEvent, OutgoingEmail, Reason, State
from requests_app.errors import Refused
from requests_app.intake import build
from requests_app.intake.schema import FormSchema
from requests_app.models import Contact
from requests_app.permissions import SYSTEM
from requests_app.services.forms import published
from requests_app.services.guards import Sending
from requests_app.services.opening import Opened, Submission, open_ticket

YES_NO_KEYS = frozenset({"anonymous", "minor_involved"})


def typed(fields: dict[str, Any], schema: FormSchema, on: date) -> QueryDict:
    """What a person would have typed and ticked on the pages: a sample's fields, by question key."""
    data = QueryDict(mutable=True)
    for key, value in _translated(fields, on).items():
        if key in schema.questions and value not in (None, "", []):
            data.setlist(key, [str(one) for one in (value if isinstance(value, list) else [value])])
    return data


def _translated(fields: dict[str, Any], on: date) -> dict[str, Any]:
    known = dict(fields)
    for key in YES_NO_KEYS & known.keys():
        known[key] = "yes" if known[key] else "no"
    # A report asks for the place of the facts where the other forms ask where the person lives.
    known.setdefault("place", fields.get("postal_code", ""))
    known.setdefault("sensitive_consent", "yes")
    known.setdefault("third_party_agreement", "unknown")
    if "incident_days_before" in known:
        known["incident_date"] = (on - timedelta(days=known["incident_days_before"])).strftime("%d/%m/%Y")
    if "residence_card_ordered_days_before" in known:
        ordered = on - timedelta(days=known["residence_card_ordered_days_before"])
        known["residence_card_ordered"] = ordered.strftime("%m/%Y")
    return known


def load(sample: dict[str, Any], *, today: date) -> Opened:
    """Open one ticket from one sample. Loading the same sample on the same day again opens nothing new.

    Raises Refused with the sample's id when the form does not take its answers.
    """
    asked = published(sample["form"].replace("_", "-"))
    if asked is None:
        raise Refused(f"{sample['id']}: there is no open form “{sample['form']}”.")
    on = today - timedelta(days=sample["submitted"]["days_ago"])
    language = sample.get("ui_language", "fr")
    answers, wrong = build.check_all(asked.schema, typed(sample["fields"], asked.schema, on), language)
    if wrong:
        keys = ", ".join(key for _step, form in wrong for key in form.errors)
        raise Refused(f"{sample['id']}: not accepted by the form: {keys}.")
    submission = Submission(
        version=asked.version,
        answers=answers,
        token=f"{sample['id']} {on.isoformat()}",
        language=language,
        message_language=sample.get("message_language", ""),
        sending=Sending(),
    )
    return open_ticket(submission, by=SYSTEM, now=_moment(on, sample["submitted"]["time"]))


def keep_mail(folder: Path) -> int:
    """Let the messages of a folder arrive, as by the pipe; the worker files them. The same again changes nothing."""
    messages = sorted(folder.glob("*.eml"))
    for message in messages:
        inbox.keep(message.read_bytes(), mailbox="pipe")
    return len(messages)


def let_one_come_back(now: datetime) -> bool:
    """Post the acknowledgement of one ordinary request and have it come back, as from an address that does not exist.

    So everybody sees how that looks, and whom to call. Of one in the middle: who tries out the desk meets the others
    first. False if no letter can be posted now, or one came back already.
    """
    if DeliveryEvent.objects.filter(kind=DeliveryEvent.Kind.BOUNCED).exists():
        return False
    contacts = Contact.objects.filter(ticket__confidential=False, safe_contact__in=["", "ok"]).select_related("ticket")
    with_both = [
        one.ticket.reference for one in contacts.order_by("ticket__opened_at", "pk") if one.email and one.phone
    ]
    sent = OutgoingEmail.objects.unopened().filter(kind="acknowledgement", about__in=with_both)
    letters = {letter.about: letter for letter in sent}
    chosen = [letters[reference] for reference in with_both if reference in letters]
    if not chosen:
        return False
    letter = chosen[len(chosen) // 2]
    outbox.deliver(letter.pk, now)
    letter.refresh_from_db(fields=["state"])
    return letter.state == State.SENT and events.note_report(
        letter,
        DeliveryEvent.Kind.BOUNCED,
        key="demo",
        reason=Reason.NO_SUCH_MAILBOX,
        is_permanent=True,
        happened_at=now,
    )


def _moment(on: date, clock: str) -> datetime:
    moment = datetime.combine(on, time.fromisoformat(clock), timezone.get_default_timezone())
    return min(moment, timezone.now())
