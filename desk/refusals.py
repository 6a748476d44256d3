"""Answers to what Django itself refuses: pages in words, in the language of the page, and nothing typed is lost."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import get_template

from requests_app.public import refusals as public

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token of the page is too old. A public form is shown again with all that was typed; else a plain page."""
    return public.show_again(request) or render(request, "403.html", {"is_stale": True}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What came cannot be read (400), or is too large (413)."""
    is_too_large = isinstance(exception, TOO_LARGE)
    return render(request, "400.html", {"is_too_large": is_too_large}, status=413 if is_too_large else 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """To see, but not to do."""
    return render(request, "403.html", {"is_stale": False}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not there, or not for this person."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our fault. The page is plain text of both languages, so that nothing in it can fail again."""
    return HttpResponseServerError(get_template("500.html").render())
