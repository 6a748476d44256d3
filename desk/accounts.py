"""How staff log in: by e-mail address, with an account that an administrator made."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from requests_app.connections import client_address


class Adapter(DefaultAccountAdapter):
    """Nobody signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link to a new password. Its host is ours by setting: the Host header is whatever a stranger typed."""
        uid, _sign, secret = key.partition("-")
        # As allauth builds it: the secret may hold dashes, its pattern takes them.
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": secret})
        return f"{settings.SITE_URL}{path}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Names the house by its setting too, not by the Host header."""
        house = {"name": settings.ORGANISATION["short_name"], "domain": urlsplit(settings.SITE_URL).netloc}
        super().send_mail(template_prefix, email, {**context, "current_site": house})

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)


def no_addresses(request: HttpRequest) -> HttpResponse:
    """Log-in addresses are the administrator's to give: whoever sits at an open desk adds none of her own."""
    raise Http404


def typed_address(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """What was typed as the login, in lower case: one name under which failures are counted."""
    typed = (credentials or {}).get("email") or (credentials or {}).get("username")
    if not typed and request is not None:
        typed = request.POST.get("login")
    return str(typed or "").strip().lower()
