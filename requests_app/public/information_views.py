"""Pages about the pages: privacy, accessibility, cookies."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from requests_app.days import day_in_words
from requests_app.models.statements import StatementKind
from requests_app.public.emergency import emergency
from requests_app.services import statements


@login_not_required
@require_safe
def statement(request: HttpRequest, kind: StatementKind) -> HttpResponse:
    """One statement, a draft until a manager has approved these words."""
    standing = statements.standing(kind)
    context = {
        "title": kind.label,
        "body": mark_safe(statements.body(kind)),  # noqa: S308  # rendered from a template of ours, which escapes
        "standing": standing,
        "approved_on": day_in_words(timezone.localdate(standing.approved_at)) if standing.approved_at else "",
    }
    return render(request, "public/statement.html", context)


@login_not_required
@require_safe
def urgent(request: HttpRequest) -> HttpResponse:
    """What cannot wait until somebody has read a form: whom to call, need by need."""
    return render(request, "public/urgent.html", {"emergency": emergency()})
