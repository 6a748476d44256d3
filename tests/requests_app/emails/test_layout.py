"""How letters are set: both parts say the same, nothing comes from elsewhere, and every direction is the right one."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template

from requests_app.emails import layout, person, samples, writing
from requests_app.letterbook import LETTERS, Words
from requests_app.models import LetterText
from tests import htmltree, make
from tests.requests_app.emails import arabic

OPENED = datetime(2026, 12, 1, 9, 5, tzinfo=ZoneInfo("Europe/Brussels"))
MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def in_arabic(settings, cast):
    """A house whose letters speak Arabic."""
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "العربية")]
    settings.INBOUND_DOMAIN = "in.example.org"
    settings.ORGANISATION = {**settings.ORGANISATION, "phone": "+32 81 73 71 76"}
    for kind, body in (("acknowledgement", arabic.ACKNOWLEDGEMENT), ("reply", arabic.REPLY)):
        LetterText.objects.create(kind=kind, language="ar", subject=arabic.SUBJECT, body=body)
    return make.ticket(reply_language="ar", contact={"name": "أمينة", "email": "amina@example.net"}, opened_at=OPENED)


def set_out(kind, language="fr", **values):
    words = Words("{reference}", values.pop("body")) if "body" in values else LETTERS[kind].words
    return writing.set_out(kind, words, {**samples.values(language), **values}, language)


@pytest.mark.parametrize("inbound", ["", "in.example.org"])
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", LETTERS)
def test_both_parts_say_the_same(settings, kind, language, inbound):
    settings.INBOUND_DOMAIN = inbound
    letter = set_out(kind, language)
    page = htmltree.parse(letter.html).all("table")[0]
    addresses = " ".join(link.attrs["href"] for link in page.all("a"))
    buttons = " ".join(link.text for link in page.all("a", class_="button"))

    plain, formatted = words_of(letter.text), words_of(f"{page.text} {addresses}")

    assert [word for word in plain if word not in formatted] == []
    assert [word for word in formatted if word not in plain and word not in words_of(buttons)] == []


def words_of(text):
    """Words and addresses; marks between and around them aside."""
    return dict.fromkeys(re.findall(r"https?://\S+|\w+", text))


@pytest.mark.parametrize("kind", LETTERS)
def test_a_letter_brings_everything_with_it(kind):
    html = set_out(kind).html
    page = htmltree.parse(html)

    assert not re.search(r"\bsrc=|url\(|@import|background=", html)
    assert {node.tag for node in page.walk()}.isdisjoint({"img", "link", "script", "iframe", "object", "form", "base"})
    leading_out = {(node.tag, name) for node in page.walk() for name, value in node.attrs.items() if "//" in value}
    assert leading_out <= {("a", "href")}


def test_what_people_wrote_stays_text():
    hostile = "</div><img src=x onerror=alert(1)>{reference}&amp;"

    letter = set_out("reply", name=hostile, answer=hostile, agent=hostile)

    assert "<img" not in letter.html
    assert hostile in letter.text
    assert hostile in htmltree.parse(letter.html).text


@pytest.mark.parametrize("kind", ["reply", "team_alert"])
def test_a_letter_shown_on_a_page_is_escaped_like_everything_else(write, cast, kind):
    letter = write(kind, make.ticket(), answer="<script>alert(1)</script>")

    shown = Template("{{ letter.subject }} {{ letter.text }} {{ letter.html }}").render(Context({"letter": letter}))

    assert "<" not in shown


def test_the_letter_that_an_agent_previews_is_escaped_too(cast):
    letter = person.reply_letter(make.ticket(), body="<script>alert(1)</script>", by=cast.amina)

    assert "<" not in Template("{{ letter.text }} {{ letter.html }}").render(Context({"letter": letter}))


@pytest.mark.parametrize("text", ["{{ settings.SECRET_KEY }}", "{% now 'Y' %}", "<b>gras</b>", "{{ ticket.contact }}"])
def test_words_of_an_administrator_are_text(text):
    letter = set_out("acknowledgement", body=f"{text}\n\n{{reference}}")

    assert text in letter.text
    assert text in htmltree.parse(letter.html).text


def test_a_link_on_its_own_line_is_a_button_and_elsewhere_an_address():
    letter = set_out("new_link", body="Ici :\n{link}\nou bien {link}, merci.")

    links = htmltree.parse(letter.html).all("a")

    assert [link.attrs["class"] for link in links] == ["button", "link"]
    assert links[1].text == links[0].attrs["href"] == samples.values("fr")["link"]


def test_the_wrappers_carry_language_and_direction_because_programs_drop_the_root(write, in_arabic):
    page = htmltree.parse(write("acknowledgement", in_arabic).html)

    for tag in ("html", "table", "div"):
        assert (page.all(tag)[0].attrs["dir"], page.all(tag)[0].attrs["lang"]) == ("rtl", "ar")
    assert page.all("td")[0].attrs["align"] == "right"
    assert "text-align:start" in page.all("td")[0].attrs["style"]
    styles = " ".join(node.attrs.get("style", "") for node in page.walk())
    assert not re.search(r"(margin|padding|border)-(left|right)|text-align:\s*(left|right)", styles)


def test_what_reads_from_left_to_right_says_so_within_a_letter_from_right_to_left(write, in_arabic):
    page = htmltree.parse(write("acknowledgement", in_arabic).html)

    assert [node.attrs["dir"] for node in page.all("strong")] == ["ltr", "ltr"]
    assert {node.attrs.get("dir") for node in page.all("bdi") if "81" in node.text} == {"ltr"}
    assert next(node for node in page.all("bdi") if node.text == "أمينة").attrs["dir"] == "rtl"


@pytest.mark.parametrize(
    ("answer", "direction"), [("Oui, mardi.", "ltr"), ("نعم، يوم الثلاثاء.", "rtl"), ("42 !", "ltr")]
)
def test_an_answer_has_its_own_direction(write, in_arabic, answer, direction):
    letter = write("reply", in_arabic, answer=answer)

    assert answer in [node.text for node in htmltree.parse(letter.html).all("div", dir=direction)]
    assert answer in letter.text.split("\n")


def test_plain_text_from_right_to_left_begins_each_line_on_the_right(write, in_arabic):
    letter = write("acknowledgement", in_arabic)
    lines = letter.text.split("\n")

    assert f"\u200f{in_arabic.reference} هو رقمك المرجعي." in lines
    assert f"رقمك المرجعي: {in_arabic.reference}" in lines  # begins with an Arabic letter: no mark is needed
    assert "\u200e+32 81 73 71 76" in lines
    assert [line for line in lines if "http" in line and MARKS.search(line)] == []


@pytest.mark.parametrize(
    ("line", "led"),
    [
        ("CAI-26-7K4M-2XQR هو رقمك", "\u200fCAI-26-7K4M-2XQR هو رقمك"),
        ("هو رقمك CAI-26", "هو رقمك CAI-26"),
        ("12 يوما", "12 يوما"),
        ("https://example.org/", "https://example.org/"),
        ("", ""),
        ("CAI کوئٹہ", "\u200fCAI کوئٹہ"),
    ],
)
def test_a_line_gets_a_mark_only_where_it_would_begin_on_the_wrong_side(line, led):
    assert layout.led(line) == led


def test_a_subject_that_begins_with_the_reference_still_reads_from_right_to_left():
    words = Words("{reference} رسالتك", "مرحبا {reference}")

    subject = writing.set_out("acknowledgement", words, samples.values("ar"), "ar").subject

    assert subject.startswith("\u200fCAI-26")
    assert MARKS.sub("", subject) == "CAI-26-7K4M-2XQR رسالتك"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_letter_from_left_to_right_needs_no_marks(language):
    for kind in LETTERS:
        letter = set_out(kind, language)
        assert not MARKS.search(letter.subject + letter.text + letter.html)
        assert htmltree.parse(letter.html).all("table")[0].attrs["dir"] == "ltr"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ["mardi 1er décembre 2026 à 9", "jeudi 3 décembre 2026"]),
        ("en", ["Tuesday 1 December 2026", "Thursday 3 December 2026"]),
        ("ar", ["الثلاثاء، 1 ديسمبر 2026", "الخميس، 3 ديسمبر 2026"]),
    ],
)
def test_days_are_said_with_weekday_and_month_in_the_language_of_the_letter(write, in_arabic, language, said):
    ticket = make.ticket(reply_language=language, opened_at=OPENED)

    text = write("acknowledgement", ticket).text

    assert [words for words in said if words not in text] == []
