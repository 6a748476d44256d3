"""What members of staff change about themselves. Teams and rights are the administrator's to give."""

from django.db import transaction

from requests_app.models import User
from requests_app.models.history import sign


@transaction.atomic
def describe(user: User, *, name: str, language: str) -> User:
    """Set the name that colleagues and letters show, and the language of the desk."""
    fresh = User.objects.select_for_update().get(pk=user.pk)
    fresh.name, fresh.language = name, language
    sign(fresh, by=fresh, why="described")
    fresh.save(update_fields=["name", "language"])
    return fresh
