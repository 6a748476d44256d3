"""What every answer carries, and what no expired session may cost."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import get_language_from_path

from desk.headers import PERMISSIONS
from desk.refusals import typed_pairs
from requests_app import texts

STAFF_PLACES = ("/desk/", "/admin/", "/accounts/", "/demo/")
GetResponse = Callable[[HttpRequest], HttpResponse]


def security_headers(get_response: GetResponse) -> GetResponse:
    """Headers that Django has no setting for. Pages are never kept: a shared telephone is the usual case."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not request.path.startswith(settings.STATIC_URL):
            response.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def public_words(get_response: GetResponse) -> GetResponse:
    """Public pages say what the house says: its own words are laid over those of the program."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if get_language_from_path(request.path_info) or request.path_info == "/":
            texts.refresh()
        return get_response(request)

    return middleware


def staff_language(get_response: GetResponse) -> GetResponse:
    """The desk speaks the agent's own language, French or English; public pages take theirs from the address.

    Somebody who has chosen Arabic outside must not find a desk half in Arabic, half in French: then it is French.
    """
    spoken = dict(settings.STAFF_LANGUAGES)

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(STAFF_PLACES):
            shown = translation.get_language() or settings.LANGUAGE_CODE
            wanted = request.user.language if request.user.is_authenticated else shown
            translation.activate(wanted if wanted in spoken else settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
        return get_response(request)

    return middleware


class CsrfByOrigin(CsrfViewMiddleware):
    """Where a browser says itself that our own page sent a form, no cookie has to prove it.

    No page can set `Sec-Fetch-Site` (W3C Fetch Metadata). This is for the forms of the public alone: they act in
    nobody's name, and must work in a frame of another site, where browsers keep no cookie of ours. Browsers that do
    not say it show the token, as everywhere else.
    """

    def process_view(  # type: ignore[override]  # Django's own refuses by HttpResponseForbidden, as we do
        self, request: HttpRequest, callback: Callable[..., HttpResponseBase], callback_args: Any, callback_kwargs: Any
    ) -> HttpResponseBase | None:
        """As Django's, but for views marked `works_without_cookies`."""
        says_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
        if says_ours and getattr(callback, "works_without_cookies", False):
            return None
        return super().process_view(request, callback, callback_args, callback_kwargs)


class KeepTypedText(LoginRequiredMiddleware):
    """Log-in is the default. What an agent had typed when the session ended is shown again, not thrown away."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Open doors come first: where nobody has to log in, no session is read (Django asks the other way round)."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(  # type: ignore[override]  # Django answers with whatever this gives
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        if request.headers.get("HX-Request"):
            # A redirect would put the log-in page into a corner of the page. desk.js asks again without htmx.
            return HttpResponse(status=401)
        if request.method != "POST":
            return super().handle_no_permission(request, view_func)
        return render(request, "account/session_ended.html", {"kept": typed_pairs(request)}, status=401)
