"""An administrator sees how far each language is, what each text says, and changes it without breaking a page."""

import pytest

from requests_app import wordbook
from requests_app.models import TranslatedText
from requests_app.services import texts
from requests_app.services.texts import State
from requests_app.texts import refresh
from tests import htmltree
from tests.languages import without_texts

LIST = "/admin/requests_app/translatedtext/"
TEXT = f"{LIST}text/"
PLACE = "form/general/title"


@pytest.fixture
def office(client, cast):
    without_texts()
    client.force_login(cast.admin)
    yield client
    wordbook.fill([])


def read(response):
    return htmltree.parse(response.text)


def row_of(page, place):
    return next(row for row in page.all("tr") if place in row.text)


def test_each_language_is_listed_with_its_figures(office):
    page = read(office.get(LIST))

    row = next(row for row in page.all("tr") if "پښتو" in row.text)
    assert [cell.text for cell in row.all("td")][-1] in ("oui", "non")
    assert int(row.all("td")[0].text) == texts.figures()["ps"][State.MISSING] > 100


def test_the_list_shows_french_and_text_side_by_side_each_in_its_direction(office, cast):
    texts.write(PLACE, "ps", ["عمومي اړیکه"], reviewed=False, by=cast.admin)

    page = read(office.get(LIST, {"language": "ps", "area": "form/general"}))

    row = row_of(page, PLACE)
    assert "Contact général" in row.text
    shown = next(cell for cell in row.all("td") if cell.attrs.get("dir") == "rtl")
    assert (shown.text, shown.attrs["lang"]) == ("عمومي اړیکه", "ps")


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ({"state": "draft", "area": "form/general"}, True),
        ({"state": "missing"}, False),
        ({"area": "form/general"}, True),
        ({"area": "page"}, False),
        ({"q": "GENERAL contact"}, True),
        ({"q": "عمومي"}, True),
        ({"q": "rien de tel"}, False),
        ({"page": "999", "area": "form/general", "state": "draft"}, True),
    ],
)
def test_the_list_is_narrowed_by_state_place_and_words(office, cast, query, finds):
    texts.write(PLACE, "ps", ["عمومي اړیکه"], reviewed=False, by=cast.admin)

    page = read(office.get(LIST, {"language": "ps", **query}))

    assert any(node.text == PLACE for node in page.all("small")) is finds


def test_a_text_is_written_reviewed_and_shown(office):
    query = f"?language=ps&place={PLACE}&back=language%3Dps%26state%3Dmissing"
    assert "Contact général" in office.get(TEXT + query).text

    answer = office.post(TEXT + query, {"text_0": "عمومي اړیکه", "reviewed": "1"})

    assert answer.url == f"{LIST}?language=ps&state=missing"
    assert texts.one(PLACE, "ps").state == State.REVIEWED
    assert office.get(f"{LIST}{TranslatedText.objects.get().pk}/history/").status_code == 200


def test_words_that_would_break_a_page_come_back_with_a_sentence_and_nothing_is_lost(office):
    answer = office.post(f"{TEXT}?language=ps&place={PLACE}", {"text_0": "<b>عمومي</b>", "draft": "1"})

    assert answer.status_code == 422
    assert "HTML" in answer.text
    assert read(answer).all("textarea")[0].text == "<b>عمومي</b>"
    assert not TranslatedText.objects.exists()


def test_what_is_counted_asks_for_every_form(office):
    place = next(text.place for text in texts.in_language("ar") if text.block.is_plural)

    fields = read(office.get(TEXT, {"language": "ar", "place": place})).all("textarea")

    assert len(fields) == 6
    assert {(field.attrs["lang"], field.attrs["dir"]) for field in fields} == {("ar", "rtl")}


def test_several_texts_are_marked_as_reviewed_at_once(office, cast):
    places = [PLACE, "form/general/summary"]
    for place in places:
        texts.write(place, "ps", ["متن"], reviewed=False, by=cast.admin)

    office.post(f"{LIST}?language=ps", {"place": [*places, "form/general/step/demande/title", "nothing"]})

    assert [texts.one(place, "ps").state for place in places] == [State.REVIEWED] * 2
    assert TranslatedText.objects.count() == 2


def test_the_words_of_the_program_come_back(office, cast):
    texts.write(PLACE, "en", ["Drop us a line"], reviewed=True, by=cast.admin)

    office.post(f"{TEXT}?language=en&place={PLACE}", {"withdraw": "1"})

    assert not TranslatedText.objects.exists()
    refresh()
    assert texts.one(PLACE, "en").texts == ["General contact"]


@pytest.mark.parametrize("query", ["", "?language=ps", "?language=xx&place=form/general/title", "?language=fr&place=x"])
def test_an_unknown_place_is_not_found(office, query):
    assert office.get(TEXT + query).status_code == 404


def test_these_pages_are_the_administrators_alone(client, cast):
    client.force_login(cast.claire)

    assert client.get(LIST).status_code == 302
    assert client.get(f"{TEXT}?language=ps&place={PLACE}").status_code == 302
    assert client.post(f"{TEXT}?language=ps&place={PLACE}", {"text_0": "x"}).status_code == 302
    assert not TranslatedText.objects.filter(is_shipped=False).exists()
