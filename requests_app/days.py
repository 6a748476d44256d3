"""Days and moments in words, in the active language: with weekday and month, so that nobody has to guess.

Names and order come from CLDR (through babel), because Django knows neither for Pashto, Tigrinya, Somali and Kurdish.
The calendar is the Gregorian one and the digits are European: those that stand on the letters and clocks of Belgium.
"""

from datetime import date, datetime

from babel import Locale
from babel.dates import format_date
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from requests_app.wordbook import REFERENCE_LANGUAGE

# Where the order that people here write differs from the first of CLDR's for that language.
PATTERNS = {"en": "EEEE d MMMM y"}
# Clocks of Belgium count to 24; French and English say the hour as they are used to.
HOURS = {"fr": r"G \h i", "en": "g:i a"}
HOURS_ELSEWHERE = "H:i"


def day_in_words(day: date) -> str:
    """A date with its weekday: "mardi 1er décembre 2026", "вівторок, 1 грудня 2026 р."."""
    language = get_language() or REFERENCE_LANGUAGE
    words = format_date(day, PATTERNS.get(language, "full"), locale=Locale.parse(to_locale(language)))
    return words.replace(" 1 ", " 1er ", 1) if language == "fr" and day.day == 1 else words


def moment_in_words(moment: datetime) -> str:
    """The same with the time of day, as clocks here show it."""
    local = timezone.localtime(moment)
    hour = date_format(local, HOURS.get(get_language() or REFERENCE_LANGUAGE, HOURS_ELSEWHERE))
    return _("%(day)s at %(time)s") % {"day": day_in_words(local.date()), "time": hour}
