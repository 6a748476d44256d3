"""Every text of the public has a place, and words that could break a page are refused with a sentence."""

import pytest
from babel import Locale
from django.utils.translation import to_locale

from requests_app import blocks
from requests_app.blocks import Block
from requests_app.intake.languages import FIRST_TIER, SECOND_TIER

SCHEMA = {
    "title": {"fr": "Contact"},
    "next": {"fr": ["Un", "Deux"], "en": ["One", "Two"]},
    "steps": [
        {
            "key": "demande",
            "title": {"fr": "Votre demande"},
            "questions": [
                {"key": "topic", "label": {"fr": "Quoi ?"}, "choices": [{"value": "autre", "label": {"fr": "Autre"}}]},
            ],
        }
    ],
}
SENTENCE = Block("page/1", {"en": ["Wait %(seconds)s seconds (please)."]})
COUNTED = Block("page/2", {"en": ["%(count)s file", "%(count)s files"]})
LETTER = Block("page/3", {"en": ["Hello {name},\n\n{link}"]})
MARKED = Block("page/4", {"en": ["See <bdi>%(name)s</bdi>."]})
DATA = Block("form/x/title", {"fr": ["Dites « oui »"]})


def test_a_question_is_named_by_its_key_alone_so_that_it_may_move_to_another_step():
    assert [block.place for block in blocks.in_form("general", SCHEMA)] == [
        "form/general/title",
        "form/general/next/1",
        "form/general/next/2",
        "form/general/step/demande/title",
        "form/general/question/topic/label",
        "form/general/question/topic/choice/autre",
    ]


def test_a_list_shows_the_public_only_what_it_may_read():
    teams = {"teams": [{"code": "accueil", "name": {"fr": "Accueil"}, "description": {"fr": "Trie tout."}}]}

    assert [block.place for block in blocks.in_list("teams", teams)] == ["team/accueil/name"]


def test_no_two_texts_have_the_same_place():
    places = [block.place for block in [*blocks.pages(), *blocks.shipped_data()]]

    assert len(set(places)) == len(places) > 400


@pytest.mark.parametrize(
    ("block", "language", "texts"),
    [
        (SENTENCE, "ps", ["%(seconds)s ثانیې (مهرباني) انتظار وکړئ."]),
        (COUNTED, "ar", ["لا ملف", "ملف", "ملفان", "%(count)s ملفات", "%(count)s ملفا", "%(count)s ملف"]),
        (COUNTED, "zh-hans", ["%(count)s 个文件"]),
        (LETTER, "tr", ["Merhaba {name},\n\n{link}"]),
        (MARKED, "es", ["Vea <bdi>%(name)s</bdi>."]),
        (DATA, "de", ['Sagen Sie "ja"']),
    ],
)
def test_good_words_are_taken(block, language, texts):
    assert blocks.problems(block, texts, language) == []


@pytest.mark.parametrize(
    ("block", "language", "texts"),
    [
        (SENTENCE, "es", [""]),
        (SENTENCE, "es", ["Espere %(segundos)s segundos (por favor)."]),
        (SENTENCE, "es", ["Espere unos segundos (por favor)."]),
        (SENTENCE, "es", ["Espere %(seconds)s %(seconds)s (por favor)."]),
        (SENTENCE, "es", ["Espere %(seconds)s segundos (por favor."]),
        (SENTENCE, "es", ["Espere %(seconds)s segundos, 100 % (por favor)."]),
        (SENTENCE, "es", [" Espere %(seconds)s segundos (por favor)."]),
        (SENTENCE, "es", ["Espere %(seconds)s\nsegundos (por favor)."]),
        (SENTENCE, "es", ["Espere <b>%(seconds)s</b> segundos (por favor)."]),
        (SENTENCE, "es", ['Espere %(seconds)s segundos" onclick="x (por favor).']),
        (SENTENCE, "es", ["Espere %(seconds)s segundos &lt;(por favor)."]),
        (SENTENCE, "es", ["Espere\u202e %(seconds)s segundos (por favor)."]),
        (COUNTED, "ar", ["%(count)s ملف", "%(count)s ملف"]),
        (COUNTED, "es", ["%(count)s archivo", "%(number)s archivos"]),
        (LETTER, "tr", ["Merhaba {name}, {link}"]),
        (LETTER, "tr", ["Merhaba {ad},\n\n{link}"]),
        (MARKED, "es", ["Vea <script>%(name)s</script>."]),
        (MARKED, "es", ["Vea %(name)s."]),
        (DATA, "de", ["<b>Ja</b>"]),
    ],
)
def test_words_that_could_break_a_page_are_refused(block, language, texts):
    assert blocks.problems(block, texts, language)


def test_every_language_has_its_plural_rule():
    assert set(blocks.PLURALS) == {*FIRST_TIER, *SECOND_TIER}


@pytest.mark.parametrize("language", sorted(blocks.PLURALS))
def test_the_plural_rules_are_those_of_cldr_for_every_number_that_we_count(language):
    tag_of = Locale.parse(to_locale(language)).plural_form
    tags = [tag_of(number) for number in range(200)]
    in_order = [tag for tag in ("zero", "one", "two", "few", "many", "other") if tag in tags]

    assert [blocks.form_for(language)(number) for number in range(200)] == [in_order.index(tag) for tag in tags]


@pytest.mark.parametrize("language", sorted(blocks.PLURALS))
def test_every_form_of_a_language_has_a_number(language):
    assert all(blocks.numbers_of(language))
