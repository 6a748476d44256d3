import pytest

from requests_app.intake.languages import LANGUAGES, direction, is_known, label


def test_the_reference_language_comes_first_and_every_code_once():
    assert LANGUAGES[0].code == "fr"
    assert len({language.code for language in LANGUAGES}) == len(LANGUAGES) == 53


def test_every_language_has_its_own_name_and_a_direction():
    assert all(language.autonym and language.name_fr and language.name_en for language in LANGUAGES)
    assert {language.direction for language in LANGUAGES} == {"ltr", "rtl"}


@pytest.mark.parametrize(
    ("code", "reader", "name"),
    [
        ("ar", "fr", "Arabe"),
        ("ar", "fr-be", "Arabe"),
        ("ar", "en", "Arabic"),
        ("ar", "ar", "العربية"),
        ("ar", "uk", "العربية"),
        ("tlh", "fr", "tlh"),
    ],
)
def test_a_language_is_named_for_its_reader(code, reader, name):
    assert label(code, reader) == name


@pytest.mark.parametrize(
    ("code", "reads"), [("ar", "rtl"), ("ps", "rtl"), ("prs", "rtl"), ("ckb", "rtl"), ("uk", "ltr"), ("tlh", "ltr")]
)
def test_a_language_reads_in_its_direction(code, reads):
    assert direction(code) == reads


def test_a_code_we_do_not_have_is_not_known():
    assert is_known("ti")
    assert not is_known("tlh")
    assert not is_known("")
