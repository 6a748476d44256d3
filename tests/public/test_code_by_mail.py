"""Who wrote by mail never saw a code: a letter's link gives it, once, and only when a button is pressed."""

import re

import pytest

from requests_app import links
from requests_app.emails import person
from requests_app.models import ReceiptCode
from tests import make


@pytest.fixture
def ticket(db):
    return make.ticket(form="discrimination", confidential=True, channel="email")


def page_of(ticket):
    return links.code_url(ticket.pk, "fr").partition("/fr/")[2]


def test_the_button_gives_a_code_that_opens_the_request(visitor, ticket):
    given = visitor.get(f"/fr/{page_of(ticket)}").press()

    code = re.search(r'id="receipt-code"[^>]*>([\d ]+)<', given.html)[1]
    assert visitor.get("/fr/suivi/").press(reference=ticket.reference, code=code).url == "/fr/suivi/demande/"


def test_looking_at_the_link_gives_nothing_away(visitor, ticket):
    for _look in range(3):
        visitor.get(f"/fr/{page_of(ticket)}")

    assert not ReceiptCode.objects.exists()


def test_the_code_is_given_once(visitor, ticket):
    first = visitor.get(f"/fr/{page_of(ticket)}")
    first.press()

    again = first.press()

    assert again.status == 410
    assert "receipt-code" not in again.html
    assert visitor.get(f"/fr/{page_of(ticket)}").status == 410


def test_a_link_that_opens_a_request_gives_no_code_and_the_other_way_round(visitor, ticket):
    ordinary = make.ticket()

    assert visitor.get(f"/fr/suivi/code/{links.token_for(ordinary.pk)}/").status == 410
    token = page_of(ordinary).split("/")[-2]
    assert visitor.get(f"/fr/suivi/lien/{token}/").status == 410


def test_a_neutral_answer_to_who_wrote_by_mail_leads_to_the_code(cast, ticket):
    letter = person.reply_letter(ticket, body="Venez mardi.", by=cast.bruno)

    assert "/suivi/code/" in letter.text
    assert "Venez mardi" not in letter.text


def test_once_the_code_is_given_letters_lead_to_where_it_is_asked(cast, visitor, ticket):
    visitor.get(f"/fr/{page_of(ticket)}").press()

    letter = person.reply_letter(ticket, body="Venez mardi.", by=cast.bruno)

    assert "/suivi/code/" not in letter.text
