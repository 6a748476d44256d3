"""What becomes of a message: one table, then what each row of it really does."""

from types import SimpleNamespace

import pytest
from django.conf import settings
from django.utils import timezone

from notifications import inbox
from notifications.classify import EFFECTS, Kind, Verdict
from notifications.models import IncomingEmail, OutgoingEmail
from notifications.outbox import Nature
from notifications.parsing import ParsedMail
from requests_app import mailbox
from requests_app.errors import Refused
from requests_app.mailbox import Understood
from requests_app.models import Form, ReceiptCode, Ticket
from requests_app.services.threads import How, Thread
from tests import make
from tests.requests_app.mail.conftest import raw, recorded, reply_to

OPEN, SECRET = SimpleNamespace(confidential=False), SimpleNamespace(confidential=True)
OURS = SimpleNamespace(nature=Nature.HUMAN)
BY_ITSELF = SimpleNamespace(nature=Nature.ACKNOWLEDGEMENT)
NOBODY = Thread()
HER = Thread(OPEN, How.TOKEN, OURS, is_known_party=True)


def seen(kind=Kind.HUMAN, thread=NOBODY, *, sender="oksana@example.net", text="Bonjour", spam=0.0):
    mail = ParsedMail(headers=[("from", sender)] if sender else [], text=text)
    return Understood(mail, Verdict(kind, "because", spam_score=spam), thread)


@pytest.mark.parametrize(("message", "action", "because"), [
    (seen(), "new", "person"),
    (seen(thread=HER), "append", "token"),
    (seen(thread=HER, spam=20), "hold", "spam"),
    (seen(thread=Thread(OPEN, How.LETTER, BY_ITSELF, is_known_party=True)), "append", "letter"),
    (seen(thread=Thread(OPEN, How.TOKEN)), "hold", "unknown_sender"),
    (seen(thread=Thread(OPEN, How.LETTER, OURS)), "new", "person"),
    (seen(thread=Thread(SECRET, How.LETTER, OURS)), "hold", "unknown_sender"),
    (seen(thread=Thread(OPEN, How.LETTER, BY_ITSELF)), "hold", "answers_automatic"),
    (seen(spam=8), "hold", "spam"),
    (seen(sender=""), "hold", "no_sender"),
    (seen(sender="accueil@example.org"), "hold", "own_team"),
    (seen(Kind.AUTO, HER), "append", "because"),
    (seen(Kind.AUTO), "hold", "because"),
    (seen(Kind.BOUNCE, HER), "flag", "because"),
    (seen(Kind.BOUNCE, Thread(OPEN, How.TOKEN)), "drop", "because"),
    (seen(Kind.BOUNCE), "drop", "because"),
])  # fmt: skip
def test_each_message_has_one_fate(message, action, because):
    decision = mailbox.decide(message, teams=frozenset({"accueil@example.org"}))

    assert (decision.action, decision.because) == (action, because)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind != Kind.HUMAN])
@pytest.mark.parametrize("thread", [NOBODY, HER])
def test_no_machine_opens_a_request_or_is_answered(kind, thread):
    decision = mailbox.decide(seen(kind, thread))

    assert decision.action in {EFFECTS[kind].known, EFFECTS[kind].unknown} - {"new"}
    assert not decision.is_answered


@pytest.mark.parametrize(("message", "answered"), [
    (seen(), True),
    (seen(sender="no-reply@shop.example.com"), False),
    (seen(thread=Thread(OPEN, How.LETTER, OURS)), False),
    (seen(text="> De : guichet@guichet.example.org\n> Bonjour"), False),
])  # fmt: skip
def test_only_who_begins_a_conversation_is_answered_by_itself(message, answered):
    assert mailbox.decide(message).is_answered is answered


def letters(kind=""):
    return [letter for letter in OutgoingEmail.objects.order_by("pk") if kind in ("", letter.kind)]


def test_who_writes_for_the_first_time_gets_a_request_and_an_acknowledgement(cast, arrive):
    row = arrive(raw("Je cherche un cours de français à Dinant.", subject="Cours"))

    ticket = Ticket.objects.get(reference=row.about)
    assert (ticket.channel, ticket.form.slug, ticket.status) == ("email", "general", "new")
    assert (ticket.contact.email, ticket.contact.name) == ("oksana@example.net", "Oksana")
    assert ticket.messages.get().body == "Cours\n\nJe cherche un cours de français à Dinant."
    assert [letter.to for letter in letters("acknowledgement")] == ["oksana@example.net"]


def test_mail_brings_no_code_that_nobody_could_read(cast, arrive):
    arrive(raw())

    assert not ReceiptCode.objects.exists()


def test_mail_is_routed_by_its_words_like_a_form(cast, arrive):
    row = arrive(raw("J'ai reçu un ordre de quitter le territoire, aidez-moi vite."))

    assert Ticket.objects.get(reference=row.about).signals


def test_mail_to_the_address_of_a_form_is_a_request_of_that_form(cast, arrive):
    Form.objects.filter(slug="discrimination").update(mail_address="signaler@example.org")

    row = arrive(raw("On m'a refusé un logement.", to="Signaler <signaler@example.org>"))

    ticket = Ticket.objects.get(reference=row.about)
    assert ticket.confidential
    assert ticket.team.code == "discrimination"


def test_what_is_held_of_mail_to_a_confidential_form_is_for_its_team(cast, arrive):
    Form.objects.filter(slug="discrimination").update(mail_address="signaler@example.org")

    row = arrive(raw("On m'a refusé un logement.", to="signaler@example.org", X_Spam_Score="9"))

    assert (row.fate, row.about, row.held_for) == ("held", "", "discrimination")


def test_what_was_written_to_a_confidential_form_that_is_closed_is_for_its_team_too(cast, arrive):
    Form.objects.filter(slug="discrimination").update(mail_address="signaler@example.org", is_open=False)

    row = arrive(raw("On m'a refusé un logement.", to="signaler@example.org", X_Spam_Score="9"))

    assert (row.fate, row.held_for) == ("held", "discrimination")


def test_the_files_of_a_message_are_on_the_request_whatever_they_are(cast, arrive):
    head = raw().split(b"Content-Type")[0] + b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=mix\r\n\r\n"
    parts = [b"Content-Type: text/plain\r\n\r\nVoici."] + [
        b"Content-Disposition: attachment; filename=f%d.exe\r\n\r\nMZ\0\x90%d" % (n, n) for n in range(5)
    ]

    row = arrive(head + b"".join(b"--mix\r\n" + part + b"\r\n" for part in parts) + b"--mix--\r\n")

    files = Ticket.objects.get(reference=row.about).messages.get().attachments.all()
    assert [(file.original_name, file.kind) for file in files] == [(f"f{n}.exe", "other") for n in range(5)]


def test_an_answer_opens_a_resolved_request_again(cast, arrive):
    ticket = recorded(make.ticket(status="resolved", outcome="answered", contact={"email": "oksana@example.net"}))

    arrive(raw(to=reply_to(ticket)))

    ticket.refresh_from_db()
    assert ticket.status == "open"


def test_an_answer_to_a_closed_request_opens_one_that_follows_it(cast, arrive):
    ticket = recorded(make.ticket(status="closed", outcome="answered", contact={"email": "oksana@example.net"}))

    row = arrive(raw(to=reply_to(ticket)))

    fresh = Ticket.objects.get(reference=row.about)
    assert fresh.follows == ticket
    assert fresh.messages.get().body == "Oui, mardi me convient."


def test_a_message_without_words_shows_its_subject(cast, arrive):
    row = arrive(raw("", subject="Rappelez-moi au 0470 12 34 56"))

    assert Ticket.objects.get(reference=row.about).messages.get().body == "Rappelez-moi au 0470 12 34 56"


def test_behind_an_address_that_takes_no_mail_stands_the_one_that_does(cast, arrive):
    row = arrive(raw(sender="Site <noreply@wordpress.example>", Reply_To="Zoé <zoe@example.net>"))

    assert Ticket.objects.get(reference=row.about).contact.email == "zoe@example.net"


def test_one_address_is_not_written_to_without_end(settings, cast, arrive):
    settings.AUTOMATIC_PER_ADDRESS_HOUR = 3

    for number in range(6):
        arrive(raw(f"Message {number}", number=number, sender="Oksana <oksana@gmail.com>"))

    assert Ticket.objects.filter(channel="email").count() == 6
    assert len(letters("acknowledgement")) == 3


def test_a_house_that_changes_its_address_each_time_is_answered_twice_at_most(cast, arrive):
    for number in range(8):
        arrive(raw(f"Nous reviendrons {number}", number=number, sender=f"robot-{number}@absent.example"))

    assert len(letters("acknowledgement")) == settings.AUTOMATIC_PER_DOMAIN_HOUR == 2


def test_the_robot_of_a_team_opens_no_request_about_the_alert_it_got(cast, arrive):
    first = arrive(raw())
    robot = arrive(raw("Nous sommes fermés.", sender="accueil@example.org", number=2))

    assert (robot.fate, robot.because) == ("held", "own_team")
    assert Ticket.objects.filter(channel="email").count() == 1
    assert first.about


def test_what_another_worker_filed_meanwhile_leaves_no_second_trace(cast, ticket):
    for message in (raw("Bonjour"), raw("Encore", to=reply_to(ticket), number=2), raw(X_Loop=settings.MAIL_DOMAIN)):
        row = inbox.keep(message, mailbox="pipe")
        claimed = inbox.claim(row.pk, by="slow", now=timezone.now())
        IncomingEmail.objects.filter(pk=row.pk).update(fate="filed", attempt_after=None)

        with pytest.raises(Refused):
            mailbox.file(claimed, message, timezone.now())

    assert Ticket.objects.get() == ticket
    assert not ticket.messages.exists()
    assert not OutgoingEmail.objects.exists()
