"""Pages about the pages: privacy, from the forms as they are; accessibility, as the European model has it."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from requests_app.intake.words import in_language, paragraphs
from requests_app.public import confirmation
from requests_app.services import forms
from requests_app.services.forms import Asked


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What each open form asks, why, who reads it and how long it is kept: read from the forms as they are."""
    context = {
        "forms": [_described(asked) for asked in forms.open_forms()],
        "cookies": {
            "csrf": settings.CSRF_COOKIE_NAME,
            "language": settings.LANGUAGE_COOKIE_NAME,
            "sent": confirmation.COOKIE,
            "session": settings.SESSION_COOKIE_NAME,
        },
        "session_minutes": settings.FOLLOW_UP_SESSION_MINUTES,
        "confirmation_minutes": settings.CONFIRMATION_MINUTES,
    }
    return render(request, "public/privacy.html", context)


def _described(asked: Asked) -> dict[str, Any]:
    questions = asked.schema.questions.values()
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
            for question in questions
        ],
    }


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The declaration (model of Decision (EU) 2018/1523), a draft until somebody has audited."""
    return render(request, "public/accessibility.html")
