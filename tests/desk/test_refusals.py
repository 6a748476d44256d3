"""An expired session or token costs nobody what they typed."""

import re

import pytest
from django.test import Client

from requests_app.models import Note
from tests import make

NOTE = "Le propriétaire rappelle demain <matin> & soir."


@pytest.fixture
def strict():
    """A browser that is held to its tokens."""
    return Client(enforce_csrf_checks=True)


def _kept(page):
    """The hidden fields of the form that sends again."""
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.content.decode()))


def test_what_an_agent_typed_survives_the_end_of_her_session(cast, client):
    ticket = make.ticket(team=cast.reception)

    page = client.post(f"/desk/tickets/{ticket.reference}/note/", {"body": NOTE})

    assert page.status_code == 401
    assert "propriétaire rappelle demain &lt;matin&gt; &amp; soir." in page.content.decode()
    assert not Note.objects.exists()


def test_after_logging_in_again_the_same_page_sends_it(cast, strict):
    ticket = make.ticket(team=cast.reception)
    address = f"/desk/tickets/{ticket.reference}/note/"
    strict.force_login(cast.amina)

    stale = strict.post(address, {"body": NOTE, "token": "one", "csrfmiddlewaretoken": "a" * 64})
    again = strict.post(address, {**_kept(stale), "body": NOTE})

    assert stale.status_code == 403
    assert "propriétaire rappelle demain" in stale.content.decode()
    assert again.status_code == 302
    assert Note.objects.get().body == NOTE


def test_another_site_cannot_have_its_form_carried_on(cast, strict):
    ticket = make.ticket(team=cast.reception)
    strict.force_login(cast.amina)

    page = strict.post(
        f"/desk/tickets/{ticket.reference}/note/", {"body": NOTE}, headers={"sec-fetch-site": "cross-site"}
    )

    assert page.status_code == 403
    assert "rappelle" not in page.content.decode()


def test_a_password_is_never_written_into_a_page(cast, client):
    page = client.post("/desk/account/", {"name": "Amina", "new_password": "très secret, vraiment"})

    assert page.status_code == 401
    assert "secret" not in page.content.decode()
