"""Settings of the post room that would quietly send letters twice, or never."""

from typing import Any

from django.conf import settings
from django.core import checks

from notifications.claiming import ANSWERS_PER_LETTER


@checks.register()
def the_lease_outlives_a_slow_server(**_options: Any) -> list[checks.CheckMessage]:
    """A lease shorter than the slowest honest delivery would let a second worker send the same letter."""
    if not settings.EMAIL_TIMEOUT:
        words = "EMAIL_TIMEOUT is not set: one silent mail server would stop every letter."
        return [checks.Error(words, id="notifications.E001")]
    lease, longest = settings.OUTBOX_LEASE_SECONDS, ANSWERS_PER_LETTER * settings.EMAIL_TIMEOUT
    if lease > longest:
        return []
    return [
        checks.Warning(
            f"OUTBOX_LEASE_SECONDS is {lease}, but a slow server may take {longest} seconds over one letter: "
            "a second worker could send it again.",
            hint="Make the lease longer than five times EMAIL_TIMEOUT.",
            id="notifications.W001",
        )
    ]
