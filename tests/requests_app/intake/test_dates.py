from contextlib import suppress
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from requests_app.intake.dates import BadDate, PartialDate, parse

TODAY = date(2026, 11, 23)
days = st.dates(date(1900, 1, 1), date(2031, 12, 31))


def refused(text):
    with pytest.raises(BadDate) as refusal:
        parse(text, TODAY)
    with translation.override("en"):
        return refusal.value.messages[0]


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2026", "2026"),
        ("03/2026", "2026-03"),
        ("3/2026", "2026-03"),
        ("2026-03", "2026-03"),
        ("2026/3", "2026-03"),
        ("15/03/2026", "2026-03-15"),
        ("15-3-2026", "2026-03-15"),
        ("15.03.2026", "2026-03-15"),
        ("15 03 2026", "2026-03-15"),
        ("2026-03-15", "2026-03-15"),
        ("15–03–2026", "2026-03-15"),
        ("15/03/26", "2026-03-15"),
        ("05/01/27", "2027-01-05"),
        ("05/01/68", "1968-01-05"),
        ("mars 2026", "2026-03"),
        ("Mars 2026", "2026-03"),
        ("en mars 2026", "2026-03"),
        ("début mars 2026", "2026-03"),
        ("March 2026", "2026-03"),
        ("15 mars 2026", "2026-03-15"),
        ("le 15 mars 2026", "2026-03-15"),
        ("jeudi 1er octobre 2026", "2026-10-01"),
        ("March 15, 2026", "2026-03-15"),
        ("15th of March 2026", "2026-03-15"),
        ("2026 mars", "2026-03"),
        ("août 2026", "2026-08"),
        ("déc. 2025", "2025-12"),
        ("FÉVRIER 2024", "2024-02"),
        ("29/02/2024", "2024-02-29"),
        ("١٥/٠٣/٢٠٢٦", "2026-03-15"),
        ("۱۵-۰۳-۲۰۲۶", "2026-03-15"),
        ("２０２６", "2026"),
        ("mars ٢٠٢٦", "2026-03"),
        ("\u200f15/03/2026 ", "2026-03-15"),
    ],
)
def test_a_date_is_understood_as_exactly_as_it_is_known(typed, iso):
    assert parse(typed, TODAY).iso() == iso


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Write a date like"),
        ("bientôt", "Write a date like"),
        ("mars", "Write a date like"),
        ("15 mars", "Write a date like"),
        ("15/03", "Write a date like"),
        ("03/26", "Write a date like"),
        ("mars avril 2026", "Write a date like"),
        ("15032026", "Write a date like"),
        ("1/2/3/2026", "Write a date like"),
        ("15/03/2026 10:30", "Write a date like"),
        ("2" * 5_000, "Write a date like"),
        ("1404/12/24", "The year must be between 1900 and 2031"),
        ("2032", "The year must be between"),
        ("03/15/2026", "no month 15"),
        ("00/2026", "no month 0"),
        ("30/02/2026", "does not exist"),
        ("29/02/2025", "does not exist"),
        ("0/03/2026", "does not exist"),
    ],
)
def test_a_refusal_says_how_to_write_a_date(typed, says):
    assert says in refused(typed)


@given(days, st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %m %Y"]))
def test_every_day_is_read_in_every_order_of_numbers(day, written):
    assert parse(day.strftime(written), TODAY) == PartialDate(day.year, day.month, day.day)


@given(days, st.booleans(), st.booleans())
def test_what_is_read_is_read_again_from_its_iso_form(day, month_known, day_known):
    partial = PartialDate(day.year, day.month if month_known else None, day.day if month_known and day_known else None)

    assert parse(partial.iso(), TODAY) == partial


@given(st.text() | st.text("0123456789/-. marsch", max_size=15))
def test_any_text_is_a_date_or_is_refused(text):
    with suppress(BadDate):
        assert parse(text, TODAY).iso()[:2] in {"19", "20"}
