"""A form in a frame of another site: which sites may show it, and how its page knows.

A framed page leaves out what the site around it has already, tells it how high it is, and sends the last step to the
whole window: what comes then (reference, code) is worth a window of its own, and cookies of ours count only there.
A confidential form is never framed: the page around it would tell what it is about.
"""

from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from requests_app.services import forms

FIELD = "framed"
SCRIPT_KEPT_SECONDS = 24 * 60 * 60

View = Callable[..., HttpResponse]


def is_framed(request: HttpRequest) -> bool:
    """Whether this page stands in a frame. It says so itself; where the browser knows better, the browser is right."""
    asked = request.POST if request.method == "POST" else request.GET
    return asked.get(FIELD) == "1" and request.headers.get("Sec-Fetch-Dest", "iframe") == "iframe"


def may_be_framed(view: View) -> View:
    """A page of a form: EMBED_ORIGINS may show it in a frame, and no cookie is needed to send it."""

    @wraps(view)
    def walled(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, slug, *args, **kwargs)
        asked = forms.published(slug) if settings.EMBED_ORIGINS and is_framed(request) else None
        if asked is not None and not asked.form.confidential:
            response._csp_replace = {"frame-ancestors": list(settings.EMBED_ORIGINS)}  # type: ignore[attr-defined]  # noqa: SLF001  # what csp_replace sets
            response.xframe_options_exempt = True  # that header knows no list of sites
        return response

    walled.works_without_cookies = True  # type: ignore[attr-defined]  # see desk.middleware.CsrfByOrigin
    return walled


@login_not_required
@require_safe
@cache_control(public=True, max_age=SCRIPT_KEPT_SECONDS)
def script(request: HttpRequest) -> HttpResponse:
    """`/embed.js`: what another site loads. Its address is for ever: it stands in pages that are not ours."""
    response = HttpResponse(_script(), content_type="text/javascript; charset=utf-8")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@cache
def _script() -> bytes:
    return (settings.BASE_DIR / "static" / "js" / "embed.js").read_bytes()
