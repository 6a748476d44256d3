from datetime import date, time

import pytest

from requests_app.closing_days import belgian_closing_days, proposed_closing_days


def test_the_year_has_its_ten_legal_holidays_and_the_day_of_the_federation():
    assert belgian_closing_days(2026) == [
        (date(2026, 1, 1), "Nouvel An"),
        (date(2026, 4, 6), "Lundi de Pâques"),
        (date(2026, 5, 1), "Fête du Travail"),
        (date(2026, 5, 14), "Ascension"),
        (date(2026, 5, 25), "Lundi de Pentecôte"),
        (date(2026, 7, 21), "Fête nationale"),
        (date(2026, 8, 15), "Assomption"),
        (date(2026, 9, 27), "Fête de la Fédération Wallonie-Bruxelles"),
        (date(2026, 11, 1), "Toussaint"),
        (date(2026, 11, 11), "Jour de l'Armistice"),
        (date(2026, 12, 25), "Noël"),
    ]


@pytest.mark.parametrize("year", range(2024, 2045))
def test_every_year_has_eleven_days_and_never_the_two_sundays(year):
    names = [name for _on, name in belgian_closing_days(year)]

    assert len(names) == 11
    assert not {"Pâques", "Pentecôte"} & set(names)


def test_ascension_on_the_first_of_may_is_one_day_with_two_names():
    assert (date(2008, 5, 1), "Ascension; Fête du Travail") in belgian_closing_days(2008)


@pytest.mark.parametrize(
    ("year", "monday"), [(2024, date(2024, 9, 16)), (2025, date(2025, 9, 22)), (2026, date(2026, 9, 21))]
)
def test_the_monday_of_the_walloon_festival_follows_the_third_sunday_of_september(year, monday):
    assert proposed_closing_days(year)[0].on == monday


def test_proposals_are_in_order_and_the_two_eves_are_half_days():
    proposals = proposed_closing_days(2026)

    assert [proposal.on for proposal in proposals] == sorted(proposal.on for proposal in proposals)
    assert {proposal.on.day for proposal in proposals if proposal.closes_at == time(12)} == {24, 31}
