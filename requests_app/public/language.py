"""The language of the pages: who speaks what, where the same page is in another language, and what is remembered."""

import re
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import is_valid_path
from django.utils.translation import get_language, get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from requests_app.intake import languages

COOKIE_SECONDS = 365 * 24 * 60 * 60
_LIKE_A_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z]+)?", re.IGNORECASE)


def entry(code: str, path: str) -> dict[str, Any]:
    """One language of a menu: its code, what those who speak it call it, its direction, and where it leads."""
    return {"code": code, "autonym": languages.autonym(code), "dir": languages.direction(code), "path": path}


def in_each_language(path: str, query: str = "") -> list[dict[str, Any]]:
    """The same page in every language that is offered; empty where the path is none of a public page."""
    code, _sign, rest = path.removeprefix("/").partition("/")
    if code not in dict(settings.LANGUAGES):
        return []
    return [entry(other, _with_query(f"/{other}/{rest}", query)) for other, _name in settings.LANGUAGES]


def doors(request: HttpRequest, rest: str = "") -> list[dict[str, Any]]:
    """Every language that is offered, those of the browser first, each to its list of forms (or to `rest` there)."""
    offered = [code for code, _name in settings.LANGUAGES]
    wanted = [code for code in _of_browser(request) if code in offered]
    query = request.META.get("QUERY_STRING", "")
    return [entry(code, _with_query(f"/{code}/{rest}", query)) for code in dict.fromkeys([*wanted, *offered])]


def chosen(request: HttpRequest) -> str:
    """The language that this browser remembers, if we still offer it; else nothing."""
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return code if code in dict(settings.LANGUAGES) else ""


def home_of(request: HttpRequest, code: str) -> str:
    """The list of forms in that language, with whatever else the address carried."""
    return _with_query(f"/{code}/", request.META.get("QUERY_STRING", ""))


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Keep the language of this page: who reads the list of forms in it has chosen it."""
    language = get_language() or settings.LANGUAGE_CODE
    if chosen(request) != language:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            COOKIE_SECONDS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def of_no_page(request: HttpRequest) -> dict[str, Any]:
    """What a page that does not exist says, where its address begins with a language that we do not speak (yet).

    `spoken` is that language's own name, or nothing; `doors` lead to the same page in the languages that there are.
    """
    code, _sign, rest = request.path_info.removeprefix("/").partition("/")
    code = code.lower()
    if code in dict(settings.LANGUAGES) or not (languages.is_known(code) or _LIKE_A_CODE.fullmatch(code)):
        return {"spoken": "", "doors": []}
    is_a_page = is_valid_path(f"/{get_language()}/{rest}")
    spoken = entry(code, "") if languages.is_known(code) else ""
    return {"spoken": spoken, "doors": doors(request, rest if is_a_page else "")}


def _of_browser(request: HttpRequest) -> list[str]:
    found = []
    for wanted, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            found.append(get_supported_language_variant(wanted))
        except LookupError:
            continue
    return found


def _with_query(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path
