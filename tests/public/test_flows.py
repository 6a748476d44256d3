"""From the first page to the confirmation, as a person without JavaScript goes."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from django.utils.translation import gettext

from requests_app.models import Form, Ticket
from requests_app.remembered import forget
from tests.browserlike import first_step, send_request, to_step, urlencoded
from tests.public import people


def to_check(browser, slug="general", answers=people.GENERAL):
    """The check page."""
    page = first_step(browser, slug)
    while not [node for node in page.root.all("button") if node.attrs.get("id") == "send"]:
        form = page.form
        for name in form.asked:
            if name in answers:
                form.fill(name, answers[name])
        page = form.press()
        assert page.status == 200, page.errors
    return page


@pytest.mark.parametrize("slug", people.ALL)
def test_each_form_leads_to_a_reference_and_a_code(visitor, slug):
    page = send_request(visitor, slug, people.ALL[slug])

    ticket = Ticket.objects.get()
    assert (page.status, page.url) == (200, f"/fr/contact/{slug}/envoye/")
    assert page.by_id("reference").text == ticket.reference
    assert len(page.by_id("receipt-code").text.replace(" ", "")) == 16
    assert ticket.form.slug == slug


@pytest.mark.parametrize("slug", people.ALL)
def test_every_answer_arrives(visitor, slug):
    send_request(visitor, slug, people.ALL[slug])

    stored = Ticket.objects.get().all_answers
    assert {key: stored.get(key) for key in people.ALL[slug]} == {
        key: int(value) if key == "people_count" else value for key, value in people.ALL[slug].items()
    }


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_form_is_filled_in_the_language_of_its_address(visitor, language):
    page = send_request(visitor, "general", people.GENERAL, language=language)

    assert page.root.all("html")[0].attrs["lang"] == language
    assert Ticket.objects.get().language == language


def test_the_confirmation_survives_a_reload_and_belongs_to_this_browser(visitor):
    page = send_request(visitor, "general", people.GENERAL)
    code = page.by_id("receipt-code").text

    assert visitor.get(page.url).by_id("receipt-code").text == code
    visitor.cookies.clear()
    assert visitor.get(page.url).status == 410


def test_the_confirmation_cookie_goes_to_its_page_only_and_scripts_cannot_read_it(visitor):
    page = to_check(visitor)
    visitor.cookies = {key: value for key, value in visitor.cookies.items() if key[1] != "sent"}
    raw = visitor.transport.send
    seen = []
    visitor.transport.send = lambda *args: seen.append(raw(*args)) or seen[-1]

    page.form.press()

    (cookie,) = [value for name, value in seen[0].headers if name == "Set-Cookie" and value.startswith("sent=")]
    assert seen[0].status == 302
    assert {"HttpOnly", "SameSite=Lax", "Path=/fr/contact/general/envoye/", "Max-Age=1800"} <= set(cookie.split("; "))


def test_the_confirmation_is_over_after_its_minutes(visitor):
    page = send_request(visitor, "general", people.GENERAL)

    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert visitor.get(page.url).status == 410


def test_a_later_step_without_answers_leads_to_the_first(visitor):
    for path in ["joindre", "langue", "verifier"]:
        page = visitor.get(f"/fr/contact/general/{path}/")
        assert page.url == "/fr/contact/general/demande/"


def test_a_step_that_asks_nothing_of_an_anonymous_person_is_left_out(visitor):
    page = to_step(visitor, "discrimination", people.ANONYMOUS, "anonymous")

    page = page.press(anonymous="yes")

    assert page.form.asked == ["sensitive_consent"]


def test_a_question_that_is_not_shown_is_not_stored(visitor):
    page = to_step(visitor, "general", people.GENERAL, "name")

    form = page.form.fill("name", "Zoé").fill("preferred_contact", "sur_place")
    form.pairs.append(("organisation", "Une ASBL"))
    page = form.press()
    while not page.url.endswith("/envoye/"):
        page = page.press()

    assert "organisation" not in Ticket.objects.get().all_answers


def test_one_answer_can_be_changed_from_the_check_page_and_the_others_stay(visitor):
    page = to_check(visitor)

    page = page.form.press("Votre nom")
    assert page.form.value("name") == people.GENERAL["name"]
    page = page.press(name="Zoé")

    assert "Zoé" in page.text
    page.form.press()
    assert Ticket.objects.get().all_answers == {**people.GENERAL, "name": "Zoé"}


def test_a_change_asks_what_it_makes_necessary(visitor):
    page = to_check(visitor, "discrimination", people.ANONYMOUS)

    page = page.form.press("Voulez-vous donner votre nom").press(anonymous="no")

    assert page.status == 200
    assert "name" in page.form.asked
    page = page.press(name="Karim", preferred_contact="aucun")
    assert page.by_id("send")


def test_back_keeps_what_was_typed_on_the_page_that_one_leaves(visitor):
    page = to_step(visitor, "general", people.GENERAL, "name")

    page = page.form.fill("name", "Zoé").press(gettext("Back"))
    assert page.form.value("message").replace("\r\n", "\n") == people.GENERAL["message"]

    assert page.press().form.value("name") == "Zoé"


def test_the_language_can_be_changed_in_the_middle_and_nothing_is_lost(visitor):
    page = to_step(visitor, "general", people.GENERAL, "name")
    form = page.form.fill("name", "Zoé")
    button = next(node for node in page.root.all("button") if node.text == "English")

    page = form.send(button)

    assert page.url == "/en/contact/general/joindre/"
    assert page.form.value("name") == "Zoé"
    assert page.form.value("topic") == "fle_alpha"


def test_what_was_changed_after_sending_is_not_lost_and_not_sent_by_itself(visitor):
    page = to_check(visitor)
    page.form.press()
    changed = page.form.press("Votre nom").press(name="Zoé")

    page = changed.form.press()

    assert page.status == 409
    assert Ticket.objects.get().reference in page.text
    assert page.form.press().url.endswith("/envoye/")
    assert Ticket.objects.count() == 2


def test_the_same_page_sent_twice_is_one_request(visitor):
    page = to_check(visitor)

    first, second = page.form.press(), page.form.press()

    assert first.by_id("receipt-code").text == second.by_id("receipt-code").text
    assert Ticket.objects.count() == 1


def test_a_file_travels_with_the_page_and_can_be_left_out_again(visitor):
    answers = {**people.GENERAL, "attachments": ("lettre é.txt", b"Bonjour de la commune.", "text/plain")}
    page = to_check(visitor, answers=answers)
    assert "lettre é.txt" in page.text

    page = page.form.press("Ajouter un document").form.fill("attachments_kept", []).press()
    page.form.press()

    assert not Ticket.objects.get().attachments.exists()


def test_a_file_arrives_with_the_request(visitor):
    answers = {**people.GENERAL, "attachments": ("lettre é.txt", b"Bonjour de la commune.", "text/plain")}

    send_request(visitor, "general", answers)

    assert [file.original_name for file in Ticket.objects.get().attachments.all()] == ["lettre é.txt"]


def test_a_closed_form_is_not_there(visitor):
    Form.objects.filter(slug="ukraine").update(is_open=False)
    forget()

    assert visitor.get("/fr/contact/ukraine/").status == 404
    assert "Ukraine" not in visitor.get("/fr/").text


def test_a_language_once_chosen_is_kept(visitor):
    visitor.get("/en/")

    assert visitor.get("/").url == "/en/"


def test_the_list_of_forms_shows_them_all_and_the_emergency_numbers(visitor):
    page = visitor.get("/fr/")

    assert [node.attrs["href"] for node in page.root.all("a") if "/contact/" in node.attrs["href"]] == [
        f"/fr/contact/{slug}/" for slug in ["general", "bureau-accueil", "discrimination", "ukraine"]
    ]
    assert {"tel:112", "tel:080012420"} <= {node.attrs["href"] for node in page.root.all("a")}


def test_every_page_before_the_last_says_that_nothing_is_sent_yet(visitor):
    words = visitor.get("/fr/contact/general/").root.all("p", class_="not-sent")[0].text

    assert words in to_step(visitor, "general", people.GENERAL, "name").text
    assert words in to_check(visitor).text
    assert words not in to_check(visitor).form.press().text


@pytest.mark.parametrize("slug", people.ALL)
def test_every_page_has_one_heading_and_says_where_one_is(visitor, slug):
    page = first_step(visitor, slug)
    numbers = []

    while not [node for node in page.root.all("button") if node.attrs.get("id") == "send"]:
        assert len(page.root.all("h1")) == 1, page.url
        numbers.append(page.root.all("div", class_="progress-line")[0].all("p")[0].text)
        form = page.form
        for name in form.asked:
            if name in people.ALL[slug]:
                form.fill(name, people.ALL[slug][name])
        page = form.press()

    assert [int(one.split()[1]) for one in numbers] == list(range(1, len(numbers) + 1))
    assert [node.attrs["class"] for node in page.root.all("li") if "aria-current" in node.attrs][-1] == "current"


@pytest.mark.parametrize("has_draft", [False, True])
def test_sending_takes_twelve_queries_at_most_and_one_transaction(visitor, django_assert_max_num_queries, has_draft):
    send_request(visitor, "general", people.GENERAL)  # rules, teams and hours are remembered from now on
    page = to_check(visitor)
    if has_draft:
        visitor.cookies["/", "draft"] = "x" * 43

    with django_assert_max_num_queries(14) as seen:  # and the savepoint that a test's own transaction makes of atomic()
        headers, body = urlencoded(page.form.pairs)
        answer = visitor.send("POST", "/fr/contact/general/verifier/", headers, body)

    assert answer.status == 302
    statements = [query["sql"].split()[0] for query in seen.captured_queries]
    assert len([one for one in statements if one not in {"SAVEPOINT", "RELEASE"}]) <= 12
    assert "UPDATE" not in statements


def test_checking_the_answers_takes_no_query_and_the_confirmation_two(visitor, django_assert_max_num_queries):
    sent = send_request(visitor, "general", people.GENERAL)
    to_check(visitor)

    with django_assert_max_num_queries(0):
        to_check(visitor)
    with django_assert_max_num_queries(2):
        visitor.get(sent.url)
