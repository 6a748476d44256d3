"""Reading what people and machines send: the kind, the words, the names, and never a crash."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications import charsets, cleaning, parsing, quoting
from notifications.classify import EFFECTS, Action, Kind, classify
from tests.mail import letters

HELD_OUT = json.loads((letters.HERE / "held_out.json").read_text(encoding="utf-8"))
OUR_DOMAIN = ("guichet.example.org",)
OURS = ("guichet@guichet.example.org",)


def _raw(name):
    return Path(letters.HERE / "held_out" / f"{name}.eml").read_bytes()


def _words(text):
    return text.split()


@pytest.mark.parametrize("name", HELD_OUT)
def test_a_message_is_known_for_what_it_is_and_keeps_its_words(name):
    expected = HELD_OUT[name]
    mail = parsing.parse(_raw(name))
    verdict = classify(mail, ours=OURS)

    assert verdict.kind == expected["kind"]
    assert verdict.permanent == expected.get("permanent_failure", False)
    shown = quoting.written(mail.text, OUR_DOMAIN)
    assert _words(shown) == _words(expected.get("text", shown))
    assert [file.name for file in mail.files] == expected.get("names", [])


@given(st.binary(max_size=2000))
def test_no_bytes_make_it_stumble(raw):
    mail = parsing.parse(raw)

    assert classify(mail).kind in EFFECTS
    assert "\0" not in mail.text


@given(st.sampled_from(sorted(HELD_OUT)), st.data())
def test_no_damage_to_a_real_message_makes_it_stumble(name, data):
    raw = _raw(name)
    at = data.draw(st.integers(0, len(raw)))
    damaged = raw[:at] + data.draw(st.binary(max_size=20)) + raw[at + data.draw(st.integers(0, 40)) :]

    mail = parsing.parse(damaged)

    assert classify(mail, ours=OURS).kind in EFFECTS
    assert isinstance(mail.sender, tuple)
    assert mail.written_at is None or mail.written_at.tzinfo


@given(
    st.lists(
        st.sampled_from(["> a", "Le 23/11/2026 à 10:12, X <a@b.org> a écrit :", "", "De : a@b.org", "oui", "##- x -##"])
    )
)
def test_what_is_folded_and_what_is_not_are_together_the_whole(lines):
    text = "\n".join(lines)

    assert "".join(piece.text for piece in quoting.split(text, OUR_DOMAIN)) == text


@given(st.text())
def test_no_text_is_lost_whatever_it_is(text):
    assert "".join(piece.text for piece in quoting.split(text)) == text


def test_a_letter_that_only_quotes_is_shown_whole():
    assert quoting.written("> Bonjour\n> Pouvez-vous venir ?") == "> Bonjour\n> Pouvez-vous venir ?"


def test_every_kind_has_its_one_effect_and_only_people_are_answered():
    assert set(EFFECTS) == set(Kind)
    assert [kind for kind, effect in EFFECTS.items() if effect.is_answered or effect.moves] == [Kind.HUMAN]
    assert [kind for kind, effect in EFFECTS.items() if Action.NEW in (effect.known, effect.unknown)] == [Kind.HUMAN]


def test_our_own_letter_that_comes_back_is_a_loop():
    raw = b"From: x@y.org\nX-Loop: guichet.example.org\n\nBonjour"

    assert classify(parsing.parse(raw), loop_mark="guichet.example.org").kind == Kind.LOOP


def test_messages_within_messages_end_somewhere():
    raw = b"Content-Type: message/rfc822\n\n" * 5000

    assert classify(parsing.parse(raw)).kind in EFFECTS


def test_a_thousand_nested_parts_are_read_within_the_limits():
    raw = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1000))
    started = time.monotonic()

    assert parsing.parse(raw).incomplete
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("html", [
    "<script>alert(1)</script><p onclick=x()>a</p>", "<a href='javascript:x'>a</a>", "<img src=http://x.example/1.png>a",
    "<<script>script>alert(1)<</script>/script>", "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<form action=/x><input></form>", "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<iframe src=//x.example></iframe>", "<meta http-equiv=refresh content='0;url=//x.example'>", "<p style='background:url(//x)'>a",
])  # fmt: skip
def test_nothing_in_html_runs_or_is_fetched(html):
    cleaned = cleaning.clean(html)

    assert not any(
        word in cleaned
        for word in ("<script", "<img", "javascript:", " on", "<form", "<iframe", "<style", "style=", "<meta")
    )


@given(st.text(alphabet="<>/abp img=\"'&;!-#"))
def test_cleaning_twice_changes_nothing(html):
    once = cleaning.clean(html)

    assert cleaning.clean(once) == once


def test_html_that_is_too_long_is_not_shown_as_html():
    with pytest.raises(cleaning.TooSlow):
        cleaning.clean("a" * (cleaning.LIMIT_CHARACTERS + 1))


@pytest.mark.parametrize(("value", "shown"), [
    ("=?utf-8?B?w6k=?= =?utf-8?Q?t=C3=A9?=", "été"), ("=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=", "café"),
    ("=?koi8-r?B?8NLJ18XU?=", "Привет"), ("=?x-nowhere?Q?a=E9?=", "aé"), ("=?utf-8?B?!!?=", "!!"), ("Bonjour\n toi", "Bonjour toi"),
])  # fmt: skip
def test_headers_are_read_however_they_are_written(value, shown):
    assert charsets.header(value) == shown
