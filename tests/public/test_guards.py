"""Not for robots: what is set aside, what comes back with everything typed, and what others notice of a flood."""

import base64
import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from notifications.models import OutgoingEmail
from requests_app import remembered
from requests_app.models import Form, Tally, Ticket, TicketFact
from requests_app.models.notices import Notice
from requests_app.models.tickets import Status
from requests_app.services import guards, tally
from tests.browserlike import Browser, ViaClient, send_request
from tests.public import people
from tests.public.test_flows import to_check

SLOWLY = timedelta(seconds=30)
MORNING = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)


class From(ViaClient):
    """A browser behind our proxy, at an address."""

    def __init__(self, address):
        super().__init__()
        self.address = address

    def send(self, method, url, headers, body):
        return super().send(method, url, {**headers, "X-Forwarded-For": self.address}, body)


@pytest.fixture
def at(cast, settings):
    """Somebody at an address: `at("192.0.2.1")`."""
    settings.TRUSTED_PROXIES = 1
    settings.GUARD_CONNECTION_FREE_PER_HOUR = 3
    settings.GUARD_CONNECTION_LIMIT_PER_HOUR = 6
    settings.GUARD_SAME_TEXT_PER_DAY = 1
    with time_machine.travel(MORNING, tick=True):  # far from the end of an hour, in which counting starts anew
        yield lambda address: Browser(From(address))


def sent(browser, slug="general", number=0, **answers):
    """Send a request with words of its own, at the pace of a person."""
    text = f"Bonjour, je voudrais apprendre le français. Question {'abcdefghij'[number % 10] * (number + 1)}."
    page = to_check(browser, slug, {**people.ALL[slug], "message": text, **answers})
    with time_machine.travel(timezone.now() + SLOWLY, tick=True):
        return page.form.press()


def proof(page):
    """What a browser with JavaScript finds."""
    field = next(node for node in page.root.all("input") if node.attrs.get("name") == "proof").attrs
    salt, challenge, most = field["data-salt"], field["data-challenge"], int(field["data-most"])
    number = next(n for n in range(most) if hashlib.sha256(f"{salt}{n}".encode()).hexdigest() == challenge)
    found = {"algorithm": "SHA-256", "challenge": challenge, "number": number, "salt": salt}
    return base64.b64encode(json.dumps({**found, "signature": field["data-signature"]}).encode()).decode()


def test_who_reads_before_sending_is_in_the_queue(visitor):
    sent(visitor)

    assert Ticket.objects.get().status == Status.NEW
    assert OutgoingEmail.objects.filter(kind="acknowledgement").exists()


def test_a_page_carries_the_stamp_of_its_first_page_and_an_empty_field_to_the_end(visitor):
    first = visitor.get("/fr/contact/general/demande/").form.value("stamp")
    page = to_check(visitor)

    assert first
    assert page.form.value("stamp")
    assert page.form.value("website") == ""
    assert "website" not in page.form.asked


def test_a_robot_that_fills_what_people_do_not_see_is_set_aside_and_reads_a_usual_confirmation(visitor):
    form = visitor.get("/fr/contact/general/demande/").form
    form.fill("website", "http://example.invalid")
    page = form.fill("writing_for", people.GENERAL["writing_for"]).press()
    while not page.url.endswith("/envoye/"):
        form = page.form
        for name in set(form.asked) & set(people.GENERAL):
            form.fill(name, people.GENERAL[name])
        page = form.press()

    ticket = Ticket.objects.get()
    assert page.by_id("reference").text == ticket.reference
    assert (ticket.status, ticket.suspicions) == (Status.ASIDE, ["bait", "too_fast"])


def test_nobody_is_written_to_and_nothing_is_counted_about_what_is_set_aside(visitor):
    sent(visitor, message="cheap viagra [url=http://example.invalid]casino bonus[/url]")

    assert Ticket.objects.get().status == Status.ASIDE
    assert not OutgoingEmail.objects.exists()
    assert not Notice.objects.exists()
    assert not TicketFact.objects.exists()


def test_one_connection_too_often_gets_everything_back_and_a_way_on(at):
    for number in range(3):
        sent(at("192.0.2.1"), number=number)

    page = sent(at("192.0.2.1"), number=4)
    assert page.status == 429
    assert page.form.value("message").startswith("Bonjour, je voudrais")
    assert Ticket.objects.count() == 3

    with time_machine.travel(timezone.now() + SLOWLY, tick=True):
        assert page.form.press().url.endswith("/envoye/")
    assert Ticket.objects.latest("pk").status == Status.ASIDE
    assert Ticket.objects.latest("pk").suspicions == ["limit"]


def test_a_proof_of_work_leads_into_the_queue_once(at):
    for number in range(3):
        sent(at("192.0.2.1"), number=number)
    page = sent(at("192.0.2.1"), number=4)
    again = sent(at("192.0.2.1"), number=5)
    found = proof(page)

    with time_machine.travel(timezone.now() + SLOWLY, tick=True):
        page.form.fill("proof", found).press()
        assert Ticket.objects.latest("pk").status == Status.NEW
        again.form.fill("proof", found).press()
        assert Ticket.objects.latest("pk").suspicions == ["limit"]


def test_beyond_the_last_limit_nothing_is_opened_without_a_proof_and_nothing_is_lost(at):
    for number in range(3):
        sent(at("192.0.2.1"), number=number)
    for number in range(3, 6):
        page = sent(at("192.0.2.1"), number=number)
        page.form.press()
    page = sent(at("192.0.2.1"), number=7).form.press()

    assert page.status == 429
    assert page.form.value("message").startswith("Bonjour, je voudrais")
    assert Ticket.objects.count() == 6
    page.form.fill("proof", proof(page)).press()
    assert Ticket.objects.count() == 7
    assert Ticket.objects.latest("pk").status == Status.ASIDE


def test_others_and_the_next_hour_notice_nothing(at):
    for number in range(4):
        sent(at("192.0.2.1"), number=number)

    assert sent(at("192.0.2.2"), number=5).url.endswith("/envoye/")
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=True):
        assert sent(at("192.0.2.1"), number=6).url.endswith("/envoye/")


def test_the_second_of_two_clicks_is_answered_even_beyond_the_limit(at):
    browser = at("192.0.2.1")
    for number in range(2):
        sent(at("192.0.2.1"), number=number)
    page = to_check(browser)
    first = page.form.press()
    again = page.form.press()

    assert first.by_id("receipt-code").text == again.by_id("receipt-code").text


def test_what_is_known_to_be_too_much_costs_one_statement_and_no_slow_hash(at, monkeypatch, django_assert_num_queries):
    for number in range(4):
        sent(at("192.0.2.1"), number=number)
    page = to_check(at("192.0.2.1"))
    monkeypatch.setattr("requests_app.receipts.hash_code", None)

    with django_assert_num_queries(1):
        assert page.form.press().status == 429


@pytest.mark.parametrize("slug", people.ALL)
def test_no_address_is_found_in_what_is_counted(at, slug):
    sent(at("192.0.2.77"), slug)

    rows = list(Tally.objects.values_list("key", "until"))
    assert all(len(key) == 64 for key, _until in rows)
    assert all(until <= timezone.now() + timedelta(days=1) for _key, until in rows)


def test_of_a_report_no_connection_is_written_anywhere_and_a_flood_meets_a_limit_all_the_same(at):
    for number in range(3):
        sent(at("192.0.2.77"), "discrimination", number)

    hour = tally.window_end(timezone.now(), tally.HOUR)
    assert not Tally.objects.filter(until=hour).exists()
    assert not Tally.objects.filter(key=tally.key_of("192.0.2.77", kind="connection", until=hour)).exists()
    assert sent(at("192.0.2.77"), "discrimination", 4).status == 429
    guards.forget_connections()  # another process, or the next hour
    assert sent(at("192.0.2.77"), "discrimination", 5).url.endswith("/envoye/")


def test_the_same_text_again_and_again_is_set_aside_whoever_sends_it(at):
    for number in range(4):
        sent(at(f"192.0.2.{number}"), message="Bonjour, ceci est le même texte pour tout le monde.")

    assert Ticket.objects.order_by("pk").first().status == Status.NEW
    assert Ticket.objects.latest("pk").suspicions == ["flood"]


def test_under_attack_who_proves_nothing_is_looked_at_first_and_who_does_is_not(at, settings):
    settings.GUARD_FORM_PER_MINUTE = 2
    for number in range(3):
        sent(at(f"192.0.2.{number}"), number=number)
    Ticket.objects.update(opened_at=timezone.now())
    remembered.forget()

    sent(at("198.51.100.1"), number=4)
    assert Ticket.objects.latest("pk").suspicions == ["attack"]
    page = to_check(at("198.51.100.2"))
    page.form.fill("proof", proof(page)).press()
    assert Ticket.objects.latest("pk").status == Status.NEW


def test_in_quiet_times_nothing_is_asked_of_the_browser(visitor):
    page = to_check(visitor)

    assert "proof" not in page.form.fields
    assert "proof.js" not in page.html


def test_an_attack_on_one_form_leaves_the_others_alone(at, settings):
    settings.GUARD_FORM_PER_MINUTE = 2
    for number in range(3):
        sent(at(f"192.0.2.{number}"), number=number)
    Ticket.objects.update(opened_at=timezone.now())
    remembered.forget()

    assert guards.is_under_attack(Form.objects.get(slug="general").pk)
    assert not guards.is_under_attack(Form.objects.get(slug="ukraine").pk)


def test_switched_off_nothing_is_counted_but_what_is_written_still_counts(at, settings):
    settings.PUBLIC_GUARDS = False
    for _turn in range(5):
        send_request(at("192.0.2.1"), "general", {**people.GENERAL, "message": "Bonjour, le même texte pour tous."})
    sent(at("192.0.2.1"), message="cheap viagra [url=http://example.invalid]casino bonus[/url]")

    assert not Tally.objects.exists()
    assert list(Ticket.objects.order_by("pk").values_list("status", flat=True)) == [*["new"] * 5, "aside"]


@pytest.mark.parametrize("odd", ["x" * 100_000, "<script>", "\u202e\x00", "-1", "é.é", "0." + "0" * 20, "f" * 90 + "."])
def test_odd_values_of_our_own_fields_are_no_crash(visitor, odd):
    page = to_check(visitor)
    for name in ("stamp", "website"):
        page.form.fill(name, odd)
    page.form.pairs += [("proof", odd), ("patience", odd)]

    answer = page.form.press()

    assert answer.status == 200
    assert "<script>alert" not in answer.html
