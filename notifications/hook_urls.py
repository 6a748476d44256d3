"""The doors at which a mail provider tells what became of letters, and brings mail: Anymail's, each behind a lock.

Anymail opens a door to everybody, with a warning, when neither a secret (ANYMAIL_WEBHOOK_SECRET, "name:password") nor
the provider's own signature protects it. Here such a door stays shut. What is refused is never quoted: it may be mail.
"""

import logging
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from anymail.exceptions import AnymailConfigurationError, AnymailError
from anymail.urls import urlpatterns as anymail_doors
from anymail.webhooks.base import AnymailBasicAuthMixin
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern

logger = logging.getLogger(__name__)

Door = Callable[..., HttpResponse]


class _ShutUnlessLocked(AnymailBasicAuthMixin):
    """Stands just before Anymail's own check: by then the provider's class has said whether it knows a signature."""

    def __init__(self, **kwargs: Any) -> None:
        if self.warn_if_no_basic_auth and not settings.ANYMAIL.get("WEBHOOK_SECRET"):
            kwargs["webhook_secret"] = secrets.token_urlsafe(32)  # nobody knows it
        super().__init__(**kwargs)


def _locked(door: URLPattern) -> URLPattern:
    view_class: Any = door.callback.view_class  # type: ignore[attr-defined]  # every door is a class of Anymail's
    locked: Any = type(view_class.__name__, (view_class, _ShutUnlessLocked), {})
    return URLPattern(door.pattern, _discreet(locked.as_view(), view_class.__name__), name=door.name)


def _discreet(view: Door, name: str) -> Door:
    """A provider that is not ours has no door here; what Anymail refuses is refused without a word of it in the log."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except AnymailConfigurationError:
            logger.warning("%s was called, and is not set up here.", name)
            raise Http404 from None
        except AnymailError as error:
            raise SuspiciousOperation(f"{name} refused a call: {type(error).__name__}.") from None

    return answer


app_name = "anymail"
# Anymail itself warns against these: a provider's former name, and one that it no longer keeps up with.
LEFT_OUT = ("sendinblue", "sendgrid")
urlpatterns = [_locked(door) for door in anymail_doors if not door.name.startswith(LEFT_OUT)]
