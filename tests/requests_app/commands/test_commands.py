"""Commands are doors: twice is harmless, what they refuse they say in a sentence, and they print no names."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from notifications import inbox
from notifications.models import IncomingEmail, OutgoingEmail
from requests_app import mailbox
from requests_app.models import Form, RoutingRule, Team, Ticket, User
from requests_app.services import samples, seeding


def run(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_seeding_twice_changes_nothing_that_somebody_has_changed_since(cast):
    Team.objects.filter(code="isp").update(name={"fr": "Emploi"})
    rules = RoutingRule.objects.count()

    run("seed")

    assert Team.objects.get(code="isp").name == {"fr": "Emploi"}
    assert RoutingRule.objects.count() == rules
    assert Form.objects.count() == 4


def test_the_demo_brings_the_cast_and_the_sixty_requests_once(cast):
    assert "60 tickets opened" in run("load_demo")
    assert "60 known already" in run("load_demo")

    assert Ticket.objects.count() == 60
    assert User.objects.get(email="claire@example.org").is_manager


def test_the_demo_has_messages_that_wait_for_a_decision(cast, settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path
    samples.keep_mail(seeding.SEEDS / "sample_mail")

    inbox.filed_by(mailbox.file)
    inbox.file_due(timezone.now(), by="worker")

    assert set(IncomingEmail.objects.values_list("fate", "because")) == {("held", "headers"), ("held", "list_headers")}


def test_the_demo_has_one_letter_that_came_back_with_its_warning_on_the_ticket(cast, client):
    run("load_demo")
    run("load_demo")

    letter = OutgoingEmail.objects.get(state="bounced")
    ticket = Ticket.objects.get(reference=letter.about)
    client.force_login(cast.amina)
    page = client.get(f"/desk/tickets/{letter.about}/")

    assert not ticket.confidential
    assert ticket.contact.email_trouble == "bounced"
    assert page.context["lost"].pk == letter.pk
    assert f'href="tel:{ticket.contact.phone_e164}"' in page.content.decode()
    assert letter.about in client.get("/desk/post/out/").content.decode()


def test_production_refuses_the_demo(cast, settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="production"):
        run("load_demo")


def test_a_file_that_holds_no_requests_is_named(tmp_path, cast):
    (tmp_path / "list.json").write_text("[]")

    with pytest.raises(CommandError, match=r"list\.json"):
        run("load_requests", str(tmp_path / "list.json"))


def test_a_request_that_the_form_does_not_take_is_named_by_its_questions_only(tmp_path, cast):
    sample = {**seeding.read("sample_requests.json")["requests"][0], "id": "X-1"}
    sample["fields"] = {**sample["fields"], "topic": "horoscope", "name": "Lola Bastin"}
    (tmp_path / "one.json").write_text(json.dumps({"requests": [sample]}))

    with pytest.raises(CommandError) as refusal:
        run("load_requests", str(tmp_path / "one.json"))

    assert "X-1" in str(refusal.value)
    assert "topic" in str(refusal.value)
    assert "Lola" not in str(refusal.value)


def test_why_a_ticket_went_where_it_went_can_be_asked(cast):
    run("load_demo")
    ticket = Ticket.objects.exclude(routed_because="").filter(confidential=False).first()

    said = run("explain_routing", ticket.reference.lower())

    assert f"{ticket.routed_because}: MATCHES" in said


def test_an_unknown_reference_is_said_to_be_unknown(cast):
    with pytest.raises(CommandError, match="no ticket"):
        run("explain_routing", "CAI-26-AAAA-AAAA")
