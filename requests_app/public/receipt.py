"""What we say of a request that has arrived: on the confirmation page, and on paper that is shown at a desk.

Paper is read by two people, who may share no language: it says everything in the person's language and in French.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language_bidi, override

from requests_app.days import day_in_words, moment_in_words
from requests_app.intake.words import REFERENCE_LANGUAGE, in_language, paragraphs
from requests_app.models import Ticket
from requests_app.public.places import Place, places_of
from requests_app.services import forms


@dataclass(frozen=True)
class Receipt:
    """What is known of the request, in one language."""

    language: str
    direction: str  # of that language: "rtl" or "ltr"
    form_title: str
    sent_on: str
    due_on: str
    next_lines: Sequence[str]
    team: str
    places: Sequence[Place]


def of(ticket: Ticket, language: str) -> Receipt:
    """The receipt in that language."""
    schema = forms.read_schema(ticket.form_version_id)
    with override(language):
        return Receipt(
            language=language,
            direction="rtl" if get_language_bidi() else "ltr",
            form_title=in_language(schema.title),
            sent_on=moment_in_words(ticket.opened_at),
            due_on=day_in_words(timezone.localdate(ticket.first_response_due_at)),
            next_lines=paragraphs(schema.next),
            team=in_language(ticket.team.words),
            places=places_of(ticket),
        )


def for_the_desk(ticket: Ticket, language: str) -> Receipt | None:
    """The same in French, for whoever is shown the page; None where the page is in French already."""
    return None if language == REFERENCE_LANGUAGE else of(ticket, REFERENCE_LANGUAGE)
