"""Whatever the staff do, want and are away for: exactly those are told who should be, and nobody's words leave.

Who should be told is said here once more, in the plainest way, and compared with what the house does.
"""

import itertools
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notifications.models import OutgoingEmail
from requests_app.errors import Refused
from requests_app.models import Membership, Notice, NoticePreference, Team, Ticket, User
from requests_app.permissions import SYSTEM
from requests_app.services import colleagues, digests, facts, messages, notices, tickets
from tests import make

CANARY = "serin-qui-ne-chante-pas"
HERS = {"person_wrote", "letter_lost"}
PEOPLE = ("amina", "emil", "bruno", "claire")
AGENTS = ("amina", "emil")
WISHES = ("at_once", "daily", "never")
_numbers = itertools.count(1)


class Story:
    """One ticket and the staff around it. Each verb gives what it did, or None when there is nothing to be told."""

    def __init__(self, cast, *, assignee, away, wishes):
        self.today = timezone.localdate()
        make.user("emil", team=cast.reception)
        make.user("emil", team=cast.discrimination)
        contact = {"name": CANARY, "email": "o@example.net", "preferred": "email"}
        has_it = self.person(assignee) if assignee else None
        self.ticket = make.ticket(team=cast.reception, assignee=has_it, contact=contact, answers={"message": CANARY})
        facts.record(self.ticket, {})
        for name in away:
            self.away(name, "")
        for (name, event), how in wishes.items():
            self.wants(name, how, event)

    def fresh(self):
        return Ticket.objects.select_related("contact", "team", "form", "assignee").get(pk=self.ticket.pk)

    def person(self, name):
        return User.objects.get(email=f"{name}@example.org")

    def she_writes(self, _who, _other):
        messages.receive(self.fresh(), body=CANARY, token=f"page {next(_numbers)}")
        return "person_wrote", None

    def a_letter_is_lost(self, _who, _other):
        notices.letter_lost(self.fresh())
        return "letter_lost", None

    def note(self, who, _other):
        messages.add_note(self.fresh(), body=CANARY, by=self.person(who), token=f"note {next(_numbers)}")

    def give(self, who, other):
        if self.fresh().assignee == self.person(other):
            return None
        tickets.assign(self.fresh(), to=self.person(other), by=self.person(who))
        return "assigned", self.person(who)

    def release(self, who, _other):
        tickets.assign(self.fresh(), to=None, by=self.person(who))

    def transfer(self, who, other):
        team = Team.objects.get(code="discrimination" if other == "bruno" else "accueil")
        if self.fresh().team == team:
            return None
        tickets.transfer(self.fresh(), team=team, reason=CANARY, by=self.person(who))
        return "transferred", self.person(who)

    def resolve(self, _who, _other):
        tickets.change_status(self.fresh(), status="resolved", outcome="answered", by=SYSTEM)

    def away(self, who, _other):
        until = self.today + timedelta(days=3)
        User.objects.filter(pk=self.person(who).pk).update(away_from=self.today, away_until=until)

    def back(self, who, _other):
        User.objects.filter(pk=self.person(who).pk).update(away_from=None, away_until=None)

    def leave_the_team(self, who, _other):
        Membership.objects.filter(user=self.person(who)).delete()

    def close_the_account(self, who, _other):
        User.objects.filter(pk=self.person(who).pk).update(is_active=False)

    def wants(self, who, how, event):
        NoticePreference.objects.update_or_create(user=self.person(who), event=event, defaults={"how": how})

    # What should be, in the plainest words

    def wishes(self, person, event):
        chosen = NoticePreference.objects.filter(user=person, event=event).first()
        return chosen.how if chosen else colleagues.DEFAULTS[event]

    def team(self, event):
        members = {one for one in User.objects.filter(is_active=True) if self.fresh().team in one.teams.all()}
        return {one for one in members if self.wishes(one, event) != "never"}

    def looks_after_it(self, person, day):
        has_it = self.fresh().assignee
        there = has_it and has_it.is_active and self.fresh().team in has_it.teams.all() and not has_it.is_away(day)
        return person == has_it or not there

    def should_be_noted(self, event, by):
        if event == "assigned":
            return self.team(event) & {self.fresh().assignee} - {by}
        if event in HERS:
            return {one for one in self.team(event) if self.looks_after_it(one, self.today)}
        return self.team(event) - {by}

    def is_still_true(self, notice, day):
        ticket, user = self.fresh(), User.objects.get(pk=notice.user_id)
        if user not in self.team(notice.event):
            return False
        if notice.event == "letter_lost":
            return self.looks_after_it(user, day)
        if notice.event == "person_wrote":
            return self.looks_after_it(user, day) and not ticket.is_finished
        return ticket.assignee == (user if notice.event == "assigned" else None) and not ticket.is_finished

    def should_be_written_to(self, now):
        day = timezone.localdate(now)
        due = Notice.objects.filter(told_at=None, due_at__lte=now + timedelta(seconds=30)).select_related("user")
        return {one.user.email for one in due if not one.user.is_away(day) and self.is_still_true(one, day)}


WRITES = ("she_writes", "a_letter_is_lost", "note", "give", "transfer")
CHANGES = ("give", "release", "transfer", *3 * ("resolve",), "away", "back", "leave_the_team", "close_the_account")
people, agents, wishes = st.sampled_from(PEOPLE), st.sampled_from(AGENTS), st.sampled_from(WISHES)
events = st.sampled_from([*HERS, "assigned", "transferred"])
writes = st.tuples(st.sampled_from(WRITES), agents, people)
changes = st.tuples(st.sampled_from(CHANGES), agents, people)
choices = st.tuples(st.just("wants"), agents, wishes, events)
tells = st.tuples(st.just("tell"), st.sampled_from([timedelta(minutes=1), timedelta(days=2), timedelta(days=10)]))
stories = st.tuples(
    st.lists(writes, min_size=1, max_size=3),
    st.lists(changes | choices | choices, min_size=1, max_size=3),
    tells.map(lambda one: [one]),
    st.lists(writes, max_size=1),
).map(lambda parts: list(itertools.chain(*parts)))
beginnings = st.fixed_dictionaries(
    {
        "assignee": st.sampled_from(["", *AGENTS]),
        "away": st.sets(people, max_size=2),
        "wishes": st.dictionaries(st.tuples(agents, events), wishes, max_size=4),
    }
)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(beginning=beginnings, happened=stories)
def test_exactly_those_are_told_who_should_be(cast, beginning, happened):
    with transaction.atomic(), override_settings(NOTICE_LETTERS_PER_HOUR=1000):
        story = Story(cast, **beginning)
        for what, *how in [*happened, ("tell", timedelta(days=30))]:
            if what == "tell":
                check_letters(story, timezone.now() + how[0])
            else:
                check_notices(story, what, how)
        transaction.set_rollback(True)


def check_notices(story, what, how):
    before = set(Notice.objects.values_list("pk", flat=True))
    try:
        done = getattr(story, what)(*how)
    except (Refused, PermissionDenied):
        return
    noted = Notice.objects.exclude(pk__in=before)
    event, by = done or ("", None)
    expected = [(one.pk, event) for one in story.should_be_noted(event, by)] if event else []
    assert sorted(noted.values_list("user_id", "event")) == sorted(expected), what


def check_letters(story, now):
    OutgoingEmail.objects.all().delete()
    expected = story.should_be_written_to(now)

    digests.tell_due(now)

    letters = list(OutgoingEmail.objects.all())
    assert sorted(letter.to for letter in letters) == sorted(expected)  # and one letter each
    for letter in letters:
        reader = User.objects.get(email=letter.to)
        assert Ticket.objects.visible_to(reader).filter(pk=story.ticket.pk).exists()
        assert CANARY not in f"{letter.subject}{letter.text}{letter.html}{letter.headers}"
    digests.tell_due(now)
    assert OutgoingEmail.objects.count() == len(letters)  # nothing twice
