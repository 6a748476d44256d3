"""Requests noted on the telephone or at the counter: one page, the same service, a code to dictate once."""

import pytest

from notifications.models import OutgoingEmail
from requests_app.models import Ticket
from requests_app.models.tickets import Channel
from tests.browserlike import Browser, ViaClient

CALL = {
    "writing_for": "moi",
    "topic": "logement",
    "message": "Elle cherche un logement à Dinant avant la fin du mois.",
    "name": "Oksana",
    "preferred_contact": "telephone",
    "phone": "0470/12.34.56",
    "oral_consent": "on",
    "read_back": "on",
}
REPORT = {
    "reporter_role": "victime",
    "message": "On lui a refusé un logement.",
    "when": "ne_sait_pas",
    "domain": "logement",
    "wishes": ["conseil"],
    "transfer_consent": "demander",
    "anonymous": "yes",
    "sensitive_consent": "yes",
    "oral_consent": "on",
}
PDF = ("lettre.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n", "application/pdf")


@pytest.fixture
def private(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"


def form_page(desk, user, slug="general", channel="phone"):
    return desk(user).get(f"/desk/intake/form/{slug}/?channel={channel}")


def test_a_call_becomes_a_ticket_with_its_channel_and_who_noted_it(cast, desk):
    page = form_page(desk, cast.amina).press(**CALL)

    ticket = Ticket.objects.select_related("noted_by", "answers").get()
    assert page.status == 200
    assert page.url == f"/desk/tickets/{ticket.reference}/"
    assert (ticket.channel, ticket.noted_by, ticket.read_back) == (Channel.PHONE, cast.amina, True)
    assert ticket.answers.data["message"] == CALL["message"]
    assert ticket.answers.data["oral_consent"] == "yes"


def test_after_it_the_agent_is_told_whether_a_letter_leaves(cast, desk):
    by_mail = {**CALL, "preferred_contact": "email", "email": "oksana@example.org"}

    for given, level in ((CALL, "alert-warning"), (by_mail, "alert-success")):
        page = form_page(desk, cast.amina).press(**given)
        said = next(node for node in page.by_id("messages").walk() if level in node.attrs.get("class", ""))
        assert said.text
    assert OutgoingEmail.objects.filter(kind="acknowledgement").count() == 1


def test_the_way_from_the_choice_to_the_form_keeps_the_channel(cast, desk):
    page = desk(cast.amina).get("/desk/intake/").link("sur place")

    assert page.form.value("channel") == "walk_in"


def test_reference_and_code_are_shown_until_they_have_been_dictated(cast, desk):
    page = form_page(desk, cast.amina).press(**CALL)
    code = page.by_id("receipt-code").text
    reload = page.browser.get(page.url)

    after = next(form for form in reload.forms if "/dictated/" in form.node.attrs.get("action", "")).press()

    assert reload.by_id("receipt-code").text == code
    assert [len(group) for group in code.split()] == [4, 4, 4, 4]
    assert after.url == page.url
    assert code not in after.html


def test_the_dictated_code_opens_the_request_for_the_person(cast, desk):
    page = form_page(desk, cast.amina).press(**CALL)
    reference, code = page.by_id("reference").text, page.by_id("receipt-code").text

    follow = Browser(ViaClient()).get("/fr/suivi/").press(reference=reference, code=code)

    assert follow.url == "/fr/suivi/demande/"


def test_sent_twice_is_one_ticket_and_the_same_code(cast, desk):
    form = form_page(desk, cast.amina).form
    for name, value in CALL.items():
        form.fill(name, value)

    first, second = form.press(), form.press()

    assert Ticket.objects.count() == 1
    assert first.by_id("receipt-code").text == second.by_id("receipt-code").text


def test_a_confidential_report_can_be_noted_by_somebody_who_may_not_read_it_afterwards(cast, desk):
    page = form_page(desk, cast.amina, "discrimination").press(**REPORT)

    ticket = Ticket.objects.get()
    assert page.url == "/desk/intake/done/"
    assert page.by_id("reference").text == ticket.reference
    assert page.by_id("receipt-code").text
    assert page.browser.get(f"/desk/tickets/{ticket.reference}/").status == 404
    assert ticket.reference not in page.browser.get("/desk/").html
    assert desk(cast.bruno).get(f"/desk/tickets/{ticket.reference}/").status == 200


def test_a_member_of_the_confidential_team_goes_on_to_the_ticket(cast, desk):
    page = form_page(desk, cast.bruno, "discrimination").press(**REPORT)

    assert page.url == f"/desk/tickets/{Ticket.objects.get().reference}/"


@pytest.mark.parametrize(
    "change",
    [
        {"message": ""},
        {"name": ""},
        {"phone": ""},  # she wants to be called
        {"oral_consent": None},
        {"message": "x" * 5001},
        {"email": "nobody", "preferred_contact": "email"},
    ],
)
def test_what_is_missing_is_said_and_everything_typed_is_still_there(cast, desk, change):
    values = {name: value for name, value in {**CALL, **change}.items() if value is not None}

    page = form_page(desk, cast.amina).press(**values)

    assert page.status == 422
    assert page.errors
    assert not Ticket.objects.exists()
    for name, value in values.items():
        assert page.form.value(name) == value, name


def test_files_are_kept_while_something_else_is_repaired(cast, desk, private):
    page = form_page(desk, cast.amina).press(**{**CALL, "name": "", "attachments": PDF})
    assert page.status == 422
    assert "lettre.pdf" in page.text

    page.press(name="Oksana")

    [file] = Ticket.objects.get().attachments.all()
    assert file.original_name == "lettre.pdf"


def test_a_file_that_cannot_be_taken_is_said_and_nothing_else_is_lost(cast, desk, private):
    page = form_page(desk, cast.amina).press(**{**CALL, "attachments": ("a.exe", b"MZ\x90\x00", "image/png")})

    assert page.status == 422
    assert page.form.value("message") == CALL["message"]
    assert any("a.exe" in error or "a" in error for error in page.errors)


def test_only_the_channels_of_the_house_can_be_chosen(cast, seen_by):
    client = seen_by(cast.amina)

    assert client.get("/desk/intake/form/general/?channel=api").context["noted"]["channel"].value() == "phone"
    answer = client.post("/desk/intake/form/general/", {**CALL, "channel": "api", "submission": "s"})
    assert answer.status_code == 422


def test_who_is_in_no_team_notes_nothing(cast, seen_by):
    for person in (cast.dara, cast.claire, cast.admin):
        for address in ("/desk/intake/", "/desk/intake/form/general/", "/desk/intake/done/"):
            assert seen_by(person).get(address).status_code == 403
        assert seen_by(person).post("/desk/intake/form/general/", CALL).status_code == 403
    assert not Ticket.objects.exists()


def test_a_form_that_is_not_open_is_not_found(cast, seen_by):
    assert seen_by(cast.amina).get("/desk/intake/form/nothing/").status_code == 404


def test_done_without_anything_done_leads_to_the_choice(cast, seen_by):
    assert seen_by(cast.amina).get("/desk/intake/done/")["Location"] == "/desk/intake/"


def test_the_code_stands_in_no_letter_and_is_sealed_in_the_session(cast, desk):
    page = form_page(desk, cast.amina).press(**CALL)
    code = page.by_id("receipt-code").text
    digits = code.replace(" ", "")

    letters = "".join(letter.text + letter.html + letter.subject for letter in OutgoingEmail.objects.all())
    assert code not in letters
    assert digits not in letters.replace(" ", "")
