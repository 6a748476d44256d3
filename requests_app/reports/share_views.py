"""Where our forms stand elsewhere: links that answer a question already, and the lines for another site's page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import override
from django.views.decorators.http import require_GET

from requests_app.intake.words import REFERENCE_LANGUAGE, in_language
from requests_app.permissions import Permission
from requests_app.reports.doors import only_for
from requests_app.services import forms
from requests_app.services.forms import Asked


@require_GET
@only_for(Permission.STATEMENTS)
def share(request: HttpRequest) -> HttpResponse:
    """Every open form: its address in each language, its links, its snippet."""
    shared = [_shared(asked) for asked in forms.open_forms()]
    return render(request, "reports/share.html", {"shared": shared, "origins": settings.EMBED_ORIGINS})


def _shared(asked: Asked) -> dict[str, Any]:
    address = _address(asked, REFERENCE_LANGUAGE)
    title = in_language(asked.schema.title)
    is_confidential = asked.form.confidential
    snippet = render_to_string(
        "reports/_snippet.html",
        {"address": address, "title": in_language(asked.schema.title, REFERENCE_LANGUAGE), "site": settings.SITE_URL},
    )
    return {
        "slug": asked.form.slug,
        "title": title,
        "is_confidential": is_confidential,
        "addresses": [
            {"code": code, "name": name, "address": _address(asked, code)} for code, name in settings.LANGUAGES
        ],
        "links": [] if is_confidential else _links(asked, address),
        "snippet": "" if is_confidential else snippet.strip(),
    }


def _address(asked: Asked, language: str) -> str:
    with override(language):
        return settings.SITE_URL + reverse("public:form-start", args=[asked.form.slug])


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
