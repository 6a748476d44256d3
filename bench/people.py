"""Who asks, and for what: cookies of people who are logged in, rows to look at, forms ready to be sent."""

import json
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from bench.house import House
from bench.load import Ask

ANSWERS = {
    "writing_for": "moi",
    "topic": "autre",
    "message": "Bonjour, j'habite à Dinant et je voudrais une réponse, s'il vous plaît. " * 4,
    "name": "Oksana Kovalenko",
    "preferred_contact": "email",
    "email": "oksana@example.org",
    "phone": "0470/12.34.56",
    "safe_contact": "ok",
    "reply_language": "fr",
    "interpreter_needed": "no",
    "postal_code": "5500",
}
FACTS = """
import json
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db.models import Count
from requests_app.models import Ticket, User
from requests_app.triage.asked import SORTS
def session(name, backend=settings.AUTHENTICATION_BACKENDS[-1]):
    user = User.objects.get(email=f"{name}@example.org")
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store.update({SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: backend,
                  HASH_SESSION_KEY: user.get_session_auth_hash()})
    store.save()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}"
counted = Ticket.objects.annotate(said=Count("messages"))
few = counted.filter(said=3, confidential=False).order_by("pk").last()
many = counted.order_by("-said").first()
team = few.team
rows = Ticket.objects.filter(team=team, status="closed").order_by("-last_activity_at", "-pk")
deep = min(25_000, rows.count() // 2)
print(json.dumps({
    "agent": session("amina"), "manager": session("claire"),
    "floor": session("amina", "django.contrib.auth.backends.ModelBackend"),
    "few": [few.pk, few.reference], "many": [many.pk, many.reference],
    "team": team.code, "team_pk": team.pk, "deep": deep, "cursor": SORTS["activity"].cursor(rows[deep]),
}))
"""


@dataclass(frozen=True)
class People:
    """What the rows of the bench ask for."""

    facts: dict[str, Any]

    @classmethod
    def of(cls, house: House) -> "People":
        return cls(json.loads(house.manage("shell", "-v0", "-c", FACTS)))

    def agent(self, path: str) -> Ask:
        return Ask(path, self.facts["agent"])

    def manager(self, path: str) -> Ask:
        return Ask(path, self.facts["manager"])

    def floor(self, path: str) -> Ask:
        """The same agent, at the yardsticks."""
        return Ask(path, self.facts["floor"], of_floor=True)

    @staticmethod
    def sender() -> Ask:
        """Somebody on the check page who presses the button, each time with a page of her own."""
        token = "b" * 32  # the double-submit cookie: what the page would have given

        def body() -> bytes:
            own = {"csrfmiddlewaretoken": token, "submission": secrets.token_urlsafe(24)}
            return urlencode({**ANSWERS, **own}).encode()

        return Ask("/fr/contact/general/verifier/", f"csrftoken={token}", body)

    @staticmethod
    def floor_sender() -> Ask:
        return Ask("/yardstick/send/", "", lambda: urlencode(ANSWERS).encode(), of_floor=True)
