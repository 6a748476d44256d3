"""What members of staff change about themselves. Teams and rights are the administrator's to give."""

from django.db import transaction

from requests_app.models import User


@transaction.atomic
def describe(user: User, *, name: str, language: str) -> User:
    """Set the name that colleagues and letters show, and the language of the desk."""
    fresh = User.objects.select_for_update().get(pk=user.pk)
    fresh.name, fresh.language = name, language
    fresh._history_user = fresh  # noqa: SLF001  # django-simple-history's own way of naming the author
    fresh.save(update_fields=["name", "language"])
    return fresh
