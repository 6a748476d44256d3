"""The statements of the site: written from the settings as they are, and a draft until a manager approves those words.

Privacy: GDPR articles 13 and 30. Accessibility: the model of Decision (EU) 2018/1523. Cookies: article 5(3) of
Directive 2002/58/EC, which asks no consent for what is strictly needed, and to tell all the same.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app import permissions
from requests_app.intake.words import REFERENCE_LANGUAGE, in_language, paragraphs
from requests_app.models import StatementApproval, User
from requests_app.models.history import sign
from requests_app.models.statements import StatementKind
from requests_app.permissions import Permission
from requests_app.remembered import forget, remembered
from requests_app.services import forms
from requests_app.services.forms import Asked


@dataclass(frozen=True)
class Standing:
    """Whether somebody stands behind the words of a statement as they are now."""

    kind: StatementKind
    approved_at: datetime | None  # the last time anybody did
    approved_by: str
    is_approved: bool  # these very words


def body(kind: StatementKind) -> str:
    """The statement as HTML, in the active language."""
    return render_to_string(_TEMPLATES[kind], _FACTS[kind]())


def standing(kind: StatementKind) -> Standing:
    """Who approved it, and whether it still says the same."""
    approval = _approvals().get(kind)
    if approval is None:
        return Standing(kind, None, "", is_approved=False)
    name = approval.approved_by.name if approval.approved_by else ""
    return Standing(kind, approval.approved_at, name, is_approved=approval.fingerprint == fingerprint(kind))


@remembered
def fingerprint(kind: StatementKind) -> str:
    """The sum of its words in the reference language. Translations have reviewers of their own."""
    with translation.override(REFERENCE_LANGUAGE):
        words = " ".join(body(kind).split())
    return hashlib.sha256(words.encode()).hexdigest()


@transaction.atomic
def approve(kind: StatementKind, seen: str, *, by: User) -> bool:
    """The manager stands behind the words that she has `seen` (their fingerprint). False where they have changed since.

    Raises PermissionDenied.
    """
    permissions.require(by, Permission.STATEMENTS)
    if seen != fingerprint(kind):
        return False
    approval = StatementApproval.objects.filter(kind=kind).first() or StatementApproval(kind=kind)
    approval.fingerprint, approval.approved_by, approval.approved_at = seen, by, timezone.now()
    sign(approval, by=by, why="approved")
    approval.save()
    transaction.on_commit(forget)
    return True


@remembered
def _approvals() -> dict[str, StatementApproval]:
    return {row.kind: row for row in StatementApproval.objects.select_related("approved_by")}


def _privacy() -> dict[str, Any]:
    return {"forms": [_described(asked) for asked in forms.open_forms()]}


def _described(asked: Asked) -> dict[str, Any]:
    return {
        "title": in_language(asked.schema.title),
        "paragraphs": paragraphs(asked.schema.privacy),
        "team": in_language(asked.form.default_team.words),
        "months": asked.form.retention_months,
        "is_confidential": asked.form.confidential,
        "questions": [
            {
                "label": in_language(question.label),
                "required": question.required and question.shown_when is None,
                "depends": bool(question.shown_when or question.required_when),
            }
            for question in asked.schema.questions.values()
        ],
    }


def _accessibility() -> dict[str, Any]:
    return {"organisation": settings.ORGANISATION, "languages": [name for _code, name in settings.LANGUAGES]}


def _cookies() -> dict[str, Any]:
    return {"cookies": cookies()}


def cookies() -> dict[str, str]:
    """Every cookie that a public page may set, by name: what it is for, and how long it stays."""
    return {
        settings.CSRF_COOKIE_NAME: _("It protects the forms. Gone when you close the browser."),
        settings.LANGUAGE_COOKIE_NAME: _("It remembers the language that you chose. One year."),
        settings.SENT_COOKIE_NAME: _("It lets you see the page with your reference again. %(minutes)s minutes at most.")
        % {"minutes": settings.CONFIRMATION_MINUTES},
        settings.DRAFT_COOKIE_NAME: ngettext(
            "It lets you go on with a form that you began. %(hours)s hour. "
            "On the form against discrimination, only if you ask for it.",
            "It lets you go on with a form that you began. %(hours)s hours. "
            "On the form against discrimination, only if you ask for it.",
            settings.DRAFT_HOURS,
        )
        % {"hours": settings.DRAFT_HOURS},
        settings.SESSION_COOKIE_NAME: _(
            "Only when you open your request again, so that you can read it. %(minutes)s minutes."
        )
        % {"minutes": settings.FOLLOW_UP_SESSION_MINUTES},
    }


_TEMPLATES = {
    StatementKind.PRIVACY: "public/statements/privacy.html",
    StatementKind.ACCESSIBILITY: "public/statements/accessibility.html",
    StatementKind.COOKIES: "public/statements/cookies.html",
}
_FACTS = {
    StatementKind.PRIVACY: _privacy,
    StatementKind.ACCESSIBILITY: _accessibility,
    StatementKind.COOKIES: _cookies,
}
