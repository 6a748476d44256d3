"""Drafts as a browser meets them: a key in a cookie that no script can read, and the pages that use it.

Only public.js asks for a draft to be kept, while one types and with each step. Without a script there is no cookie, and
nothing is kept here before a form is sent.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from requests_app import stamps
from requests_app.public import guards
from requests_app.public.typed import Typed, file_pairs, sorted_out
from requests_app.services import drafts
from requests_app.services.drafts import Content, Found
from requests_app.services.forms import Asked


def find(request: HttpRequest, asked: Asked) -> Found | None:
    """What this browser has typed on the form; no query where there is no key."""
    key = request.COOKIES.get(settings.DRAFT_COOKIE_NAME, "")
    return drafts.find(key, asked.form, now=timezone.now()) if key else None


def resumed(found: Found, asked: Asked) -> Typed:
    """The draft as if its page had just been posted."""
    post = QueryDict(mutable=True)
    for name, value in found.content.pairs:
        post.appendlist(name, value)
    post["submission"] = found.content.submission
    post["remember"] = "1"  # it would not exist otherwise
    post[guards.STAMP] = stamps.new(timezone.now())
    return sorted_out(post, asked)


def keep(request: HttpRequest, response: HttpResponse, typed: Typed, step: str) -> None:
    """Keep what was typed; on a confidential form only where that was asked for, and else nothing stays of it."""
    key, form = request.COOKIES.get(settings.DRAFT_COOKIE_NAME, ""), typed.asked.form
    if form.confidential and not typed.may_remember:
        drafts.erase(key, form)
        return
    key = key if drafts.KEY.fullmatch(key) else drafts.new_key()
    pairs = [*typed.pairs(without=set()), *file_pairs(typed)]
    if drafts.keep(key, form, Content(pairs, typed.submission, step), now=timezone.now()):
        response.set_cookie(
            settings.DRAFT_COOKIE_NAME,
            key,
            max_age=settings.DRAFT_HOURS * 3600,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )


def forget(request: HttpRequest, response: HttpResponse) -> None:
    """Erase all that this browser has typed, on every form, and its key."""
    drafts.erase(request.COOKIES.get(settings.DRAFT_COOKIE_NAME, ""))
    response.delete_cookie(settings.DRAFT_COOKIE_NAME, samesite="Lax")


def was_sent(request: HttpRequest, asked: Asked) -> None:
    """What has become a request is no draft any more."""
    if settings.DRAFT_COOKIE_NAME in request.COOKIES:
        drafts.erase(request.COOKIES[settings.DRAFT_COOKIE_NAME], asked.form)
