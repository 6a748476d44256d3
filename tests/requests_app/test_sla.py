from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.sla import NeverOpen, OpeningHours, due_at, is_open, working_days, working_time

BRUSSELS = ZoneInfo("Europe/Brussels")
SPLIT_DAY = ((time(9), time(12, 30)), (time(13, 30), time(16, 30)))
CHRISTMAS_EVE, CHRISTMAS = date(2026, 12, 24), date(2026, 12, 25)
HOUSE = OpeningHours(
    weekly=dict.fromkeys(range(5), SPLIT_DAY),
    closed=frozenset({CHRISTMAS, date(2027, 1, 1)} | {date(2026, 7, day) for day in range(13, 32)}),
    early={CHRISTMAS_EVE: time(12)},
)
AROUND_THE_CLOCK = OpeningHours(weekly=dict.fromkeys(range(7), ((time(0), time(23, 59)),)))
NIGHT_SHIFT = OpeningHours(weekly=dict.fromkeys(range(7), ((time(1, 30), time(2, 30)), (time(2, 45), time(4)))))
MIDNIGHT_CHANGE = OpeningHours(weekly={4: ((time(0), time(3)),)}, tz=ZoneInfo("Africa/Cairo"))  # 24 April 2026, 00:00

calendars = st.sampled_from([HOUSE, AROUND_THE_CLOCK, NIGHT_SHIFT])
instants = st.datetimes(datetime(2026, 1, 1), datetime(2027, 3, 31), timezones=st.just(UTC))
targets = st.timedeltas(timedelta(0), timedelta(hours=60))


def local(text):
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


def minutes_open(start, end, hours):
    """The slow and obvious way: look at the clock on the wall every minute."""
    count = 0
    while start < end:
        wall = start.astimezone(hours.tz)
        count += any(opens <= wall.time() < closes for opens, closes in hours.spans_on(wall.date()))
        start += timedelta(minutes=1)
    return timedelta(minutes=count)


@pytest.mark.parametrize(
    ("opened", "hours_of_work", "due"),
    [
        ("2026-11-23 10:00", 1, "2026-11-23 11:00"),
        ("2026-11-23 12:00", 1, "2026-11-23 14:00"),  # over lunch
        ("2026-11-23 12:30", 0.5, "2026-11-23 14:00"),  # opened at the minute it closes
        ("2026-11-23 12:00", 0.5, "2026-11-23 12:30"),  # exactly at closing: stays there
        ("2026-11-23 09:00", 6.5, "2026-11-23 16:30"),  # a whole day ends that evening
        ("2026-11-23 09:00", 13, "2026-11-24 16:30"),
        ("2026-11-27 16:00", 1, "2026-11-30 09:30"),  # over the weekend
        ("2026-11-28 11:00", 1, "2026-11-30 10:00"),  # opened on a Saturday
        ("2026-12-24 11:00", 2, "2026-12-28 10:00"),  # early closing, Christmas, weekend
        ("2026-12-31 16:00", 1, "2027-01-04 09:30"),  # over the year
        ("2026-07-10 16:00", 1, "2026-08-03 09:30"),  # over the summer closing
        ("2026-03-27 16:00", 1, "2026-03-30 09:30"),  # clocks go forward on Sunday
        ("2026-10-23 16:00", 1, "2026-10-26 09:30"),  # and back
        ("2026-11-23 08:00", 0, "2026-11-23 09:00"),  # at once, that is at the next opening
        ("2026-11-23 10:00", 0, "2026-11-23 10:00"),
        ("2026-11-23 16:30", 0, "2026-11-23 16:30"),
    ],
)
def test_a_promise_falls_due_in_opening_hours(opened, hours_of_work, due):
    assert due_at(local(opened), timedelta(hours=hours_of_work), HOUSE) == local(due)


@pytest.mark.parametrize(
    ("day", "open_hours"),
    [("2026-03-28", 2.25), ("2026-03-29", 1.5), ("2026-10-25", 3)],
    ids=["an ordinary night", "the hour from 2 to 3 is missing", "the hour from 2 to 3 comes twice"],
)
def test_a_night_shift_is_as_long_as_the_clock_on_the_wall_makes_it(day, open_hours):
    midnight = local(day)

    assert working_time(midnight, midnight + timedelta(days=1), NIGHT_SHIFT) == timedelta(hours=open_hours)


def test_a_country_that_changes_its_clock_at_midnight_loses_that_hour():
    before, after = datetime(2026, 4, 23, tzinfo=UTC), datetime(2026, 4, 25, tzinfo=UTC)

    assert working_time(before, after, MIDNIGHT_CHANGE) == timedelta(hours=2)
    assert minutes_open(before, after, MIDNIGHT_CHANGE) == timedelta(hours=2)


@settings(max_examples=25)
@given(calendars, instants, st.integers(0, 4000))
def test_counting_agrees_with_looking_at_the_wall_every_minute(hours, start, minutes):
    start = start.replace(second=0, microsecond=0)
    end = start + timedelta(minutes=minutes)

    assert working_time(start, end, hours) == minutes_open(start, end, hours)


@settings(max_examples=25)
@given(st.sampled_from(["2026-03-28 22:00", "2026-10-24 22:00"]), st.integers(0, 420), st.integers(0, 420))
def test_counting_agrees_with_the_wall_in_the_nights_of_the_clock_change(evening, first, second):
    start, end = sorted(local(evening).astimezone(UTC) + timedelta(minutes=minutes) for minutes in (first, second))

    assert working_time(start, end, NIGHT_SHIFT) == minutes_open(start, end, NIGHT_SHIFT)


@given(calendars, instants, targets)
def test_the_time_worked_until_the_due_time_is_the_time_promised(hours, opened, target):
    due = due_at(opened, target, hours)

    assert due >= opened
    assert working_time(opened, due, hours) == target


@given(calendars, instants, targets)
def test_nothing_falls_due_outside_opening_hours(hours, opened, target):
    due = due_at(opened, target, hours)

    assert is_open(due, hours) or is_open(due - timedelta(microseconds=1), hours)


@given(calendars, instants, instants, targets, targets)
def test_a_later_start_or_a_longer_promise_is_never_due_earlier(hours, one, other, short, long):
    (early, late), (short, long) = sorted([one, other]), sorted([short, long])

    assert due_at(early, short, hours) <= due_at(late, short, hours)
    assert due_at(early, short, hours) <= due_at(early, long, hours)


@given(calendars, instants, instants, instants)
def test_the_parts_of_a_stretch_add_up_to_the_whole(hours, one, two, three):
    start, middle, end = sorted([one, two, three])

    assert working_time(start, middle, hours) + working_time(middle, end, hours) == working_time(start, end, hours)
    assert working_time(start, middle, hours) <= working_time(start, end, hours)


@given(calendars, instants, targets, targets)
def test_two_promises_one_after_the_other_make_one_long_promise(hours, opened, first, second):
    assert due_at(due_at(opened, first, hours), second, hours) >= due_at(opened, first + second, hours)
    assert working_time(opened, due_at(due_at(opened, first, hours), second, hours), hours) == first + second


def test_the_time_zone_of_the_question_does_not_change_the_answer():
    opened, kyiv = local("2026-11-23 10:00"), ZoneInfo("Europe/Kyiv")

    due = due_at(opened.astimezone(kyiv), working_days(2), HOUSE)

    assert due == local("2026-11-25 10:00")
    assert due.tzinfo is UTC


def test_a_stretch_that_ends_before_it_begins_holds_no_work():
    assert working_time(local("2026-11-24 10:00"), local("2026-11-23 10:00"), HOUSE) == timedelta(0)


@pytest.mark.parametrize(
    "hours",
    [
        OpeningHours(weekly={}),
        OpeningHours(weekly=HOUSE.weekly, closed=frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(900))),
        OpeningHours(weekly={0: SPLIT_DAY}, early={date(2026, 1, 5) + timedelta(weeks=n): time(9) for n in range(130)}),
    ],
    ids=["no hours", "closed for good", "closes when it opens"],
)
def test_a_house_that_never_opens_is_said_aloud(hours):
    with pytest.raises(NeverOpen):
        due_at(local("2026-06-01 10:00"), timedelta(hours=1), hours)


def test_a_closing_of_eleven_months_is_only_a_long_wait():
    closed = frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(330))

    assert due_at(local("2026-01-01 10:00"), timedelta(hours=1), OpeningHours(HOUSE.weekly, closed)) == local(
        "2026-11-27 10:00"
    )


def test_spans_entered_in_disorder_or_twice_are_counted_once():
    hours = OpeningHours(weekly={0: ((time(13), time(17)), (time(9), time(12)), (time(11), time(14)))})

    assert hours.spans_on(date(2026, 11, 23)) == ((time(9), time(17)),)


def test_a_span_that_closes_before_it_opens_is_refused():
    with pytest.raises(ValueError, match="close before they open"):
        OpeningHours(weekly={0: ((time(17), time(9)),)})


@pytest.mark.parametrize("asked", [lambda at: due_at(at, timedelta(0), HOUSE), lambda at: working_time(at, at, HOUSE)])
def test_a_time_without_zone_is_refused(asked):
    with pytest.raises(ValueError, match="no time zone"):
        asked(datetime(2026, 11, 23, 10))


def test_a_negative_promise_is_refused():
    with pytest.raises(ValueError, match="negative"):
        due_at(local("2026-11-23 10:00"), timedelta(minutes=-1), HOUSE)


def test_a_day_that_closes_early_ends_early():
    assert HOUSE.spans_on(CHRISTMAS_EVE) == ((time(9), time(12)),)
    assert HOUSE.spans_on(CHRISTMAS) == ()


def test_five_years_are_walked_in_one_sweep():
    start, end = datetime(2021, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
    worked = working_time(start, end, HOUSE)

    assert worked == 1304 * working_days(1)
    assert due_at(start, worked, HOUSE) == local("2025-12-31 16:30")
