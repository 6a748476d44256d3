"""When a letter that could not be delivered is tried again. Values in, values out."""

from datetime import timedelta

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)


def pauses(give_up_after: timedelta) -> tuple[timedelta, ...]:
    """The waits after the first failure, the second, …: doubling, and together no longer than `give_up_after`.

    With five days: 1, 2, 4 … 256 minutes, then every six hours; 27 waits, so 28 tries. The schedule counts tries, not
    days since the letter was written: a worker that was off for a week has not used up anybody's chances.
    """
    waits: list[timedelta] = []
    pause, total = FIRST_PAUSE, timedelta()
    while total + pause <= give_up_after:
        waits.append(pause)
        total += pause
        pause = min(pause * 2, LONGEST_PAUSE)
    return tuple(waits)


def pause_after(tries: int, give_up_after: timedelta) -> timedelta | None:
    """How long to wait after the `tries`-th failure (1, 2, …); None when that was the last try."""
    waits = pauses(give_up_after)
    return waits[tries - 1] if tries <= len(waits) else None
