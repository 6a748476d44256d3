"""When a letter is tried again."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from notifications import schedule

FIVE_DAYS = timedelta(days=5)


def test_the_waits_double_from_one_minute_to_six_hours_for_five_days():
    minutes = [int(wait.total_seconds() / 60) for wait in schedule.pauses(FIVE_DAYS)]

    assert minutes == [1, 2, 4, 8, 16, 32, 64, 128, 256] + [360] * 18


def test_the_last_try_is_the_last():
    assert schedule.pause_after(27, FIVE_DAYS) == timedelta(hours=6)
    assert schedule.pause_after(28, FIVE_DAYS) is None


@given(st.timedeltas(min_value=timedelta(), max_value=timedelta(days=60)))
def test_the_waits_never_shrink_and_never_last_longer_than_promised(give_up_after):
    waits = schedule.pauses(give_up_after)

    assert list(waits) == sorted(waits)
    assert sum(waits, timedelta()) <= give_up_after
