"""Moments as a person at the desk says them: "3 h ago", "late by 2 days", "tomorrow, 10:00"."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SOON = timedelta(days=1)  # a promise that falls due within this time is shown as pressing


def ago(at: datetime, now: datetime) -> str:
    """How long ago, to one unit; a clock that runs ahead says "just now"."""
    passed = now - at
    if passed < MINUTE:
        return _("just now")
    if passed < HOUR:
        return ngettext("%(count)s min ago", "%(count)s min ago", passed // MINUTE) % {"count": passed // MINUTE}
    if passed < DAY:
        return ngettext("%(count)s h ago", "%(count)s h ago", passed // HOUR) % {"count": passed // HOUR}
    return ngettext("%(count)s day ago", "%(count)s days ago", passed // DAY) % {"count": passed // DAY}


def full(at: datetime) -> str:
    """Day, month in words, year and time, in the house's own time zone."""
    local = timezone.localtime(at)
    return f"{local.day} {MONTHS[local.month]} {local.year}, {local:%H:%M}"


def clock(at: datetime) -> str:
    """The time to the second, in the house's own time zone."""
    return f"{timezone.localtime(at):%H:%M:%S}"


def exact(at: datetime, now: datetime) -> str:
    """Day and time in the house's own time zone; the year only when it is another one."""
    local, here = timezone.localtime(at), timezone.localtime(now)
    return _day_and_time(local) if local.year == here.year else _day_and_time(local, year=f" {local.year}")


def _day_and_time(local: datetime, year: str = "") -> str:
    # Not date_format(): a list says many moments, and this is ten times as quick.
    return f"{local.day} {MONTHS_3[local.month]}{year}, {local:%H:%M}"


def due_kind(at: datetime | None, now: datetime) -> str:
    """How pressing a promise is: "late", "soon" or ""."""
    if at is None or at - now > SOON:
        return ""
    return "late" if at < now else "soon"


def due(at: datetime, now: datetime) -> str:
    """When a promise falls due, or by how much it is broken."""
    if at < now:
        late = now - at
        if late < HOUR:
            return _("late by %(count)s min") % {"count": max(1, late // MINUTE)}
        if late < DAY:
            return _("late by %(count)s h") % {"count": late // HOUR}
        return ngettext("late by %(count)s day", "late by %(count)s days", late // DAY) % {"count": late // DAY}
    local, here = timezone.localtime(at), timezone.localtime(now)
    time = f"{local:%H:%M}"
    if local.date() == here.date():
        return _("today, %(time)s") % {"time": time}
    if local.date() == here.date() + DAY:
        return _("tomorrow, %(time)s") % {"time": time}
    return f"{WEEKDAYS_ABBR[local.weekday()]} {_day_and_time(local)}"
