"""How a letter is written: words and facts to one address become subject, plain text, HTML and headers."""

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
from requests_app import letterbook, links
from requests_app.emails import layout, threads
from requests_app.emails.threads import Thread
from requests_app.emails.wording import words_for
from requests_app.intake import languages
from requests_app.letterbook import Words
from requests_app.models import Ticket

DELIMITER_LIMIT = 80  # characters; with its signs it is what notifications/quoting.py looks for


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


@dataclass(frozen=True)
class Written:
    """What the reader sees of a letter."""

    subject: str
    text: str
    html: str


def to_person(
    kind: str, ticket: Ticket, *, to: str, language: str, values: Mapping[str, str], thread: Thread, is_human: bool
) -> Letter:
    """A letter of the letterbook. `is_human`: it brings a person's own words; else a program of ours speaks."""
    speaks = Nature.ACKNOWLEDGEMENT if thread.answers_mail else Nature.AUTOMATIC
    seen = set_out(kind, words_for(kind, language), values, language)
    return Letter(
        kind=kind.removesuffix("_neutral"),
        to=to,
        subject=seen.subject,
        text=seen.text,
        html=seen.html,
        language=language,
        nature=Nature.HUMAN if is_human else speaks,
        headers=thread.headers,
        reply_to=links.reply_address(ticket.pk),
    )


def set_out(kind: str, words: Words, values: Mapping[str, str], language: str) -> Written:
    """The words, filled in and laid out in the direction of their language, without what this letter may not hold."""
    letter = letterbook.LETTERS[kind]
    with translation.override(language):
        right_to_left = languages.direction(language) == "rtl"
        lent = {key: values[key] for key in letter.may_hold}
        paragraphs = layout.paragraphs(words.body, lent)
        subject = letterbook.fill(words.subject, {key: lent[key] for key in letterbook.IN_SUBJECTS})
        context = {
            **_frame(language, layout.led(subject) if right_to_left else subject),
            "delimiter": delimiter() if settings.INBOUND_DOMAIN else "",
            "text": layout.as_text(paragraphs, right_to_left=right_to_left),
            "blocks": [block for paragraph in paragraphs for block in paragraph],
            "button": letter.button,
        }
        text, html = _rendered("email/letter.txt", context), _rendered("email/letter.html", context)
        return Written(context["subject"], text, html)


def delimiter() -> str:
    """The first line of our letters, in the active language: what stands below it in an answer is ours, not theirs."""
    return f"##– {_('Answer above this line')[:DELIMITER_LIMIT]} –##"


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
    """A letter to a colleague: in the words of its templates, in the reader's language. A digest has no one ticket."""
    with translation.override(language):
        seen = {**_frame(language, subject or _subject(kind, ticket)), "ticket": ticket, "delimiter": "", **facts}
        return Letter(
            kind=kind,
            to=to,
            subject=seen["subject"],
            text=_rendered(f"email/{kind}/body.txt", seen),
            html=_rendered(f"email/{kind}/body.html", seen),
            language=language,
            nature=nature,
            headers=threads.with_staff(ticket).headers,
        )


def _rendered(template: str, context: dict[str, Any]) -> str:
    # Django calls safe for a page whatever a template made. A letter is not: on a page it is escaped like all else.
    return render_to_string(template, context) + ""


def _frame(language: str, subject: str) -> dict[str, Any]:
    """What the frame of every letter needs."""
    right_to_left = languages.direction(language) == "rtl"
    return {
        "language": language,
        "direction": "rtl" if right_to_left else "ltr",
        "start": "right" if right_to_left else "left",
        "subject": subject,
        "organisation": settings.ORGANISATION,
        "phone": layout.kept_whole(settings.ORGANISATION["phone"]) if right_to_left else settings.ORGANISATION["phone"],
    }


def _subject(kind: str, ticket: Ticket | None) -> str:
    """Neither topic nor form nor words of anybody: a subject is read over shoulders and on locked screens."""
    subjects = {
        "team_alert": _("New request – %(reference)s"),
    }
    return subjects[kind] % {"reference": ticket.reference if ticket else ""}


def language_for(*wished: str) -> str:
    """The first language in which we have letters; else the reference language."""
    spoken = dict(settings.LANGUAGES)
    return next((code for code in wished if code in spoken), settings.LANGUAGE_CODE)
