"""A day reads with its weekday and month, in words, in every language of the public, whoever that language is."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from requests_app.days import day_in_words, moment_in_words
from requests_app.intake.languages import FIRST_TIER, SECOND_TIER

# Source: CLDR 47. Two days that differ in everything but the year.
SAID = {
    "fr": ("dimanche 1er mars 2026", "vendredi 4 décembre 2026"),
    "en": ("Sunday 1 March 2026", "Friday 4 December 2026"),
    "ar": ("الأحد، 1 مارس 2026", "الجمعة، 4 ديسمبر 2026"),
    "uk": ("неділя, 1 березня 2026\u202fр.", "пʼятниця, 4 грудня 2026\u202fр."),
    "ps": ("يونۍ د 2026 د مارچ 1", "جمعه د 2026 د دسمبر 4"),
    "fa": ("یکشنبه 1 مارس 2026", "جمعه 4 دسامبر 2026"),
    "tr": ("1 Mart 2026 Pazar", "4 Aralık 2026 Cuma"),
    "es": ("domingo, 1 de marzo de 2026", "viernes, 4 de diciembre de 2026"),
    "ru": ("воскресенье, 1 марта 2026\u202fг.", "пятница, 4 декабря 2026\u202fг."),
    "so": ("Axad, Maarso 1, 2026", "Jimco, Diseembar 4, 2026"),
    "ti": ("ሰንበት፣ 1 መጋቢት 2026", "ዓርቢ፣ 4 ታሕሳስ 2026"),
    "nl": ("zondag 1 maart 2026", "vrijdag 4 december 2026"),
    "de": ("Sonntag, 1. März 2026", "Freitag, 4. Dezember 2026"),
    "pt": ("domingo, 1 de março de 2026", "sexta-feira, 4 de dezembro de 2026"),
    "sq": ("e diel, 1 mars 2026", "e premte, 4 dhjetor 2026"),
    "ku": ("yekşem, 1ê adara 2026an", "înî, 4ê berfanbara 2026an"),
    "it": ("domenica 1 marzo 2026", "venerdì 4 dicembre 2026"),
    "ro": ("duminică, 1 martie 2026", "vineri, 4 decembrie 2026"),
    "zh-hans": ("2026年3月1日星期日", "2026年12月4日星期五"),
    "pl": ("niedziela, 1 marca 2026", "piątek, 4 grudnia 2026"),
}


def test_the_table_holds_every_language():
    assert set(SAID) == {*FIRST_TIER, *SECOND_TIER}


@pytest.mark.parametrize("language", SAID)
def test_a_day_reads_as_people_say_it(language):
    with override(language):
        assert (day_in_words(date(2026, 3, 1)), day_in_words(date(2026, 12, 4))) == SAID[language]


@pytest.mark.parametrize("language", SAID)
def test_no_two_days_of_a_year_read_the_same_and_the_digits_are_european(language):
    with override(language):
        said = [day_in_words(date(2026, month, day)) for month in range(1, 13) for day in range(1, 29)]

    assert len(set(said)) == len(said)
    assert {character for words in said for character in words if character.isdigit()} <= set("0123456789")


@pytest.mark.parametrize(
    ("language", "hour"), [("fr", "14 h 05"), ("en", "2:05 p.m."), ("ar", "14:05"), ("ps", "14:05"), ("ti", "14:05")]
)
def test_the_hour_is_that_of_belgian_clocks(language, hour):
    with override(language):
        assert hour in moment_in_words(datetime(2026, 3, 1, 13, 5, tzinfo=UTC))
