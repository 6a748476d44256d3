"""Mail that waits for a person: who sees it, what is said of it, what can be done, and that nothing is ever gone."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from notifications.models import Fate, IncomingEmail
from requests_app import remembered
from requests_app.models import Message, Ticket
from requests_app.triage import held
from sealing import storage
from tests import make
from tests.house import tree
from tests.triage import rows

LIST = "/desk/post/"
QUOTING = (
    "From: Oksana <oksana@example.net>\r\nSubject: =?utf-8?q?Rendez-vous_d=C3=A9plac=C3=A9?=\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\nJe viens mardi, merci beaucoup.\r\n\r\n"
    "Le 3 novembre 2026 à 10:00, Guichet <guichet@guichet.example.org> a écrit :\r\n> Notre lettre d'avant\r\n"
).encode()


@pytest.fixture(autouse=True)
def _private(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"


@pytest.fixture
def ticket(cast):
    return rows.ticket(team=cast.reception, status="pending")


def one(row):
    return f"{LIST}{row.pk}/"


def press(page, verb):
    return next(form for form in page.forms if form.node.attrs.get("action", "").endswith(f"/{verb}/")).press()


def test_a_message_is_listed_with_sender_subject_reason_and_ticket(cast, seen_by, ticket):
    make.mail(QUOTING, about=ticket.reference, because="unknown_sender")

    page = unescape(seen_by(cast.amina).get(LIST).content.decode())

    assert "oksana@example.net" in page
    assert "Rendez-vous déplacé" in page
    assert str(held.WHY["unknown_sender"]) in page
    assert ticket.reference in page


def test_each_person_sees_the_messages_of_the_tickets_that_are_hers(cast, seen_by, ticket):
    report = make.ticket(form="discrimination")
    expected = {ticket.reference: {"amina", "claire"}, report.reference: {"bruno"}, "": {"amina"}, "GONE-1": set()}
    made = {about: make.mail(about=about).pk for about in expected}

    for about, readers in expected.items():
        for name in ("amina", "bruno", "claire", "dara", "admin"):
            client = seen_by(getattr(cast, name))
            listed = [line.pk for line in client.get(LIST).context["lines"]]
            assert (made[about] in listed) == (name in readers), (about, name)
            for address in (f"{LIST}{made[about]}/", f"{LIST}{made[about]}/original/"):
                assert client.get(address).status_code == (200 if name in readers else 404)


def test_what_was_written_to_a_confidential_form_waits_for_its_team_alone(cast, seen_by):
    row = make.mail(held_for=cast.discrimination.code)

    for name in ("amina", "bruno", "claire", "dara", "admin"):
        client, is_hers = seen_by(getattr(cast, name)), name == "bruno"
        listed = [line.pk for line in client.get(LIST).context["lines"]]
        assert (row.pk in listed) is is_hers, name
        assert client.get(one(row)).status_code == (200 if is_hers else 404)
        assert held.waiting_for(getattr(cast, name)) == is_hers


def test_every_reason_that_the_house_gives_has_words_of_its_own():
    given = {
        "notifications/classify.py": r'Verdict\(Kind\.\w+, "(\w+)"',
        "requests_app/mailbox.py": r'Decision\(Action\.(?:HOLD|DROP), "(\w+)"\)|because="(\w+)"',
        "notifications/inbox.py": r'because="(\w+)"',
        "requests_app/services/mail.py": r'because="(\w+)"',
    }
    found = {
        "".join(code) if isinstance(code, tuple) else code
        for name, pattern in given.items()
        for code in re.findall(pattern, (tree.ROOT / name).read_text(encoding="utf-8"))
    }

    assert len(found) > 20
    assert found - set(held.WHY) - {"person"} == set()
    assert held.why("a code of next year") == str(held.UNKNOWN)


def test_the_quoted_part_is_folded_and_still_there(cast, seen_by, ticket):
    row = make.mail(QUOTING, about=ticket.reference)

    page = seen_by(cast.amina).get(one(row))

    words = page.content.decode()
    assert [piece.is_quoted for piece in page.context["original"].pieces] == [False, True]
    assert words.index("Je viens mardi") < words.index('<details class="quoted">') < words.index("Notre lettre d")


def test_it_can_be_added_to_the_ticket_that_it_seems_to_belong_to(cast, desk, ticket):
    row = make.mail(QUOTING, about=ticket.reference, because="unknown_sender")

    after = press(desk(cast.amina).get(one(row)), "append")

    row.refresh_from_db()
    ticket.refresh_from_db()
    assert "Je viens mardi" in after.text
    assert (row.fate, row.decided_by) == (Fate.FILED, str(cast.amina.pk))
    assert (ticket.status, Message.objects.get(ticket=ticket).sender) == ("open", "oksana@example.net")


def test_it_can_be_added_to_another_ticket_that_one_may_read_and_to_no_other(cast, seen_by, ticket):
    row, report = make.mail(QUOTING), make.ticket(form="discrimination")
    client = seen_by(cast.amina)

    for reference in (report.reference, "CAI-26-2222-2222", "", "x" * 5000, "\x00"):
        refused = client.post(f"{one(row)}append/", {"reference": reference})
        assert (refused.status_code, bool(refused.context["wrong"])) == (422, True)
    assert client.post(f"{one(row)}append/", {"reference": ticket.reference.lower()}).status_code == 302

    assert Message.objects.get().ticket == ticket


def test_a_message_for_a_confidential_ticket_never_becomes_an_ordinary_one(cast, seen_by):
    report = rows.ticket(form="discrimination")
    both = make.user("bruno", team=cast.reception)
    ordinary, row = make.ticket(team=cast.reception), make.mail(QUOTING, about=report.reference)
    client = seen_by(both)

    assert client.post(f"{one(row)}open/").status_code == 403
    assert client.post(f"{one(row)}append/", {"reference": ordinary.reference}).status_code == 422
    assert client.post(f"{one(row)}append/", {"reference": report.reference}).status_code == 302
    assert Ticket.objects.count() == 2


def test_it_can_become_a_request_of_its_own(cast, desk):
    row = make.mail(QUOTING, because="spam")

    after = press(desk(cast.amina).get(one(row)), "open")

    made = Ticket.objects.get()
    row.refresh_from_db()
    assert after.url.endswith(f"/{made.reference}/")
    assert "Je viens mardi" in after.text
    assert (row.fate, row.about) == (Fate.FILED, made.reference)


def test_without_a_form_for_mail_the_agent_is_told_and_the_message_still_waits(cast, seen_by, settings):
    settings.MAIL_FORM = "no-such-form"
    row = make.mail(QUOTING)

    refused = seen_by(cast.amina).post(f"{one(row)}open/")

    row.refresh_from_db()
    assert (refused.status_code, row.fate) == (422, Fate.HELD)
    assert refused.context["wrong"]


def test_what_was_left_aside_is_listed_apart_and_can_be_taken_up_again(cast, desk, ticket):
    row = make.mail(QUOTING, because="spam")
    browser = desk(cast.amina)

    press(browser.get(one(row)), "aside")
    row.refresh_from_db()
    assert row.fate == Fate.DROPPED
    assert "Rendez-vous déplacé" not in browser.get(LIST).text
    listed = browser.get(f"{LIST}?show=aside").text
    assert "Rendez-vous déplacé" in listed
    assert str(held.WHY["set_aside"]) in listed

    press(browser.get(one(row)), "open")
    row.refresh_from_db()
    assert row.fate == Fate.FILED


def test_what_was_left_aside_long_ago_is_no_longer_listed(cast, seen_by):
    make.mail(fate=Fate.DROPPED, decided_at=timezone.now() - timedelta(days=held.ASIDE_DAYS + 1))

    assert seen_by(cast.amina).get(f"{LIST}?show=aside").context["lines"] == []


def test_two_colleagues_who_decide_at_once_decide_once(cast, seen_by, ticket):
    row = make.mail(QUOTING, about=ticket.reference)
    first, second = seen_by(cast.amina), seen_by(cast.amina)

    first.post(f"{one(row)}append/", {"reference": ticket.reference})
    late = second.post(f"{one(row)}append/", {"reference": ticket.reference})

    assert late.status_code == 422
    assert Message.objects.filter(ticket=ticket).count() == 1


def test_a_message_whose_file_is_gone_is_still_a_line_and_can_be_left_aside(cast, seen_by, ticket):
    row = make.mail(QUOTING, about=ticket.reference, because="gone")
    storage.erase(row.stored_name)
    client = seen_by(cast.amina)

    assert "Rendez-vous déplacé" in client.get(LIST).content.decode()
    assert client.get(one(row)).status_code == 200
    assert client.get(f"{one(row)}original/").status_code == 404
    assert client.post(f"{one(row)}append/", {"reference": ticket.reference}).status_code == 422
    assert client.post(f"{one(row)}aside/").status_code == 302


def test_a_line_whose_key_is_missing_hides_no_other(cast, seen_by, settings):
    make.mail(QUOTING, because="locked")
    settings.FIELD_KEYS = ["another-key-that-opens-nothing-of-before"]

    assert [line.sender for line in seen_by(cast.amina).get(LIST).context["lines"]] == [""]


def test_what_a_stranger_wrote_is_never_markup(cast, seen_by):
    script = b"<script>alert(1)</script>"
    hostile = b"From: <script>@x.example <a@example.net>\r\nSubject: " + script + b"\r\n\r\n" + script
    row = make.mail(hostile)

    for address in (LIST, one(row)):
        assert "<script>alert" not in seen_by(cast.amina).get(address).content.decode()


def test_the_bytes_come_back_as_they_came_to_be_kept_and_not_shown(cast, seen_by):
    row = make.mail(QUOTING)

    answer = seen_by(cast.amina).get(f"{one(row)}original/")

    assert b"> Notre lettre d'avant" in answer.content
    assert answer["Content-Disposition"] == f'attachment; filename="message-{row.pk}.eml"'
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store")
    assert answer["Content-Security-Policy"].startswith("sandbox")


def test_the_list_costs_the_same_for_one_message_and_for_fifty(cast, seen_by, django_assert_max_num_queries):
    client = seen_by(cast.amina)
    make.mail()
    client.get(LIST)

    for more in (0, 49):
        for _number in range(more):
            make.mail()
        with django_assert_max_num_queries(4):
            assert client.get(LIST).status_code == 200
    assert len(client.get(LIST).context["lines"]) == 50


def test_the_number_in_the_bar_is_what_the_list_holds(cast, ticket):
    report = make.ticket(form="discrimination")
    for about in (ticket.reference, report.reference, "", "GONE-1"):
        make.mail(about=about)
    remembered.forget()

    for name in ("amina", "bruno", "claire", "dara", "admin"):
        user = getattr(cast, name)
        assert held.waiting_for(user) == held.mail_for(user).filter(fate=Fate.HELD).count(), name
    assert IncomingEmail.objects.count() == 4
