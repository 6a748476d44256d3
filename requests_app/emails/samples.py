"""What stands in for a real request where a letter is shown to those who write its words."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from requests_app import links
from requests_app.days import day_in_words, moment_in_words


def values(language: str) -> dict[str, str]:
    """A value for every placeholder, in that language. The link opens nothing."""
    now = timezone.now()
    with translation.override(language):
        return {
            "reference": f"{settings.REFERENCE_PREFIX}-26-7K4M-2XQR",
            "name": "Oksana",
            "received_at": moment_in_words(now),
            "due_on": day_in_words(timezone.localdate(now + timedelta(days=7))),
            "answer": _("Yes, there is still a place. Come on Tuesday.\n\nPlease bring a pen."),
            "agent": "Amina",
            "link": f"{links.follow_up_home(language)}…/",
            "follow_up_home": links.follow_up_home(language),
            "organisation": settings.ORGANISATION["name"],
        }
