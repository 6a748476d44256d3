"""Messages that came by mail, on the page of their ticket: whole, folded, from whom, and as they arrived."""

import pytest

from notifications import cleaning
from requests_app.models import Message
from sealing import storage
from tests import make

BOTH = (
    b"From: Oksana <oksana@example.org>\r\nSubject: Bonjour\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/alternative; boundary=b\r\n\r\n"
    b"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nLes mots\r\n"
    b"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    b"<p>Les <b>mots</b></p><script>alert(1)</script><img src=https://tracker.example/x.gif>\r\n--b--\r\n"
)
ANSWER = (
    "Oui, mardi me convient très bien.\n\n"
    "Le 3 nov. 2026 à 10:00, Guichet <guichet@guichet.example.org> a écrit :\n> Mot pour mot\n"
)


@pytest.fixture(autouse=True)
def _private(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"


@pytest.fixture
def ticket(cast):
    return make.ticket(team=cast.reception)


def by_mail(ticket, body="Les mots", raw=BOTH, **fields):
    row = make.mail(raw, fate="filed", about=ticket.reference)
    return make.message(ticket, body, **{"sender": "oksana@example.org", "incoming": row, **fields})


def page_of(client, ticket):
    return client.get(f"/desk/tickets/{ticket.reference}/")


def address(message, what=""):
    return f"/desk/tickets/{message.ticket.reference}/messages/{message.pk}/{what}"


def test_what_is_quoted_is_folded_in_its_place_and_every_word_is_there(cast, seen_by, ticket):
    by_mail(ticket, ANSWER)

    page = page_of(seen_by(cast.amina), ticket)

    [entry] = page.context["talk"].entries
    assert [piece.is_quoted for piece in entry.pieces] == [False, True]
    assert "\n".join(piece.text for piece in entry.pieces).split() == ANSWER.split()
    assert page.content.decode().index('<details class="quoted">') < page.content.decode().index("Mot pour mot")


def test_a_very_long_message_is_shown_whole_and_at_once(cast, seen_by, ticket):
    long = "> mot\nréponse\n" * 5000
    by_mail(ticket, long)

    [entry] = page_of(seen_by(cast.amina), ticket).context["talk"].entries

    assert "".join(piece.text for piece in entry.pieces) == long


def test_a_request_that_seems_to_answer_another_says_so_to_those_who_may_read_that(cast, seen_by):
    shown, hidden = make.ticket(team=cast.reception), make.ticket(form="discrimination")

    for other, seen in ((shown, True), (hidden, False)):
        page = page_of(seen_by(cast.amina), make.ticket(team=cast.reception, seems_to_answer=other))
        assert (other.reference in page.content.decode()) is seen


def test_what_was_typed_on_our_own_page_is_never_folded(cast, seen_by, ticket):
    make.message(ticket, ANSWER)

    assert 'class="quoted"' not in page_of(seen_by(cast.amina), ticket).content.decode()


def test_an_automatic_answer_looks_different_and_says_that_it_moved_nothing(cast, seen_by, ticket):
    by_mail(ticket, "Je suis absente.", origin=Message.Origin.ROBOT)

    page = page_of(seen_by(cast.amina), ticket).content.decode()

    assert "message-robot" in page


def test_a_message_from_another_address_says_so_and_one_from_the_known_address_does_not(cast, seen_by, ticket):
    by_mail(ticket, sender="Oksana@Example.org ")
    assert [entry.stranger for entry in page_of(seen_by(cast.amina), ticket).context["talk"].entries] == [""]

    by_mail(ticket, sender="autre@example.net")
    page = page_of(seen_by(cast.amina), ticket)
    assert page.context["talk"].entries[-1].stranger == "autre@example.net"
    assert "autre@example.net" in page.content.decode()


def test_the_sender_of_a_confidential_message_is_read_though_it_is_sealed(cast, seen_by):
    report = make.ticket(form="discrimination", contact=None)
    by_mail(report, sender="autre@example.net")
    make.note(report)

    first, second = page_of(seen_by(cast.bruno), report).context["talk"].entries

    assert (first.stranger, first.body) == ("autre@example.net", "Les mots")
    assert (second.kind, second.sender, second.incoming) == ("note", "", None)


def test_the_formatting_is_shown_in_a_frame_that_can_do_nothing(cast, seen_by, ticket):
    message, client = by_mail(ticket), seen_by(cast.amina)

    page = client.get(address(message)).content.decode()
    shown = client.get(address(message, "formatted/"))

    assert f'sandbox referrerpolicy="no-referrer" src="{address(message, "formatted/")}"' in page
    assert "<b>mots</b>" in shown.content.decode()
    assert not any(word in shown.content.decode() for word in ("script", "alert", "tracker", "img"))
    policy = shown["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert policy.split("sandbox")[1].split(";")[0].strip() == ""
    assert (shown["X-Frame-Options"], shown["Referrer-Policy"]) == ("SAMEORIGIN", "no-referrer")
    assert "no-store" in shown["Cache-Control"]


def test_where_cleaning_takes_too_long_the_words_are_shown(cast, seen_by, ticket, monkeypatch):
    def too_slow(_html):
        raise cleaning.TooSlow

    monkeypatch.setattr(cleaning, "clean", too_slow)

    shown = seen_by(cast.amina).get(address(by_mail(ticket), "formatted/")).content.decode()

    assert "Les mots" in shown
    assert "<b>" not in shown


def test_the_original_is_kept_by_the_browser_byte_for_byte(cast, seen_by, ticket):
    answer = seen_by(cast.amina).get(address(by_mail(ticket), "original/"))

    assert answer.content.endswith(BOTH.partition(b"\r\n")[2])
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Type"] == "message/rfc822"
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store")


def test_a_message_is_found_on_its_own_ticket_only_and_only_if_it_came_by_mail(cast, seen_by, ticket):
    other = make.ticket(team=cast.reception)
    message, typed = by_mail(ticket), make.message(ticket)

    for what in ("", "formatted/", "original/"):
        for reference, pk in ((other.reference, message.pk), (ticket.reference, typed.pk)):
            assert seen_by(cast.amina).get(f"/desk/tickets/{reference}/messages/{pk}/{what}").status_code == 404


def test_a_message_whose_file_is_gone_says_so_and_does_not_crash(cast, seen_by, ticket):
    message = by_mail(ticket)
    storage.erase(message.incoming.stored_name)

    assert seen_by(cast.amina).get(address(message)).status_code == 200
    for what in ("formatted/", "original/"):
        assert seen_by(cast.amina).get(address(message, what)).status_code == 404


def test_the_page_costs_the_same_for_one_mail_and_for_forty(cast, seen_by, ticket, django_assert_max_num_queries):
    client = seen_by(cast.amina)
    page_of(client, ticket)

    for more in (1, 39):
        for _number in range(more):
            by_mail(ticket, ANSWER)
        with django_assert_max_num_queries(8):
            assert page_of(client, ticket).status_code == 200
