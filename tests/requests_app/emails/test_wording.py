"""Whose words a letter has, and that no words whatever can keep it from being written."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from requests_app import remembered
from requests_app.emails import wording
from requests_app.models import LetterText
from tests import make

SUBJECT, BODY = "Bien reçu – {reference}", "Chère {name},\n\nMerci pour {reference}."


def text(kind="acknowledgement", language="fr", subject=SUBJECT, body=BODY, **fields):
    remembered.forget()
    return LetterText.objects.create(kind=kind, language=language, subject=subject, body=body, **fields)


def test_an_administrators_words_replace_ours_in_their_language_only(write, cast):
    text()

    french, english = (write("acknowledgement", make.ticket(reply_language=code)) for code in ("fr", "en"))

    assert french.subject == f"Bien reçu – {french.about}"
    assert f"Chère Oksana Test,\n\nMerci pour {french.about}." in french.text
    assert "Merci pour" not in english.text


def test_words_that_are_switched_off_are_not_used(write, cast):
    text(is_active=False)

    assert "Merci pour" not in write("acknowledgement", make.ticket()).text


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        (SUBJECT, BODY + " {secret}"),
        (SUBJECT, BODY + " {"),
        (SUBJECT, "rien"),
        ("a\nBcc: x@example.org", BODY),
        ("Bonjour {name}", BODY),
        ("", ""),
    ],
)
def test_words_that_cannot_be_used_keep_no_letter_back_and_the_log_names_them(write, cast, caplog, subject, body):
    text(subject=subject, body=body)

    letter = write("acknowledgement", make.ticket())

    assert letter.about in letter.text
    assert "http" in letter.text
    assert "acknowledgement in fr" in caplog.text
    assert "Bcc" not in caplog.text + letter.subject


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(subject=st.text(max_size=40), body=st.text(max_size=80))
def test_no_words_whatever_keep_a_letter_from_being_written(write, cast, subject, body):
    LetterText.objects.all().delete()
    clean = [part.replace("\0", "").encode("utf-8", "ignore").decode() for part in (subject, body)]
    text(subject=clean[0], body=f"{clean[1]} {{reference}}")

    letter = write("acknowledgement", make.ticket())

    assert letter.about in letter.text


def test_a_letter_that_the_book_no_longer_knows_does_no_harm(write, cast):
    text(kind="of_old")

    assert write("acknowledgement", make.ticket()) is not None


def test_words_are_read_once_in_a_while_and_not_for_every_letter(cast, django_assert_num_queries):
    text()
    wording.words_for("acknowledgement", "fr")

    with django_assert_num_queries(0):
        assert wording.words_for("acknowledgement", "fr").subject == SUBJECT


@pytest.mark.parametrize(
    "name",
    [
        "Gagnez sur www.example.com",
        "https://example.com",
        "cliquez example.com/x",
        "a@example.com",
        "x" * 61,
        "<b>",
        "   ",
    ],
)
def test_a_name_that_is_none_is_not_repeated(write, cast, name):
    """Else anybody could have us write an advertisement to anybody."""
    letter = write("acknowledgement", make.ticket(contact={"name": name, "email": "zoe@example.org"}))

    assert not name.strip() or name not in letter.text
    first = letter.text.split("\n")[0]
    assert first.endswith(",")
    assert " ," not in first


@pytest.mark.parametrize(
    "name", ["Oksana", "J.-P. de la Tour", "Nguyễn Văn A.", "O'Neill", "أمينة", "Mme. Dupont", "{link}"]
)
def test_a_name_is_repeated_as_it_was_typed(write, cast, name):
    assert name in write("acknowledgement", make.ticket(contact={"name": name, "email": "zoe@example.org"})).text
