"""What the public can choose, it can read: every text of every language that is offered is there, and fits."""

import polib
import pytest
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import check_for_language, get_language_bidi, get_supported_language_variant, override

from requests_app import blocks
from requests_app.intake.languages import FIRST_TIER, SECOND_TIER, direction
from requests_app.services import translations
from tests.house import catalogue
from tests.languages import RIGHT_TO_LEFT

OFFERED = [code for code, _name in settings.LANGUAGES]
BEGUN = sorted({*catalogue.further_languages(), *translations.shipped_languages()})


def missing(language):
    """The texts without words, as a translator's sheet lists them."""
    return [line["english"] for line in translations.sheet(language, only_missing=True)["blocks"]]


@pytest.mark.parametrize("language", OFFERED)
def test_no_text_of_an_offered_language_is_missing(language):
    assert missing(language) == [], f"manage.py texts export {language} --missing"


def test_what_is_complete_is_offered():
    """A language of the second tier joins when its last text is there: name it in LANGUAGES (desk/settings.py)."""
    complete = [code for code in BEGUN if code in SECOND_TIER and not missing(code)]

    assert set(complete) <= set(OFFERED)


def test_languages_are_offered_in_the_order_of_the_list():
    assert [code for code in (*FIRST_TIER, *SECOND_TIER) if code in OFFERED] == OFFERED


@pytest.mark.parametrize("language", BEGUN)
def test_translated_words_fit_where_they_stand(language):
    lines = translations.sheet(language, only_missing=False)["blocks"]
    every = {translations.name_of(block): block for block in [*blocks.pages(), *blocks.shipped_data()]}
    given = {line["id"]: line.get("texts") or [line["text"]] for line in lines}

    with override("en"):
        wrong = {name: blocks.problems(every[name], texts, language) for name, texts in given.items() if all(texts)}

    assert {name: sentences for name, sentences in wrong.items() if sentences} == {}


@pytest.mark.parametrize("language", BEGUN)
def test_no_translation_is_of_an_older_french(language):
    """A text whose French changed has to be looked at again, then imported again, which signs it anew."""
    pages = {(block.context, block.said["en"][0]): block for block in blocks.pages()}
    known = {key: entry for key, entry in catalogue.known(language).items() if catalogue.is_translated(entry)}
    older = [
        text.singular
        for text, entry in known.items()
        if (text.context, text.singular) in pages
        and entry.comment != f"fr {blocks.mark(translations.french(pages[text.context, text.singular]))}"
    ]

    assert older == []


@pytest.mark.parametrize("language", catalogue.further_languages())
def test_a_further_catalogue_holds_what_the_public_reads_and_nothing_else(language):
    assert set(catalogue.known(language)) == set(catalogue.shown_in(language)), "make messages"


@pytest.mark.parametrize("language", catalogue.further_languages())
def test_the_compiled_catalogue_says_what_the_written_one_says(language):
    written = [entry for entry in catalogue.known(language).values() if catalogue.is_translated(entry)]
    compiled = polib.mofile(str(catalogue.path(language).with_suffix(".mo")))

    assert {(e.msgid, e.msgstr, *e.msgstr_plural.values()) for e in compiled} == {
        (e.msgid, e.msgstr, *e.msgstr_plural.values()) for e in written
    }


def test_the_program_knows_which_texts_the_public_reads():
    shown = [(row["id"], row["where"]) for row in catalogue.public_texts()]

    assert [(block.place.removeprefix("page/"), list(block.where)) for block in blocks.pages()] == shown, (
        "make messages"
    )


@pytest.mark.parametrize("language", FIRST_TIER)
def test_a_language_is_really_selected_and_really_in_its_direction(language, settings):
    settings.LANGUAGES = [*settings.LANGUAGES, (language, language)]

    assert check_for_language(language)
    assert get_supported_language_variant(language) == language
    with override(language):
        assert get_language_bidi() is (direction(language) == "rtl") is (language in RIGHT_TO_LEFT)
    assert LANG_INFO[language]["bidi"] is (language in RIGHT_TO_LEFT)
