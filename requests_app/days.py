"""Days and moments in words, in the active language: with weekday and month, so that nobody has to guess."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def day_in_words(day: date) -> str:
    """A date with its weekday: "mardi 1er décembre 2026", "Tuesday 1 December 2026"."""
    words = date_format(day, "l j F Y")
    return words.replace(" 1 ", " 1er ", 1) if get_language() == "fr" and day.day == 1 else words


def moment_in_words(moment: datetime) -> str:
    """The same with the time of day, as clocks here show it."""
    local = timezone.localtime(moment)
    return _("%(day)s at %(time)s") % {"day": day_in_words(local.date()), "time": date_format(local, _("g:i a"))}
