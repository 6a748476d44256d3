"""Where our forms stand elsewhere: links that answer a question already, and the lines for another site's page."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from requests_app import drawing
from requests_app.intake.words import REFERENCE_LANGUAGE, in_language
from requests_app.permissions import Permission
from requests_app.reports.doors import only_for
from requests_app.reports.poster import address, draw
from requests_app.services import forms
from requests_app.services.forms import Asked


@require_GET
@only_for(Permission.STATEMENTS)
def share(request: HttpRequest) -> HttpResponse:
    """Every open form: its address in each language, its links, its snippet."""
    shared = [_shared(asked) for asked in forms.open_forms()]
    return render(request, "reports/share.html", {"shared": shared, "origins": settings.EMBED_ORIGINS})


@require_GET
@only_for(Permission.STATEMENTS)
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    """A poster of one form as a PDF, to print."""
    asked = forms.published(slug)
    if asked is None:
        raise Http404
    try:
        document = draw(asked)
    except (drawing.Busy, drawing.NoPango):
        messages.error(request, _("The poster could not be drawn now. Try again in a moment."))
        return redirect("reports:share")
    response = HttpResponse(document, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{slug}.pdf"'
    return response


def _shared(asked: Asked) -> dict[str, Any]:
    here = address(asked, REFERENCE_LANGUAGE)
    title = in_language(asked.schema.title)
    is_confidential = asked.form.confidential
    snippet = render_to_string(
        "reports/_snippet.html",
        {"address": here, "title": in_language(asked.schema.title, REFERENCE_LANGUAGE), "site": settings.SITE_URL},
    )
    return {
        "slug": asked.form.slug,
        "title": title,
        "is_confidential": is_confidential,
        "addresses": [
            {"code": code, "name": name, "address": address(asked, code)} for code, name in settings.LANGUAGES
        ],
        "links": [] if is_confidential else _links(asked, here),
        "snippet": "" if is_confidential else snippet.strip(),
    }


def _links(asked: Asked, address: str) -> list[dict[str, str]]:
    """One for each choice of the first question that has pictures: what a form is mostly about."""
    pictured = [
        question for question in asked.schema.questions.values() if any(choice.pictogram for choice in question.choices)
    ]
    return [
        {"label": in_language(choice.label), "address": f"{address}?{urlencode({question.key: choice.value})}"}
        for question in pictured[:1]
        for choice in question.choices
    ]
