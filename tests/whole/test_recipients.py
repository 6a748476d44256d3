"""Whatever happens in whatever order: letters go to exactly those who should get them, and a note never leaves."""

import itertools

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notifications import inbox, posting
from notifications.models import OutgoingEmail
from requests_app import links, mailbox
from requests_app.errors import Refused
from requests_app.models import Contact, Team, Ticket
from requests_app.permissions import SYSTEM
from requests_app.services import facts, messages, tickets
from tests import make

NOTE, WORDS, ANSWER = "secret-de-la-note", "mots-de-la-personne", "mots-de-la-réponse"
HER, STRANGER = "oksana@example.net", "dimitri@example.net"
TO_HER = {"acknowledgement", "reply", "new_link"}
SAFE = ["", "ok", "message_neutre", "telephone_seulement"]
_numbers = itertools.count(1)


class Story:
    """One ticket and the people around it. Each verb is something that may happen; what is refused has not happened."""

    def __init__(self, cast, *, anonymous):
        self.cast = cast
        contact = None if anonymous else {"name": "Oksana", "email": HER, "preferred": "email"}
        self.ticket = make.ticket(team=cast.reception, contact=contact, answers={"message": WORDS})
        facts.record(self.ticket, {})  # what a service would have written
        self.may_be_written_to = not anonymous

    def fresh(self):
        return Ticket.objects.select_related("contact", "team", "form").get(pk=self.ticket.pk)

    def she_writes(self):
        messages.receive(self.fresh(), body=WORDS, token=f"page {next(_numbers)}")

    def mail(self, sender, **headers):
        lines = {"From": sender, "To": links.reply_address(self.ticket.pk), "Subject": WORDS, **headers}
        lines["Message-ID"] = f"<{next(_numbers)}@example.net>"
        raw = "".join(f"{name}: {value}\n" for name, value in lines.items()) + f"\n{WORDS} {next(_numbers)}\n"
        mailbox.file(inbox.keep(raw.encode(), mailbox="pipe"), raw.encode(), timezone.now())

    def she_mails(self):
        self.mail(HER)

    def a_stranger_mails(self):
        self.mail(STRANGER)

    def her_robot_mails(self):
        self.mail(HER, **{"Auto-Submitted": "auto-replied"})

    def somebody_forges_amina(self):
        self.mail(self.cast.amina.email)

    def answer(self):
        ticket = self.fresh()
        seen = ticket.messages.order_by("-pk").values_list("pk", flat=True).first() or 0
        by = self.cast.bruno if ticket.confidential else self.cast.amina
        messages.reply(ticket, body=ANSWER, by=by, token=f"reply {next(_numbers)}", last_seen=seen, status="")

    def note(self):
        by = self.cast.bruno if self.fresh().confidential else self.cast.amina
        messages.add_note(self.fresh(), body=NOTE, by=by, token=f"note {next(_numbers)}")

    def assign(self):
        tickets.assign(self.fresh(), to=self.cast.amina, by=self.cast.claire)

    def transfer(self):
        team = Team.objects.get(code="discrimination")
        tickets.transfer(self.fresh(), team=team, reason=NOTE, by=self.cast.amina)

    def resolve(self):
        tickets.change_status(self.fresh(), status="resolved", outcome="answered", by=SYSTEM)

    def safe(self, choice):
        Contact.objects.filter(ticket=self.ticket).update(safe_contact=choice)


VERBS = [name for name in vars(Story) if name not in {"fresh", "mail", "safe"} and not name.startswith("_")]
happenings = st.lists(st.sampled_from([*VERBS, *(f"safe:{choice}" for choice in SAFE)]), max_size=9)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(happened=happenings, anonymous=st.booleans())
def test_letters_reach_exactly_those_who_should_get_them(cast, happened, anonymous):
    with transaction.atomic(), override_settings(INBOUND_DOMAIN="in.example.org"):
        story = Story(cast, anonymous=anonymous)
        for what in happened:
            before = set(OutgoingEmail.objects.values_list("pk", flat=True))
            contact = story.fresh().requester
            may = contact is not None and contact.may_be_written_to
            neutral = contact is not None and (story.fresh().confidential or contact.wants_neutral_letters)
            try:
                verb, _, choice = what.partition(":")
                getattr(story, verb)(*([choice] if verb == "safe" else []))
            except (Refused, PermissionDenied):
                continue
            new = list(OutgoingEmail.objects.exclude(pk__in=before))
            check(new, story, may=may, neutral=neutral, is_answer=what == "answer")
        transaction.set_rollback(True)


def check(letters, story, *, may, neutral, is_answer):
    to_her = [letter for letter in letters if letter.kind in TO_HER and letter.about == story.ticket.reference]
    assert [letter.to for letter in to_her] == ([HER] if may and is_answer else [])
    staff = {story.cast.amina.email, story.cast.bruno.email, *Team.objects.values_list("email", flat=True)}
    for letter in letters:
        bytes_out = str(posting.compose(letter).message())
        everything = f"{letter.subject} {letter.text} {letter.html} {letter.headers} {bytes_out}"
        assert NOTE not in everything
        assert STRANGER not in everything or letter.to == STRANGER
        if letter.kind not in TO_HER:
            assert letter.to in staff
            assert WORDS not in everything
            assert ANSWER not in everything
        elif neutral and letter.about == story.ticket.reference:
            assert ANSWER not in everything
            assert WORDS not in everything
