"""What every letter says to programs: where it comes from, where an answer goes, what it belongs to, who speaks."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notifications import addresses, classify, outbox, parsing
from notifications.models import OutgoingEmail
from notifications.posting import compose
from requests_app import links
from requests_app.emails import threads
from tests import make
from tests.requests_app.emails.conftest import as_it_leaves

PUBLIC, STAFF = ["acknowledgement", "reply", "new_link"], ["team_alert"]
OUR_ID = re.compile(r"<[\w-]+@guichet\.example\.org>")
HER_ID = "<CAF+abc.123=x@mail.gmail.com>"
SUPPRESS = "DR, RN, NRN, OOF, AutoReply"  # MS-OXCMAIL 2.1.3.2.20; not NDR: we want to hear of what does not arrive


@pytest.fixture(autouse=True)
def _domains(settings):
    settings.MAIL_DOMAIN, settings.INBOUND_DOMAIN = "guichet.example.org", "in.example.org"
    settings.DEFAULT_FROM_EMAIL = "Guichet <bonjour@guichet.example.org>"


@pytest.mark.parametrize(
    ("kind", "form", "submitted"),
    [
        ("acknowledgement", "general", "auto-generated"),
        ("acknowledgement", "discrimination", "auto-generated"),
        ("reply", "general", None),
        ("reply", "discrimination", None),
        ("new_link", "general", "auto-generated"),
        ("team_alert", "general", "auto-generated"),
        ("team_alert", "discrimination", "auto-generated"),
    ],
)
def test_each_letter_has_the_headers_that_are_right_for_it(write, kind, form, submitted):
    ticket, is_to_staff = make.ticket(form=form), kind in STAFF
    mail = as_it_leaves(write(kind, ticket))

    assert mail["From"] == "Guichet <bonjour@guichet.example.org>"
    assert mail["Reply-To"] == (None if is_to_staff else links.reply_address(ticket.pk))
    assert mail["Auto-Submitted"] == submitted
    assert mail["X-Auto-Response-Suppress"] == (SUPPRESS if submitted else None)
    assert mail["X-Loop"] == "guichet.example.org"
    assert mail["List-Id"] == ("<notices.guichet.example.org>" if is_to_staff else None)
    assert OUR_ID.fullmatch(mail["Message-ID"])
    assert mail["References"].split()[0] == links.thread_id(ticket.pk)
    assert mail["Precedence"] is None
    assert mail["Date"]


@pytest.mark.parametrize("kind", [*PUBLIC, *STAFF])
def test_no_header_but_to_says_who_gets_it(write, cast, kind):
    ticket = make.ticket()
    make.message(ticket, mail_id=HER_ID, sender="oksana@example.org")
    mail = as_it_leaves(write(kind, ticket))

    said = " ".join(f"{name}: {value}" for name, value in mail.items() if name != "To").lower()

    assert not [word for word in ("oksana", "accueil@", "amina", "français", "general") if word in said]


def test_without_a_domain_for_mail_no_answer_is_asked_for(write, cast, settings):
    settings.INBOUND_DOMAIN = ""

    letter = write("acknowledgement", make.ticket())

    assert "Reply-To" not in letter.header_values
    assert "##" not in letter.text + letter.html


def test_an_answer_to_mail_stands_in_its_thread_and_says_so(write, cast):
    ticket = make.ticket(channel="email")
    make.message(ticket, mail_id=HER_ID, sender="Oksana <OKSANA@example.org>")

    mail = as_it_leaves(write("acknowledgement", ticket))

    assert mail["In-Reply-To"] == HER_ID
    assert mail["References"].split() == [links.thread_id(ticket.pk), HER_ID]
    assert mail["Auto-Submitted"] == "auto-replied"


def test_mail_on_a_confidential_request_is_answered_in_its_thread_too(write, cast):
    ticket = make.ticket(form="discrimination", channel="email")
    make.message(ticket, mail_id=HER_ID, sender="oksana@example.org")

    letters = [write("acknowledgement", ticket), write("reply", ticket)]

    assert [letter.header_values["In-Reply-To"] for letter in letters] == [HER_ID, HER_ID]
    assert letters[1].header_values["References"].split() == [
        links.thread_id(ticket.pk),
        letters[0].message_id,
        HER_ID,
    ]


def test_without_mail_of_hers_a_letter_follows_the_one_before_it(write, cast):
    ticket = make.ticket()
    first, second = write("acknowledgement", ticket), write("reply", ticket)

    headers = second.header_values

    assert headers["In-Reply-To"] == first.message_id
    assert headers["References"].split() == [links.thread_id(ticket.pk), first.message_id]


def test_a_letter_that_never_left_and_one_to_others_are_no_part_of_the_thread(write, cast):
    ticket = make.ticket()
    outbox.withdraw(write("acknowledgement", ticket).pk, by="amina")
    write("team_alert", ticket)

    assert "In-Reply-To" not in write("reply", ticket).header_values


def test_mail_of_somebody_else_and_of_a_robot_is_not_named(write, cast):
    ticket = make.ticket()
    make.message(ticket, mail_id="<1@partner.example>", sender="partner@example.net")
    make.message(ticket, mail_id="<2@mail.example>", sender="oksana@example.org", origin="robot")

    headers = write("reply", ticket).header_values

    assert "In-Reply-To" not in headers
    assert headers["References"] == links.thread_id(ticket.pk)


def test_a_long_exchange_names_the_first_and_the_last_ten(write, cast):
    ticket = make.ticket()
    for number in range(15):
        make.message(ticket, mail_id=f"<{number}@mail.example>", sender="oksana@example.org")
        letter = write("reply", ticket)

    named = letter.header_values["References"].split()

    assert named[0] == links.thread_id(ticket.pk)
    assert named[-1] == letter.header_values["In-Reply-To"] == "<14@mail.example>"
    assert len(named) == len(set(named)) == 10


def test_the_letters_to_one_person_bear_one_subject(write, cast):
    """Some programs put two letters into one thread only if their subjects agree."""
    ticket = make.ticket()

    assert len({write(kind, ticket).subject.removeprefix("Re: ") for kind in PUBLIC}) == 1


@pytest.mark.parametrize(
    ("text", "good"),
    [
        (HER_ID, True),
        (f"<{'a' * 120}@{'b' * 70}>", True),
        ("", False),
        ("abc@example.org", False),
        ("<abc>", False),
        ("<a b@c>", False),
        ("<a@b> <c@d>", False),
        ("<a@b>\r\nBcc: x@y.example", False),
        ("<a@b>\n", False),
        ("<é@b>", False),
        (f"<{'a' * 300}@b>", False),
        (f"<{'a' * 110}@{'b' * 110}>", False),
    ],
)
def test_only_what_has_the_form_of_a_message_id_is_repeated(text, good):
    assert threads.is_message_id(text) is good


# No NUL: PostgreSQL keeps none.
HOSTILE = st.text(st.sampled_from([*"<>@aB:, \r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029é\t"]), max_size=30)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mail_id=HOSTILE | HOSTILE.map(lambda text: f"<{text}@x>"), name=HOSTILE, answer=HOSTILE)
def test_whatever_comes_from_outside_no_header_is_added(write, cast, mail_id, name, answer):
    ticket = make.ticket(contact={"name": name, "email": "oksana@example.org"})
    make.message(ticket, mail_id=mail_id, sender="oksana@example.org")

    letter = write("reply", ticket, answer=f"{answer}\nBcc: dara@example.org\n.")

    lines = compose(letter).message().as_bytes().partition(b"\n\n")[0].decode("ascii").split("\n")
    known = {"Content-Type", "MIME-Version", "Subject", "From", "To", "Reply-To", "Message-ID", "Date", "X-Loop"}
    names = [line.partition(":")[0] for line in lines if not line.startswith((" ", "\t"))]
    assert set(names) <= known | {"In-Reply-To", "References"}
    assert len(names) == len(set(names))
    assert all(len(line) <= 998 and (not line or line.strip()) for line in lines)


def test_the_longest_message_id_survives_the_wire_in_one_piece(write, cast):
    long = f"<{'a' * 100}@{'b' * 88}.example>"
    ticket = make.ticket()
    make.message(ticket, mail_id=long, sender="oksana@example.org")

    mail = parsing.parse(compose(write("reply", ticket)).message().as_bytes())

    assert mail.ids("in-reply-to") == [long]
    assert mail.ids("references") == [links.thread_id(ticket.pk), long]


@pytest.mark.parametrize("kind", [*PUBLIC, *STAFF])
def test_our_own_letter_is_known_when_it_comes_back(write, cast, settings, kind):
    raw = compose(write(kind, make.ticket())).message().as_bytes().replace(b"bonjour@guichet", b"else@other")

    assert classify.classify(parsing.parse(raw), loop_mark=settings.MAIL_DOMAIN).because == "own_mark"


def test_writing_in_a_thread_takes_two_questions_however_long_it_is(write, cast, django_assert_max_num_queries):
    ticket = make.ticket()
    for _number in range(12):
        write("reply", ticket)

    with django_assert_max_num_queries(2):
        threads.with_person(ticket, "oksana@example.org")
    assert OutgoingEmail.objects.filter(to_key=addresses.key_of("oksana@example.org")).count() == 12
