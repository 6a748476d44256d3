"""French is what people read first: every text has its French, and the French fits."""

import ast
import re

import polib
import pytest
from django.utils.translation import gettext, override

from tests.house import catalogue
from tests.house.catalogue import Text

PLACEHOLDER = re.compile(r"%\(\w+\)[\d.]*[sdf]|%[sd%]|\{\w*\}")


def test_every_text_has_its_french():
    known = catalogue.known()
    missing = {
        text.singular: sorted(set(files))
        for text, files in catalogue.texts().items()
        if text not in known or not catalogue.is_translated(known[text])
    }

    assert missing == {}, "Give them French words: make messages"


def test_no_french_is_kept_for_a_text_that_is_gone():
    assert [text.singular for text in catalogue.known().keys() - catalogue.texts().keys()] == []


def test_the_french_fills_in_what_the_text_fills_in():
    wrong = [
        (text.singular, words)
        for text, entry in catalogue.known().items()
        if catalogue.is_translated(entry)
        for words in (entry.msgstr_plural.values() if text.plural else [entry.msgstr])
        if not _placeholders(words) <= _placeholders(text.singular) | _placeholders(text.plural or "")
        or not (text.plural or _placeholders(words) == _placeholders(text.singular))
    ]

    assert wrong == []


def test_the_compiled_catalogue_is_the_written_one():
    file = catalogue.path().with_suffix(".mo")
    compiled = polib.mofile(str(file)) if file.exists() else []
    written = [entry for entry in catalogue.known().values() if catalogue.is_translated(entry)]

    assert {(e.msgctxt, e.msgid, e.msgstr) for e in compiled} == {(e.msgctxt, e.msgid, e.msgstr) for e in written}, (
        "Compile it: make messages"
    )


def test_french_reaches_the_screen():
    plain = [entry for text, entry in catalogue.known().items() if not (text.context or text.plural)]
    entries = [entry for entry in plain if catalogue.is_translated(entry)]

    with override("fr"):
        assert {entry.msgid: gettext(entry.msgid) for entry in entries} == {e.msgid: e.msgstr for e in entries}


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('{% translate "Nobody yet" %}', Text(None, "Nobody yet", None)),
        ('{{ name|default:_("Nobody yet") }}', Text(None, "Nobody yet", None)),
        ('{% translate "May" context "month" %}', Text("month", "May", None)),
        ("{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}", Text(None, "Hello %(name)s", None)),
        (
            "{% blocktranslate count n=n %}{{ n }} file{% plural %}{{ n }} files{% endblocktranslate %}",
            Text(None, "%(n)s file", "%(n)s files"),
        ),
        (
            "{% blocktranslate trimmed %}\n  It's\n  late\n{% endblocktranslate %}",
            Text(None, "It's late", None),
        ),
    ],
)
def test_the_check_reads_templates_as_django_does(source, text):
    assert list(catalogue.in_template(source, "a.html")) == [text]


def test_a_text_put_together_from_pieces_is_refused():
    with pytest.raises(ValueError, match="whole"):
        list(catalogue.in_module(ast.parse('_(f"Hello {name}")')))


def _placeholders(words):
    return set(PLACEHOLDER.findall(words)) - {"%%"}
