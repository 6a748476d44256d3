"""How staff log in: by e-mail address, with an account that an administrator made."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):
    """Nobody signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def typed_address(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """What was typed as the login, in lower case: one name under which failures are counted."""
    typed = (credentials or {}).get("email") or (credentials or {}).get("username")
    if not typed and request is not None:
        typed = request.POST.get("login")
    return str(typed or "").strip().lower()
