"""Moments as a person at the desk says them: "3 h ago", "late by 2 days", "tomorrow, 10:00"."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
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


def exact(at: datetime, now: datetime) -> str:
    """Day and time in the house's own time zone; the year only when it is another one."""
    local, here = timezone.localtime(at), timezone.localtime(now)
    return date_format(local, "j b, H:i" if local.year == here.year else "j b Y, H:i")


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
    time = date_format(local, "H:i")
    if local.date() == here.date():
        return _("today, %(time)s") % {"time": time}
    if local.date() == here.date() + DAY:
        return _("tomorrow, %(time)s") % {"time": time}
    return date_format(local, "D j b, H:i")
