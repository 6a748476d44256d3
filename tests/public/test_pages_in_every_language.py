"""Pages in a language for which there are no words yet: French, marked as French, and never broken."""

import re

import pytest

from requests_app.intake.languages import FIRST_TIER
from requests_app.public import pages
from requests_app.remembered import forget
from requests_app.services import texts
from tests.browserlike import send_request
from tests.languages import EVERY_LANGUAGE, without_texts
from tests.public import people

ATTRIBUTE_WITH_MARKUP = re.compile(r'="[^"]*&lt;span|<title>[^<]*<(?!/title>)|="[^"<>]*<')
FURTHER = [code for code in FIRST_TIER if code not in ("fr", "en")]


@pytest.fixture
def untranslated(visitor, settings):
    settings.LANGUAGES = EVERY_LANGUAGE
    pages._blank_pages.clear()
    without_texts()
    forget()
    return visitor


def every_page(visitor, language):
    """The pages of one whole visit, the wrong ones included."""
    seen = []
    follow = visitor._follow
    visitor._follow = lambda *args: seen.append(follow(*args)) or seen[-1]
    for path in ("", "contact/general/", "contact/discrimination/", "confidentialite/", "accessibilite/", "suivi/"):
        visitor.get(f"/{language}/{path}")
    visitor.get(f"/{language}/contact/general/").form.press()
    visitor.get(f"/{language}/suivi/").form.press()
    sent = send_request(visitor, "general", people.GENERAL, language=language)
    keys = {"reference": sent.by_id("reference").text, "code": sent.by_id("receipt-code").text}
    visitor.get(f"/{language}/suivi/").press(**keys)
    return seen


@pytest.mark.parametrize("language", ["ar", "ti"])
def test_french_is_marked_as_french_wherever_it_stands_in_and_breaks_nothing(untranslated, language):
    pages = every_page(untranslated, language)

    assert all('<span lang="fr" dir="ltr">' in page.html for page in pages if "/contact/" in page.url)
    assert {page.url: found[0] for page in pages if (found := ATTRIBUTE_WITH_MARKUP.findall(page.html))} == {}
    assert not [page.url for page in pages if "&lt;span" in page.html]


def test_words_written_now_are_on_the_next_page_though_the_blank_one_was_kept(untranslated, cast):
    assert "اختر" not in untranslated.get("/ar/contact/general/").text
    texts.write("form/general/question/writing_for/label", "ar", ["اختر موضوعا"], reviewed=True, by=cast.admin)
    forget()

    page = untranslated.get("/ar/contact/general/")

    assert "اختر موضوعا" in page.text


def test_nothing_is_asked_of_the_database_for_a_first_page_in_any_language(untranslated, django_assert_num_queries):
    for language in FIRST_TIER:
        untranslated.get(f"/{language}/contact/general/")
    with django_assert_num_queries(0):
        for language in FIRST_TIER:
            untranslated.get(f"/{language}/contact/general/")
