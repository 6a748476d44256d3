"""Reading what people and machines send: the kind, the words, the names, and never a crash."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications import charsets, parsing, quoting
from notifications.classify import EFFECTS, SPAM_SCORE, Action, Kind, classify
from tests.mail import letters, score
from tests.mail.tuned import TUNED

HELD_OUT = json.loads((letters.HERE / "held_out.json").read_text(encoding="utf-8"))


MESSAGES = sorted(letters.HERE.glob("*/*.eml"))


@pytest.mark.parametrize("name", score.SETS)
def test_every_message_of_the_corpus_is_read_as_it_should_be(name):
    result = score.score(name)

    assert (result.crashes, result.right["whole"], result.wrong) == (0, result.messages, []), str(result)


def test_the_corpus_is_large_and_its_files_are_those_that_its_source_makes():
    files = {path.stem: path.read_bytes() for path in (letters.HERE / "tuned").glob("*.eml")}

    assert files == {made.name: made.raw for made in TUNED}
    assert len(files) + len(HELD_OUT) >= 150


@pytest.mark.parametrize("name", score.SETS)
def test_the_origin_and_the_licence_of_each_message_are_written_down(name):
    rows = (letters.HERE / f"{name}.origins.tsv").read_text(encoding="utf-8").splitlines()[1:]

    assert {row.split("\t")[0] for row in rows} == {f"{name}/{path.name}" for path in (letters.HERE / name).iterdir()}
    assert all(len(row.split("\t")) == 3 and all(row.split("\t")) for row in rows)


@given(st.binary(max_size=2000))
def test_no_bytes_make_it_stumble(raw):
    mail = parsing.parse(raw)

    assert classify(mail).kind in EFFECTS
    assert "\0" not in mail.text


@given(st.sampled_from(MESSAGES), st.data())
def test_no_damage_to_a_real_message_makes_it_stumble(path, data):
    raw = path.read_bytes()
    at = data.draw(st.integers(0, len(raw)))
    damaged = raw[:at] + data.draw(st.binary(max_size=20)) + raw[at + data.draw(st.integers(0, 40)) :]

    mail = parsing.parse(damaged)

    assert classify(mail, ours=score.OURS).kind in EFFECTS
    assert isinstance(mail.sender, tuple)
    assert mail.written_at is None or mail.written_at.tzinfo


@given(
    st.lists(
        st.sampled_from(["> a", "Le 23/11/2026 à 10:12, X <a@b.org> a écrit :", "", "De : a@b.org", "oui", "##- x -##"])
    )
)
def test_what_is_folded_and_what_is_not_are_together_the_whole(lines):
    text = "\n".join(lines)

    assert "".join(piece.text for piece in quoting.split(text, score.OUR_DOMAINS)) == text


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


@pytest.mark.parametrize(("value", "shown"), [
    ("=?utf-8?B?w6k=?= =?utf-8?Q?t=C3=A9?=", "été"), ("=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=", "café"),
    ("=?koi8-r?B?8NLJ18XU?=", "Привет"), ("=?x-nowhere?Q?a=E9?=", "aé"), ("=?utf-8?B?!!?=", "!!"), ("Bonjour\n toi", "Bonjour toi"),
])  # fmt: skip
def test_headers_are_read_however_they_are_written(value, shown):
    assert charsets.header(value) == shown


def test_spam_is_a_persons_message_that_is_held_whether_its_ticket_is_known_or_not():
    verdict = classify(parsing.parse(b"From: a@b.org\nX-Spam-Score: 7.5\n\nBonjour"))

    assert (verdict.kind, verdict.because, verdict.is_spam) == (Kind.HUMAN, "spam", True)
    assert verdict.action(known=True) == verdict.action(known=False) == Action.HOLD
    assert (verdict.effect.moves, verdict.effect.is_answered) == (False, False)


def test_a_score_below_the_limit_holds_nobody():
    just_below = f"X-Spam-Score: {SPAM_SCORE - 0.1}\n\nBonjour".encode()

    assert classify(parsing.parse(just_below)).action(known=False) == Action.NEW


@pytest.mark.parametrize("word", [
    "automatique", "absent", "out of office", "undeliverable", "mailbox full", "user unknown", "spam", "confirm", "boxbe",
    "vacation", "ceci est un message automatique", "does not exist", "non remis", "je suis absente", "en cas d'urgence",
])  # fmt: skip
def test_no_single_word_makes_a_robot_of_a_person(word):
    raw = f"From: Oksana <o@example.net>\nSubject: Question\n\nBonjour, j'ai lu {word} chez vous, pourquoi ?".encode()

    assert classify(parsing.parse(raw)).kind == Kind.HUMAN


def test_who_may_have_written_are_all_whom_the_headers_name_and_no_result_of_a_check_is_believed():
    raw = (
        b"Authentication-Results: guichet.example.org; dmarc=pass\nSender: list@x.org\n"
        b"Reply-To: =?utf-8?Q?Koval=2C_O.?= <o@example.net>\nFrom: Ivan <i@example.net>\n\nBonjour"
    )
    mail = parsing.parse(raw)

    assert [(one.name, one.address, one.header) for one in mail.writers] == [
        ("Ivan", "i@example.net", "from"),
        ("Koval, O.", "o@example.net", "reply-to"),
        ("", "list@x.org", "sender"),
    ]
    assert mail.sender == ("Ivan", "i@example.net")


@pytest.mark.parametrize(("written", "shown"), [
    ('"amina@guichet.example.org" <x@evil.example>', ("", "x@evil.example")),
    ('"x@evil.example" <x@evil.example>', ("x@evil.example", "x@evil.example")),
    ('"Amina\u202egnp" <x@evil.example>', ("Aminagnp", "x@evil.example")),
    ("=?utf-8?Q?amina=40guichet=2Eexample=2Eorg=2C?= <x@evil.example>", (",", "x@evil.example")),
    ("Famille: a@example.net, b@example.net;", ("", "a@example.net")), ("undisclosed-recipients:;", ("", "")), ("nobody", ("", "")),
])  # fmt: skip
def test_a_name_never_passes_for_the_address_of_somebody_else(written, shown):
    assert parsing.parse(f"From: {written}\n\nBonjour".encode()).sender == shown


@pytest.mark.parametrize("when", ["Fri, 31 Dec 9999 23:59:59 -2359", "Mon, 32 Foo 2026", "0", "x" * 10_000])
def test_an_impossible_date_is_no_date(when):
    assert parsing.parse(f"Date: {when}\n\nx".encode()).written_at is None


def test_a_charset_with_a_nul_in_its_name_is_no_charset():
    assert parsing.parse(b'Content-Type: text/plain; charset="a\0b"\n\n\xc3\xa9t\xc3\xa9').text == "été"
