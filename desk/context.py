"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from desk.health import post_banner
from requests_app.models import User
from requests_app.public.language import in_each_language
from requests_app.triage.held import waiting_for


def site(request: HttpRequest) -> dict[str, Any]:
    """Organisation, other languages of this page, and whether this is a demonstration."""
    return {
        "organisation": settings.ORGANISATION,
        "language_links": in_each_language(request.path, request.META.get("QUERY_STRING", "")),
        "is_demo": settings.DEMO_MAILBOX,
        "post_banner": post_banner,  # asked by the desk's pages only, as is the next
        "mail_waiting": lambda: waiting_for(request.user) if isinstance(request.user, User) else 0,
    }
