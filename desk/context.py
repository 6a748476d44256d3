"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.health import post_banner
from requests_app.models import User
from requests_app.public.discreet import is_discreet
from requests_app.public.emergency import emergency
from requests_app.public.framed import is_framed
from requests_app.public.language import in_each_language
from requests_app.triage.held import waiting_for


def emergency_check() -> str:
    """For administrators: what to do about the emergency numbers, where nobody has called them for too long."""
    known = emergency()
    if not known.is_check_due(timezone.localdate()):
        return ""
    if known.checked_on is None:
        return _(
            "Nobody has said when the emergency numbers were last called. "
            "Call each one, then write the day in the file of the numbers."
        )
    sentence = _(
        "The emergency numbers were last called on %(day)s. "
        "Call each one again, then write the day in the file of the numbers."
    )
    return sentence % {"day": known.checked_in_words}


def site(request: HttpRequest) -> dict[str, Any]:
    """Organisation, other languages of this page, and whether this is a demonstration."""
    return {
        "organisation": settings.ORGANISATION,
        "language_links": in_each_language(request.path, request.META.get("QUERY_STRING", "")),
        "is_framed": is_framed(request),
        "is_demo": settings.DEMO_MAILBOX,
        "is_discreet": lambda: is_discreet(request),
        "exit_url": settings.QUICK_EXIT_URL,
        "emergency_check": emergency_check,  # asked where the house is looked after
        "post_banner": post_banner,  # asked by the desk's pages only, as is the next
        "mail_waiting": lambda: waiting_for(request.user) if isinstance(request.user, User) else 0,
    }
