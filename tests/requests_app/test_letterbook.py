"""The letterbook: every letter's words can be used, and filling in is filling in, once, and nothing more."""

import re

import pytest
from django.conf import settings as house
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from requests_app import letterbook
from requests_app.letterbook import LETTERS, PLACEHOLDERS, fill, problems

SUBJECT, BODY = "Votre message – {reference}", "Bonjour,\n\n{reference}"
VALUES = dict.fromkeys(PLACEHOLDERS, "x")
SCRAPS = [*"{}% \n\tanmé", "ع", *PLACEHOLDERS, *(f"{{{key}}}" for key in PLACEHOLDERS)]
anything = st.lists(st.sampled_from(SCRAPS), max_size=12).map("".join)


@pytest.mark.parametrize("language", [code for code, _name in house.LANGUAGES])
@pytest.mark.parametrize("kind", LETTERS)
def test_our_own_words_pass_our_own_rules_in_every_language(kind, language):
    with override(language):
        words = LETTERS[kind].words

        assert problems(kind, words.subject, words.body) == {}


def test_a_neutral_letter_can_name_nobody_and_open_nothing():
    for kind, letter in LETTERS.items():
        if kind.endswith("_neutral"):
            assert letter.may_hold.isdisjoint({"name", "link", "answer", "agent"})
            assert not letter.button


def test_every_letter_demands_only_what_it_may_hold_and_the_book_explains():
    for letter in LETTERS.values():
        assert letter.must_hold <= letter.may_hold <= PLACEHOLDERS.keys()


@pytest.mark.parametrize(
    ("kind", "subject", "body", "field", "said"),
    [
        ("acknowledgement_neutral", SUBJECT, f"Bonjour {{name}}\n{BODY}", "body", "{name}"),
        ("acknowledgement_neutral", SUBJECT, f"{BODY}\n{{link}}", "body", "{link}"),
        ("reply_neutral", SUBJECT, f"{BODY}\n{{answer}}", "body", "{answer}"),
        ("acknowledgement", "Bonjour {name}", BODY, "subject", "{name}"),
        ("acknowledgement", SUBJECT, f"{BODY} {{nom}}", "body", "{nom}"),
        ("acknowledgement", SUBJECT, f"{BODY} {{ticket.contact.email}}", "body", "{ticket.contact.email}"),
        ("acknowledgement", SUBJECT, f"{BODY} {{}}", "body", "{}"),
        ("acknowledgement", SUBJECT, f"{BODY} {{ name }}", "body", "{ name }"),
        ("acknowledgement", SUBJECT, f"{BODY} {{{{name}}}}", "body", "{name}"),
        ("acknowledgement", SUBJECT, f"{BODY} {{name, bonjour", "body", "{name, bonjour"),
        ("acknowledgement", SUBJECT, f"{BODY} name}}", "body", "name}"),
        ("acknowledgement", SUBJECT, "Bonjour", "body", "{reference}"),
        ("acknowledgement", SUBJECT, " \n ", "body", ""),
        ("acknowledgement", SUBJECT, BODY + "a" * letterbook.BODY_LIMIT, "body", str(letterbook.BODY_LIMIT)),
        ("acknowledgement", "", BODY, "subject", ""),
        ("acknowledgement", "Bonjour\nBcc: x@example.org", BODY, "subject", ""),
        ("acknowledgement", "Bonjour\u2028Bcc: x@example.org", BODY, "subject", ""),
        ("acknowledgement", "a" * 151, BODY, "subject", "150"),
        ("reply", SUBJECT, "Bonjour", "body", "{answer}"),
        ("reply", SUBJECT, "Voici : {answer}", "body", "{answer}"),
        ("nothing", SUBJECT, BODY, "kind", ""),
    ],
)
def test_what_could_not_be_used_is_refused_with_its_name(kind, subject, body, field, said):
    found = problems(kind, subject, body)

    assert list(found) == [field]
    assert said in " ".join(found[field])


def test_a_wrong_placeholder_is_answered_with_those_that_are_right():
    [sentence] = problems("acknowledgement_neutral", SUBJECT, f"{BODY} {{name}}")["body"]

    assert "{reference}, {received_at}, {due_on}, {follow_up_home}, {organisation}" in sentence


@pytest.mark.parametrize(
    "text",
    [
        "{{ settings.SECRET_KEY }}",
        "{% load i18n %}",
        "{{reference|upper}}",
        "{% if reference %}",
        "<b>gras</b> & <script>",
        "%(reference)s",
        "$reference",
    ],
)
def test_the_signs_of_templates_are_only_text(text):
    assert problems("acknowledgement", SUBJECT, f"{BODY} {text}") == {}
    assert fill(text, VALUES) == text


@pytest.mark.parametrize(
    ("text", "values", "filled"),
    [
        ("Bonjour {name},", {"name": "Oksana"}, "Bonjour Oksana,"),
        ("Bonjour {name},", {"name": ""}, "Bonjour,"),
        ("Bonjour\u00a0{name} !", {"name": ""}, "Bonjour !"),
        ("{name}", {"name": ""}, ""),
        ("{a}{b}", {"a": "{b}", "b": "{a}"}, "{b}{a}"),
        ("{{name}}", {"name": "x"}, "{{name}}"),
        ("{{{name}}}", {"name": "x"}, "{{x}}"),
        ("{other} {name", {"name": "x"}, "{other} {name"),
    ],
)
def test_values_take_the_place_of_their_placeholders(text, values, filled):
    assert fill(text, values) == filled


@given(text=anything, values=st.fixed_dictionaries(dict.fromkeys(PLACEHOLDERS, anything)))
def test_values_are_never_read_again(text, values):
    """However values look, they come out letter for letter, and in the number and order of their placeholders."""
    marked = {key: f"\x01{number}\x02" for number, key in enumerate(values)}
    by_mark = {mark: values[key] for key, mark in marked.items()}
    lettered = {key: value or "\x03" for key, value in values.items()}

    expected = re.sub("\x01\\d+\x02", lambda found: by_mark[found[0]] or "\x03", fill(text, marked))

    assert fill(text, lettered) == expected


@given(text=anything)
def test_text_without_placeholders_comes_out_as_it_went_in(text):
    assert fill(text, {}) == text


@given(body=anything)
def test_what_passes_the_rules_leaves_no_placeholder_behind(body):
    if not problems("acknowledgement", SUBJECT, body):
        assert not letterbook.held(fill(body, VALUES))


def test_an_endless_row_of_blanks_is_read_at_once():
    assert problems("acknowledgement", SUBJECT, BODY + " " * 5_000 + "{") != {}


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        ("", []),
        ("a\nb\n\nc", [["a", "b"], ["c"]]),
        ("a\r\n\r\n \r\nb\r\n", [["a"], ["b"]]),
        ("\n\na  \n", [["a"]]),
    ],
)
def test_a_blank_line_parts_two_paragraphs(body, paragraphs):
    assert letterbook.paragraphs(body) == paragraphs
