"""Whatever comes: a page in words, never a bare error, and everything that was typed is still there."""

import pytest

from requests_app.models import Ticket, Upload
from tests.browserlike import to_step
from tests.public import people
from tests.public.test_flows import to_check

TEXT = people.GENERAL["message"]
BIG = b"%PDF-1.7\n" + b"x" * (30 * 1024 * 1024)


def filled(visitor, **changes):
    """The page of the message, filled after those before it, with changes that no page would make."""
    form = to_step(visitor, "general", people.GENERAL, "message").form.fill("message", TEXT)
    for name, value in changes.items():
        form.pairs = [pair for pair in form.pairs if pair[0] != name]
        form.pairs += [(name, one) for one in (value if isinstance(value, list) else [value])]
    return form


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({"topic": ""}, TEXT),
        ({"topic": []}, TEXT),
        ({"topic": "no_such_topic"}, TEXT),
        ({"message": ""}, "fle_alpha"),
        ({"message": "abc"}, "abc"),
        ({"message": "é" * 5001}, "é" * 5001),
        ({"message": "Bon\x00jour à tous"}, "Bonjour à tous"),
        ({"message": "Le fichier \u202etxt.exe"}, "Le fichier txt.exe"),
        ({"message": ["Première version", "Deuxième version"]}, "Première version\nDeuxième version"),
        ({"writing_for": ["moi", "proche"]}, TEXT),
        ({"topic": ["fle_alpha", "logement"]}, TEXT),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(visitor, changes, kept):
    page = filled(visitor, **changes).press()

    assert page.status == 422
    assert page.errors
    assert kept in [value.replace("\r\n", "\n") for _name, value in page.form.pairs]


def test_each_line_of_the_summary_leads_to_its_question(visitor):
    page = to_step(visitor, "general", people.GENERAL, "name").form.press()

    summary = page.by_id("error-summary")
    targets = [page.by_id(node.attrs["href"].removeprefix("#")) for node in summary.all("a")]
    assert [target.attrs["name"] for target in targets] == ["name", "preferred_contact"]


def test_the_cleaned_text_can_be_sent_again_as_it_stands(visitor):
    page = filled(visitor, message="Bon\x00jour à tous").press()

    assert page.form.press().form.asked[0] == "name"


def test_names_that_the_form_does_not_know_are_left_aside(visitor):
    page = filled(visitor, is_manager="1", team="discrimination", message=TEXT).press()

    assert page.status == 200
    assert page.form.value("is_manager") == ""


def test_a_later_step_sent_without_the_earlier_ones_asks_what_is_missing_and_keeps_the_rest(visitor):
    page = to_step(visitor, "general", people.GENERAL, "name")
    form = page.form.fill("name", "Zoé").fill("preferred_contact", "sur_place")
    form.pairs = [pair for pair in form.pairs if pair[0] not in {"message", "topic"}]

    page = form.press()

    assert page.status == 422
    assert page.form.asked == ["topic"]
    assert page.form.value("name") == "Zoé"
    assert "message" in page.press(topic="autre").form.asked


def test_the_check_page_judges_everything_once_more(visitor):
    form = to_check(visitor).form
    form.pairs = [(name, "nobody@" if name == "email" else value) for name, value in form.pairs]

    page = form.press()

    assert page.status == 422
    assert page.form.value("email") == "nobody@"
    assert page.form.value("message").replace("\r\n", "\n") == TEXT
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("submission", ["", "short", "x" * 500, "\u202e" * 30])
def test_a_submission_name_that_is_not_ours_is_replaced(visitor, submission):
    page = filled(visitor, submission=submission).press()

    assert page.status == 200
    assert len(page.form.value("submission")) == 32


def test_a_file_of_thirty_megabytes_is_refused_in_words_and_the_text_stays(visitor):
    page = filled(visitor).fill("attachments", ("grand.pdf", BIG, "application/pdf")).press()

    assert page.status == 422
    assert "grand.pdf" in page.errors[0]
    assert page.form.value("message").replace("\r\n", "\n") == TEXT
    assert not Upload.objects.exists()


def test_a_refused_file_costs_no_other_file(visitor):
    form = filled(visitor).fill("attachments", ("grand.pdf", BIG, "application/pdf"))
    form.fill("attachments", ("bon.txt", b"Bonjour de la commune.", "text/plain"))

    page = form.press()

    assert page.status == 422
    assert "bon.txt" in page.text
    assert page.form.values("attachments_kept") == [Upload.objects.get().token]


def test_a_fourth_file_is_refused_and_three_are_kept(visitor):
    form = filled(visitor)
    for number in range(4):
        form.fill("attachments", (f"{number}.txt", b"Bonjour de la commune.", "text/plain"))

    page = form.press()

    assert page.status == 422
    assert len(page.form.values("attachments_kept")) == 3


def test_a_file_that_is_not_what_it_says_is_refused(visitor):
    page = filled(visitor).fill("attachments", ("photo.jpg", b"<html><script>alert(1)</script>", "image/jpeg")).press()

    assert page.status == 422
    assert "photo.jpg" in page.errors[0]


def test_a_file_that_was_kept_too_long_ago_is_missed_before_sending(visitor):
    answers = {**people.GENERAL, "attachments": ("lettre.txt", b"Bonjour de la commune.", "text/plain")}
    page = to_check(visitor, answers=answers)
    Upload.objects.all().delete()

    page = page.form.press()

    assert page.status == 422
    assert page.form.press().url.endswith("/envoye/")


def test_an_old_token_shows_the_same_page_again_with_everything_on_it(visitor):
    form = filled(visitor)
    visitor.cookies.clear()

    page = form.press()

    assert page.status == 403
    assert page.root.all("p", class_="not-sent")
    assert page.form.value("message").replace("\r\n", "\n") == TEXT
    assert page.form.press().status == 200


def test_an_old_token_on_the_check_page_costs_nothing_either(visitor):
    page = to_check(visitor)
    visitor.cookies.clear()

    page = page.form.press()

    assert page.status == 403
    assert page.form.press().url.endswith("/envoye/")


def test_a_form_of_another_site_is_refused(visitor):
    form = filled(visitor)
    send = visitor.transport.send
    visitor.transport.send = lambda method, url, headers, body: send(
        method, url, {**headers, "Origin": "https://elsewhere.example"}, body
    )

    assert form.press().status == 403


def test_a_text_beyond_all_measure_gets_a_page_in_words(visitor):
    page = filled(visitor, message="é" * 1_500_000).press()

    assert page.status == 413
    assert page.heading


def test_too_many_fields_get_a_page_in_words(visitor):
    page = filled(visitor, topic=["autre"] * 500).press()

    assert page.status == 413
    assert page.heading


def test_a_body_that_is_no_form_gets_a_page_in_words(visitor):
    answer = visitor._follow(
        "POST", "/fr/contact/general/demande/", {"Content-Type": "multipart/form-data"}, b"nonsense"
    )

    assert answer.status == 400
    assert answer.heading


def test_a_body_larger_than_we_ever_read_is_refused_before_reading(visitor, settings):
    settings.REQUEST_LIMIT_BYTES = 1000

    assert filled(visitor).fill("attachments", ("a.txt", b"x" * 2000, "text/plain")).press().status == 413


@pytest.mark.parametrize("path", ["/fr/nothing/", "/fr/contact/nothing/", "/fr/contact/general/nothing/", "/xx/"])
def test_nothing_there_is_said_in_words(visitor, path):
    page = visitor.get(path)

    assert page.status == 404
    assert page.root.all("a")
