"""Answers to what Django itself refuses: pages in words, in the language of the page, and nothing typed is lost."""

from contextlib import suppress

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, UnreadablePostError
from django.shortcuts import render
from django.template.loader import get_template

from requests_app.public import language
from requests_app.public import refusals as public

PIECE_BYTES = 64 * 1024
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token of the page is too old. What was typed is shown again, to anybody; else a plain page."""
    return (
        public.show_again(request)
        or _send_again(request)
        or render(request, "403.html", {"is_stale": True}, status=403)
    )


def typed_pairs(request: HttpRequest) -> list[tuple[str, str]]:
    """What was posted, as pairs of name and value, without tokens and passwords. Files cannot be kept."""
    pairs = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    return [(name, value) for name, value in pairs if name != "csrfmiddlewaretoken" and "password" not in name]


def _send_again(request: HttpRequest) -> HttpResponse | None:
    """For staff whose token changed, as at each log-in. Only for a form of our own: another site's is refused."""
    is_ours = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    if not is_ours or request.headers.get("HX-Request") or not request.user.is_authenticated:
        return None
    return render(request, "account/session_ended.html", {"kept": typed_pairs(request)}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What came cannot be read (400), or is too large (413)."""
    is_too_large = isinstance(exception, TOO_LARGE)
    _read_to_the_end(request)
    return render(request, "400.html", {"is_too_large": is_too_large}, status=413 if is_too_large else 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """To see, but not to do."""
    return render(request, "403.html", {"is_stale": False}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not there, or not for this person; or in a language that we do not speak: then with those that we do."""
    return render(request, "404.html", language.of_no_page(request), status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our fault. The page is plain text of both languages, so that nothing in it can fail again."""
    # From the address alone: what is confidential would have to be asked of what may be broken.
    is_theirs = any(f"/{place}/" in request.path for place in ("contact", "suivi"))
    page = get_template("500.html").render({"exit_url": settings.QUICK_EXIT_URL if is_theirs else ""})
    return HttpResponseServerError(page)


def _read_to_the_end(request: HttpRequest) -> None:
    """A browser that is still sending would show its own "connection reset" instead of our page."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.REQUEST_LIMIT_BYTES:
        return  # nobody types as much: that connection may break
    with suppress(UnreadablePostError):
        while request.read(PIECE_BYTES):
            pass
