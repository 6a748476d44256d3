"""How a letter is written: words and facts to one address, subject, plain text and HTML."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from notifications import outbox
from notifications.models import OutgoingEmail
from notifications.outbox import Nature
from requests_app.models import Ticket


@dataclass(frozen=True)
class Letter:
    """A letter as it leaves. `headers` are its own beside what every letter has; `reply_to` is where an answer goes."""

    kind: str
    to: str
    subject: str
    text: str
    html: str
    language: str
    nature: Nature
    headers: Mapping[str, str] = field(default_factory=dict)
    reply_to: str = ""

    def queue(self, *, about: str, not_before: datetime | None = None) -> OutgoingEmail:
        """Keep it for the worker, in the present transaction."""
        return outbox.queue(
            kind=self.kind,
            to=self.to,
            subject=self.subject,
            text=self.text,
            html=self.html,
            about=about,
            language=self.language,
            nature=self.nature,
            headers=self.headers,
            reply_to=self.reply_to,
            not_before=not_before,
        )


def written(  # what, about what, to whom and how, each by name
    kind: str,
    ticket: Ticket | None,
    *,
    to: str,
    language: str,
    nature: Nature,
    facts: dict[str, Any],
    subject: str = "",
) -> Letter:
    """The letter in the words of its templates, in its reader's language. One of many things has no one ticket."""
    with translation.override(language):
        context = {
            "ticket": ticket,
            "organisation": settings.ORGANISATION,
            "subject": subject or _subject(kind, ticket),
            "language": language,
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
            **facts,
        }
        return Letter(
            kind=kind,
            to=to,
            subject=context["subject"],
            text=render_to_string(f"email/{kind}/body.txt", context),
            html=render_to_string(f"email/{kind}/body.html", context),
            language=language,
            nature=nature,
        )


def _subject(kind: str, ticket: Ticket | None) -> str:
    """Neither topic nor form nor words of anybody: a subject is read over shoulders and on locked screens."""
    subjects = {
        "acknowledgement": _("We have received your message – %(reference)s"),
        "reply": _("Your message to us – %(reference)s"),
        "new_link": _("Your new link – %(reference)s"),
        "team_alert": _("New request – %(reference)s"),
    }
    return subjects[kind] % {"reference": ticket.reference if ticket else ""}


def language_for(*wished: str) -> str:
    """The first language in which we have letters; else the reference language."""
    spoken = dict(settings.LANGUAGES)
    return next((code for code in wished if code in spoken), settings.LANGUAGE_CODE)
