"""What becomes of notices: one letter to each person, of what is still true, and nothing of what she may not know."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import override_settings
from django.utils import timezone

from notifications.events import Loss, News
from notifications.models import OutgoingEmail
from requests_app import links
from requests_app.models import Membership, Notice, NoticePreference, User
from requests_app.models.notices import Event, NoticeQuerySet
from requests_app.permissions import SYSTEM
from requests_app.services import digests, facts, house, lost, messages, notices, tickets
from tests import make

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Brussels"))
TUESDAY_MORNING = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Europe/Brussels"))
MINUTE = timedelta(minutes=1)


@pytest.fixture
def emil(cast):
    return make.user("emil", team=cast.reception)


@pytest.fixture
def ticket(cast):
    made = make.ticket(team=cast.reception, assignee=cast.amina)
    facts.record(made, {})
    return made


def letters():
    return list(OutgoingEmail.objects.filter(kind="notices").order_by("pk"))


def wants(user, event, how):
    NoticePreference.objects.update_or_create(user=user, event=event, defaults={"how": how})


def is_away(user, first, last):
    user.away_from, user.away_until = first, last
    user.save()


def test_what_a_person_writes_is_told_at_once_to_who_has_the_ticket_and_to_nobody_else(cast, emil, ticket):
    notices.tell(Event.PERSON_WROTE, ticket, by=SYSTEM, now=MONDAY)

    assert digests.tell_due(MONDAY) == 0
    assert digests.tell_due(MONDAY + MINUTE) == 1
    [letter] = letters()
    assert (letter.to, letter.about) == (cast.amina.email, ticket.reference)
    assert letter.subject.endswith(ticket.reference)


def test_a_new_request_waits_for_the_morning(cast, emil):
    ticket = make.ticket(team=cast.reception)

    notices.tell(Event.NEW_TICKET, ticket, by=emil, now=MONDAY)

    assert [(row.user, row.due_at) for row in Notice.objects.all()] == [(cast.amina, TUESDAY_MORNING)]
    assert digests.tell_due(TUESDAY_MORNING) == 1


def test_a_burst_is_one_letter(cast, ticket):
    other = make.ticket(team=cast.reception, assignee=cast.amina)
    for seconds, about in ((0, ticket), (10, ticket), (20, other), (29, ticket)):
        notices.tell(Event.PERSON_WROTE, about, by=SYSTEM, now=MONDAY + timedelta(seconds=seconds))

    assert digests.tell_due(MONDAY + timedelta(seconds=30)) == 1
    assert digests.tell_due(MONDAY + MINUTE) == 0
    [letter] = letters()
    assert letter.text.count(ticket.reference) == 2  # its name and its address, once
    assert letter.text.count(other.reference) == 2
    assert letter.about == ""


@override_settings(NOTICE_LETTERS_PER_HOUR=2)
def test_after_so_many_letters_in_an_hour_the_rest_waits_and_is_folded(cast, ticket):
    for minutes in range(6):
        now = MONDAY + minutes * 2 * MINUTE
        notices.tell(Event.PERSON_WROTE, ticket, by=SYSTEM, now=now)
        digests.tell_due(now + MINUTE)
    assert len(letters()) == 2

    digests.tell_due(MONDAY + timedelta(hours=1))
    assert len(letters()) == 2
    digests.tell_due(MONDAY + timedelta(hours=1, minutes=1))
    assert len(letters()) == 3
    assert not Notice.objects.filter(told_at=None).exists()


def finished(ticket):
    tickets.change_status(ticket, status="resolved", outcome="answered", by=SYSTEM)


def wants_none(_ticket):
    wants(User.objects.get(email="amina@example.org"), "person_wrote", "never")


@pytest.mark.parametrize(
    "meanwhile",
    [
        finished,
        wants_none,
        lambda ticket: tickets.assign(ticket, to=make.user("emil"), by=SYSTEM),
        lambda ticket: tickets.transfer(ticket, team=make.team("isp"), reason="x", by=SYSTEM),
        lambda ticket: tickets.transfer(ticket, team=make.team("discrimination"), reason="x", by=SYSTEM),
        lambda ticket: Membership.objects.filter(user=ticket.assignee).delete(),
        lambda ticket: User.objects.filter(pk=ticket.assignee_id).update(is_active=False),
    ],
)
def test_what_is_over_or_no_longer_hers_when_the_letter_is_written_is_left_out(cast, emil, ticket, meanwhile):
    notices.tell(Event.PERSON_WROTE, ticket, by=SYSTEM, now=MONDAY)

    meanwhile(ticket)
    digests.tell_due(MONDAY + MINUTE)

    assert cast.amina.email not in {letter.to for letter in letters()}
    assert not Notice.objects.filter(user=cast.amina, event="person_wrote", told_at=None).exists()


def test_a_lost_letter_is_told_even_when_the_ticket_seems_done(cast, ticket):
    finished(ticket)

    notices.letter_lost(ticket)

    assert digests.tell_due(timezone.now() + MINUTE) == 1


def test_nobody_is_kept_waiting_by_somebody_who_is_away_and_she_reads_it_when_back(cast, emil, ticket):
    is_away(cast.amina, MONDAY.date(), date(2026, 11, 27))

    notices.tell(Event.PERSON_WROTE, ticket, by=SYSTEM, now=MONDAY)

    digests.tell_due(MONDAY + MINUTE)
    assert [letter.to for letter in letters()] == [emil.email]
    digests.tell_due(datetime(2026, 11, 30, 8, 59, tzinfo=ZoneInfo("Europe/Brussels")))
    assert len(letters()) == 1
    digests.tell_due(datetime(2026, 11, 30, 9, 0, tzinfo=ZoneInfo("Europe/Brussels")))
    assert [letter.to for letter in letters()] == [emil.email, cast.amina.email]


def test_who_leaves_on_holiday_with_notices_waiting_gets_them_when_back(cast):
    notices.tell(Event.NEW_TICKET, make.ticket(team=cast.reception), by=SYSTEM, now=MONDAY)
    is_away(cast.amina, TUESDAY_MORNING.date(), TUESDAY_MORNING.date())

    assert digests.tell_due(TUESDAY_MORNING) == 0
    assert Notice.objects.get().due_at == TUESDAY_MORNING + timedelta(days=1)


def test_the_letter_says_why_links_to_the_choice_and_is_marked_as_written_by_a_program(cast, ticket):
    notices.tell(Event.PERSON_WROTE, ticket, by=SYSTEM, now=MONDAY)
    digests.tell_due(MONDAY + MINUTE)

    [letter] = letters()
    assert "/desk/account/#notices" in letter.text
    assert "/desk/account/#notices" in letter.html
    assert letter.header_values["Auto-Submitted"] == "auto-generated"
    assert letter.header_values["List-Id"].startswith("<notices.")


def test_a_letter_is_in_its_readers_language(cast, ticket):
    cast.amina.language = "en"
    cast.amina.save()
    notices.tell(Event.PERSON_WROTE, ticket, by=SYSTEM, now=MONDAY)
    digests.tell_due(MONDAY + MINUTE)

    assert "The person has written" in letters()[0].text


def test_of_a_confidential_request_a_letter_says_the_reference_and_nothing_else(cast):
    ticket = make.ticket(form="discrimination", team=cast.discrimination, assignee=cast.bruno, priority=4)

    notices.tell(Event.ASSIGNED, ticket, by=SYSTEM, now=MONDAY)
    digests.tell_due(MONDAY + MINUTE)

    [letter] = letters()
    lines = [line.strip() for line in letter.text.splitlines() if ticket.reference in line]
    assert lines == [f"- {ticket.reference}", links.desk_url(ticket.reference)]
    assert "discrim" not in f"{letter.subject}{letter.text}{letter.html}".lower()


def test_a_message_held_for_nobody_is_for_the_reception_as_long_as_it_is_held(cast, emil):
    notices.mail_held(None)
    assert {row.user for row in Notice.objects.all()} == {cast.amina, emil}

    assert digests.tell_due(house.next_morning(timezone.now())) == 0  # somebody has decided meanwhile


def test_a_message_held_for_a_confidential_team_is_told_to_its_members_alone(cast, emil, settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path
    make.mail(held_for=cast.discrimination.code)
    notices.mail_held(None, team=cast.discrimination.code)

    assert digests.tell_due(house.next_morning(timezone.now())) == 1

    assert [letter.to for letter in letters()] == [cast.bruno.email]


def test_told_notices_are_forgotten_after_a_month_and_others_are_not(cast, ticket):
    notices.tell(Event.PERSON_WROTE, ticket, by=SYSTEM, now=MONDAY)
    digests.tell_due(MONDAY + MINUTE)
    notices.tell(Event.PERSON_WROTE, ticket, by=SYSTEM, now=MONDAY)

    assert notices.forget(MONDAY + timedelta(days=31)) == 1
    assert Notice.objects.count() == 1


def test_a_letter_for_many_notices_takes_as_many_statements_as_for_one(cast, django_assert_max_num_queries):
    counted = []
    for count in (1, 40):
        for _number in range(count):
            ticket = make.ticket(team=cast.reception, assignee=cast.amina)
            notices.tell(Event.PERSON_WROTE, ticket, by=SYSTEM, now=MONDAY)
        with django_assert_max_num_queries(15) as done:
            assert digests.tell_due(MONDAY + MINUTE) == 1
        counted.append(len(done))

    assert counted[0] == counted[1]
    assert [letter.subject.split()[0] for letter in letters()][1] == "40"


def test_a_long_list_is_cut_and_counted(cast, settings):
    settings.NOTICE_ROWS = 3
    for _number in range(5):
        notices.tell(Event.PERSON_WROTE, make.ticket(team=cast.reception, assignee=cast.amina), by=SYSTEM, now=MONDAY)
    digests.tell_due(MONDAY + MINUTE)

    assert letters()[0].text.count("/desk/tickets/") == 3


def test_who_files_what_a_person_wrote_is_not_told_of_it(cast, emil):
    ticket = make.ticket(team=cast.reception)

    messages.receive(ticket, body="Bonjour", token="t", by=cast.amina)

    assert [row.user for row in Notice.objects.filter(event="person_wrote")] == [emil]


def test_a_letter_that_is_lost_is_told_and_one_that_was_unwanted_is_not(cast, ticket):
    reply = messages.reply(ticket, body="Oui", by=cast.amina, token="t", status="").message
    letter = OutgoingEmail.objects.get(message_id=reply.email_id)
    lost.told(letter, News(Loss.COMPLAINED, at=MONDAY, reason=None))
    assert not Notice.objects.exists()

    lost.told(letter, News(Loss.GIVEN_UP, at=MONDAY, reason=None))
    assert [row.event for row in Notice.objects.all()] == ["letter_lost"]


def test_two_workers_at_once_write_one_letter(cast, ticket, monkeypatch):
    notices.tell(Event.PERSON_WROTE, ticket, by=SYSTEM, now=MONDAY)
    write = digests._tell  # each has read who is to be told before either begins

    def both(pk, now):
        return write(pk, now) + write(pk, now)

    monkeypatch.setattr(digests, "_tell", both)

    assert digests.tell_due(MONDAY + MINUTE) == 1
    assert len(letters()) == 1


def test_a_worker_that_dies_over_a_letter_loses_nothing_and_tells_nothing_twice(cast, ticket, monkeypatch):
    notices.tell(Event.PERSON_WROTE, ticket, by=SYSTEM, now=MONDAY)

    def die(*_args, **_kwargs):
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(NoticeQuerySet, "update", die)  # the letter is queued, the rows are not settled
        with pytest.raises(SystemExit):
            digests.tell_due(MONDAY + MINUTE)
    assert not letters()

    assert digests.tell_due(MONDAY + MINUTE) == 1
    assert digests.tell_due(MONDAY + MINUTE) == 0
