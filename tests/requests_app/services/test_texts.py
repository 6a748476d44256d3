"""What the public reads in another language is the house's to change, and no shipped text takes that away again."""

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.translation import gettext, ngettext, override

from requests_app import blocks, wordbook
from requests_app.errors import Refused
from requests_app.intake.words import InFrench, in_language
from requests_app.models import FormVersion, TranslatedText
from requests_app.remembered import forget
from requests_app.services import forms, texts, translations
from requests_app.services.texts import State
from requests_app.texts import refresh
from tests.languages import without_texts

TITLE = "form/general/title"
FRENCH = "Contact général"


@pytest.fixture
def words(monkeypatch):
    """What the program ships, as a test wants it: by language, by French."""
    shipped: dict[str, dict[str, str]] = {}
    monkeypatch.setattr(translations, "shipped", lambda language: shipped.get(language, {}))
    monkeypatch.setattr(translations, "shipped_languages", lambda: sorted(shipped))
    without_texts()
    yield shipped
    wordbook.fill([])


@pytest.fixture
def page_of():
    """A block of the program's own words, by its English."""
    by_text = {block.said["en"][0]: block for block in blocks.pages()}
    return by_text.__getitem__


def read_again():
    forget()
    refresh()


def title(language):
    read_again()
    return in_language(forms.published("general").schema.title, language)


def publish(form, **words):
    newest = FormVersion.objects.published().filter(form__slug="general").first()
    schema = {**newest.schema, "title": words}
    FormVersion.objects.create(form=newest.form, number=newest.number + 1, schema=schema, published_at=timezone.now())


def test_a_shipped_draft_is_shown_and_is_a_draft(cast, words):
    words["ti"] = {FRENCH: "ሓፈሻዊ ርክብ"}

    assert texts.plant() == 1

    assert title("ti") == "ሓፈሻዊ ርክብ"
    assert texts.one(TITLE, "ti").state == State.DRAFT
    assert texts.plant() == 0


def test_a_better_draft_of_the_next_version_replaces_the_first(cast, words):
    words["ti"] = {FRENCH: "ሓደ"}
    texts.plant()
    words["ti"] = {FRENCH: "ክልተ"}

    assert texts.plant() == 1

    assert title("ti") == "ክልተ"


@pytest.mark.parametrize("reviewed", [True, False])
def test_what_a_person_wrote_is_never_overwritten(cast, words, reviewed):
    words["ti"] = {FRENCH: "ሓደ"}
    texts.plant()
    texts.write(TITLE, "ti", ["ናይ ሓባር"], reviewed=reviewed, by=cast.admin)
    words["ti"] = {FRENCH: "ክልተ"}

    assert texts.plant() == 0

    assert title("ti") == "ናይ ሓባር"
    assert texts.one(TITLE, "ti").state == (State.REVIEWED if reviewed else State.DRAFT)


def test_a_review_keeps_who_and_when_and_the_history_says_so(cast, words):
    words["ti"] = {FRENCH: "ሓደ"}
    texts.plant()

    row = texts.review(TITLE, "ti", by=cast.admin)

    assert (row.state, row.reviewed_by, row.reviewed_on) == ("reviewed", cast.admin, timezone.localdate())
    last = row.history.first()
    assert (last.history_user, last.history_change_reason) == (cast.admin, "text_reviewed")


def test_a_text_whose_french_changed_is_stale_and_still_shown(cast, words):
    words["ti"] = {FRENCH: "ሓደ"}
    texts.plant()
    texts.review(TITLE, "ti", by=cast.admin)
    publish(cast, fr="Écrivez-nous")
    texts.plant()

    assert title("ti") == "ሓደ"
    assert texts.one(TITLE, "ti").state == State.STALE
    texts.review(TITLE, "ti", by=cast.admin)
    assert texts.one(TITLE, "ti").state == State.REVIEWED


def test_words_for_the_very_french_go_before_words_for_an_older_one(cast, words):
    words["ti"] = {FRENCH: "ሓደ"}
    texts.plant()
    publish(cast, fr="Écrivez-nous", en="Write to us")
    texts.write(TITLE, "en", ["Drop us a line"], reviewed=True, by=cast.admin)
    assert title("en") == "Drop us a line"

    publish(cast, fr="Une question ?", en="A question?")

    assert title("en") == "A question?"


def test_the_same_sentence_elsewhere_lends_its_words(cast, words):
    words["ti"] = {FRENCH: "ሓደ"}
    texts.plant()
    read_again()

    assert in_language({"fr": FRENCH}, "ti") == "ሓደ"


def test_where_there_are_no_words_the_french_says_that_it_is_french(cast, words):
    shown = title("ti")

    assert shown == FRENCH
    assert isinstance(shown, InFrench)
    assert shown.__html__() == f'<span lang="fr" dir="ltr">{FRENCH}</span>'
    assert InFrench("<b>").__html__() == '<span lang="fr" dir="ltr">&lt;b&gt;</span>'
    assert not isinstance(title("fr"), InFrench)
    assert texts.one(TITLE, "ti").state == State.MISSING


def test_a_page_says_it_in_the_words_of_the_house_until_they_are_withdrawn(cast, words, page_of):
    block = page_of("Send my request")
    with override("en"):
        texts.write(block.place, "en", ["Send it now"], reviewed=False, by=cast.admin)
        read_again()
        assert gettext("Send my request") == "Send it now"

        texts.withdraw(block.place, "en", by=cast.admin)
        read_again()
        assert gettext("Send my request") == "Send my request"


def test_what_is_counted_has_a_form_for_each_sort_of_number(cast, words, page_of):
    singular = "You can see this page for %(minutes)s minute."
    plural = "You can see this page for %(minutes)s minutes."
    given = ["0 %(minutes)s", "واحدة", "اثنتان", "قليل %(minutes)s", "كثير %(minutes)s", "مئة %(minutes)s"]
    texts.write(page_of(singular).place, "ar", given, reviewed=False, by=cast.admin)
    read_again()

    with override("ar"):
        said = [ngettext(singular, plural, number) for number in (0, 1, 2, 5, 30, 100)]

    assert said == given
    texts.withdraw(page_of(singular).place, "ar", by=cast.admin)
    read_again()


def test_french_that_the_house_words_anew_makes_what_was_translated_stale(cast, words, page_of):
    place = page_of("Send my request").place
    texts.write(place, "ar", ["أرسل"], reviewed=True, by=cast.admin)
    texts.write(place, "fr", ["Envoyer maintenant"], reviewed=True, by=cast.admin)
    read_again()

    assert texts.one(place, "ar").state == State.STALE
    with override("ar"):
        assert gettext("Send my request") == "أرسل"
    for language in ("ar", "fr"):
        texts.withdraw(place, language, by=cast.admin)
    read_again()


def test_words_that_could_break_a_page_are_refused_and_change_nothing(cast, words, page_of):
    with pytest.raises(Refused):
        texts.write(page_of("Send my request").place, "ar", ["<b>أرسل</b>"], reviewed=False, by=cast.admin)
    with pytest.raises(Refused):
        texts.review(TITLE, "ti", by=cast.admin)

    assert not TranslatedText.objects.exists()


@pytest.mark.parametrize(("place", "language"), [("form/nothing/title", "ar"), (TITLE, "fr"), (TITLE, "xx")])
def test_there_is_no_text_where_there_is_no_place(cast, place, language):
    with pytest.raises(ObjectDoesNotExist):
        texts.one(place, language)


def test_nothing_is_asked_of_the_database_until_the_time_is_over(cast, django_assert_num_queries):
    read_again()

    with django_assert_num_queries(0):
        refresh()


def test_the_figures_count_every_text_once(cast):
    counted = texts.figures()["ar"]

    assert sum(counted.values()) == len(texts.in_language("ar")) > 400
