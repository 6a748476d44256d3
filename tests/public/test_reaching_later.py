"""How the person may be reached: given later, changed and taken back by herself, and never in silence."""

import pytest
from django.utils.translation import gettext

from notifications.models import OutgoingEmail
from requests_app.errors import Refused
from requests_app.models import Contact, Ticket, TicketSearch
from requests_app.models.routing import Priority
from requests_app.public import story
from requests_app.services import contacts, messages, tickets
from requests_app.services.contacts import Wish
from tests import make
from tests.browserlike import Form, send_request
from tests.public import people
from tests.public.test_discrimination import everything_kept

PAGE = "/fr/suivi/joindre/"


@pytest.fixture
def anonymous(visitor):
    """Somebody who reported without a name and is back at her request."""
    send_request(visitor, "discrimination", people.ANONYMOUS).form.press()
    return visitor


def say(visitor, **values):
    return visitor.get(PAGE).press(**{"wish": "neutral", "email": "karim@example.org", **values})


def reply(cast, body="Nous avons une question."):
    return messages.reply(Ticket.objects.get(), body=body, by=cast.bruno, token=f"reply-{body}-padding-padding")


def test_an_anonymous_report_cannot_be_written_to_by_any_act(anonymous, cast):
    assert reply(cast).recipients == []

    assert not Contact.objects.exists()
    assert [one.kind for one in OutgoingEmail.objects.all() if one.kind not in {"team_alert", "notices"}] == []


def test_who_gives_an_address_later_gets_a_letter_that_says_nothing(anonymous, cast):
    page = say(anonymous)
    assert page.url == "/fr/suivi/demande/"

    assert reply(cast).recipients == ["karim@example.org"]

    letter = OutgoingEmail.objects.unopened().get(kind__startswith="reply")
    assert "question" not in letter.text + letter.html
    assert "discrimination" not in (letter.subject + letter.text).lower()


def test_what_a_confidential_request_is_told_later_is_sealed_and_erased_with_it(anonymous):
    say(anonymous, name="Karim Exemple", phone="0470 12 34 56")
    traces = [*everything_kept()]
    assert [
        trace for trace in traces for mark in ("karim@", "Karim Exemple", "12 34 56", "470123456") if mark in trace
    ] == []
    sealed = [trace for trace in traces if "sealed:" in trace and "contact" in trace]

    Form(*_form(anonymous)).press(gettext("Take away my name, address and number"))

    assert sealed
    assert not Contact.objects.exists()


def test_the_address_goes_alone_and_the_rest_stays(anonymous, cast):
    say(anonymous, name="Karim", phone="0470 12 34 56")

    Form(*_form(anonymous)).press(gettext("Take away my e-mail address"))

    contact = Contact.objects.get()
    assert (contact.name, contact.email, contact.phone) == ("Karim", "", "0470 12 34 56")
    assert reply(cast).recipients == []


def test_all_of_it_can_be_taken_back_and_the_person_is_unknown_again(anonymous):
    say(anonymous, name="Karim")

    page = Form(*_form(anonymous)).press(gettext("Take away my name, address and number"))

    assert not Contact.objects.exists()
    assert gettext("You took away your name, address and number.") in page.text
    reasons = list(Ticket.objects.get().history.order_by("history_id").values_list("history_change_reason", flat=True))
    assert reasons == ["opened", "person_contact", "person_contact_removed"]


def test_the_record_says_that_and_never_what(anonymous):
    say(anonymous, name="Karim")

    assert "Karim" not in str(list(Ticket.objects.get().history.values()))
    assert gettext("You said how we may reach you.") in anonymous.get("/fr/suivi/demande/").text


@pytest.mark.parametrize(
    ("values", "where"),
    [({"email": ""}, "email"), ({"email": "pas une adresse"}, "email"), ({"phone": "1" * 61}, "phone")],
)
def test_what_is_wrong_is_shown_and_nothing_typed_is_lost(anonymous, values, where):
    page = say(anonymous, name="Karim", **values)

    assert page.status == 422
    assert page.errors
    assert page.form.value("name") == "Karim"
    assert page.form.value(where) == values[where]
    assert not Contact.objects.exists()


def test_nobody_reaches_the_page_without_a_visit(visitor):
    assert visitor.get(PAGE).url == "/fr/suivi/"


def test_an_expired_page_is_shown_again_as_it_was_filled(anonymous):
    form = Form(*_form(anonymous)).fill("email", "karim@example.org")
    form.pairs = [(name, "old" if name == "csrfmiddlewaretoken" else value) for name, value in form.pairs]

    page = form.press()

    assert page.status == 403
    assert page.form.value("email") == "karim@example.org"


@pytest.mark.parametrize(
    ("wish", "may", "neutral"), [(Wish.NONE, False, False), (Wish.NEUTRAL, True, True), (Wish.ANY, True, False)]
)
def test_a_wish_decides_whether_and_how_we_write(cast, wish, may, neutral):
    ticket = make.ticket(contact=None)

    contacts.say_how_to_reach(ticket, name="", email="karim@example.org", phone="", wish=wish)

    contact = Contact.objects.get(ticket=ticket)
    assert (contact.may_be_written_to, contact.wants_neutral_letters) == (may, neutral)
    assert contacts.wish_of(contact) == wish


def test_the_desk_finds_a_request_by_the_name_given_later_and_not_once_it_is_taken_back(cast):
    ticket = make.ticket(contact=None)

    contacts.say_how_to_reach(ticket, name="Zoé", email="", phone="", wish=Wish.NONE)
    found = TicketSearch.objects.get(ticket=ticket).words
    contacts.say_how_to_reach(ticket, name="", email="", phone="", wish=Wish.NONE)

    assert "zoe" in found
    assert "zoe" not in TicketSearch.objects.get(ticket=ticket).words


def test_a_wrong_address_is_refused_by_the_service_too(cast):
    with pytest.raises(Refused):
        contacts.say_how_to_reach(make.ticket(contact=None), name="", email="a@", phone="", wish=Wish.ANY)


def test_saving_what_stands_there_already_leaves_no_mark(cast):
    ticket = make.ticket()
    contact = ticket.requester

    contacts.say_how_to_reach(
        ticket, name=contact.name, email=contact.email, phone=contact.phone, wish=contacts.wish_of(contact)
    )

    assert ticket.history.count() == 1


def test_the_day_to_come_back_never_moves_in_silence(anonymous, cast):
    before = anonymous.get("/fr/suivi/demande/")
    assert story.told(Ticket.objects.get()) == []
    ticket = Ticket.objects.get()

    tickets.set_priority(
        ticket, priority=Priority.NORMAL if ticket.priority != Priority.NORMAL else Priority.URGENT, by=cast.bruno
    )

    page = anonymous.get("/fr/suivi/demande/")
    (line,) = story.told(Ticket.objects.get())
    assert line.text in page.text
    assert line.text not in before.text


def test_once_there_is_an_answer_no_day_is_named(anonymous, cast):
    words = gettext("Come back from %(day)s.").partition("%")[0]
    assert words in anonymous.get("/fr/suivi/demande/").text

    reply(cast)

    assert words not in anonymous.get("/fr/suivi/demande/").text


def _form(visitor):
    page = visitor.get(PAGE)
    return page, page.root.all("main")[0].all("form")[0]
