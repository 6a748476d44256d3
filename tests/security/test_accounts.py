"""Who may make the house write letters, and where the links of those letters lead."""

from urllib.parse import urlsplit

import pytest
from django.core import mail

CAST = ("amina", "bruno", "claire", "dara", "admin")


def ask_for_a_new_password(client, address):
    return client.post("/accounts/password/reset/", {"email": address}, headers={"host": "evil.example"})


def test_the_link_to_a_new_password_leads_to_our_house_whatever_host_was_named(cast, client, settings):
    ask_for_a_new_password(client, cast.amina.email)

    letter = mail.outbox[0]
    assert "evil.example" not in letter.subject + letter.body
    assert f"{settings.SITE_URL}/accounts/password/reset/key/" in letter.body


def test_that_link_opens_the_page_where_a_password_is_chosen(cast, client, settings):
    ask_for_a_new_password(client, cast.amina.email)

    link = next(word for word in mail.outbox[0].body.split() if word.startswith(settings.SITE_URL))
    page = client.get(urlsplit(link).path, follow=True)
    assert page.status_code == 200
    assert 'name="password1"' in page.content.decode()


def test_a_stranger_is_never_written_to_and_the_page_does_not_tell(cast, client):
    known = ask_for_a_new_password(client, cast.amina.email)
    mail.outbox.clear()
    unknown = ask_for_a_new_password(client, "stranger@example.net")

    assert mail.outbox == []
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])


@pytest.mark.parametrize("name", CAST)
def test_nobody_gives_an_account_another_address(cast, client, name):
    client.force_login(getattr(cast, name), backend="allauth.account.auth_backends.AuthenticationBackend")

    got = client.get("/accounts/email/")
    posted = client.post("/accounts/email/", {"email": "other@example.net", "action_add": ""})

    assert (got.status_code, posted.status_code) == (404, 404)


def test_somebody_who_left_is_shut_out_at_the_next_click(cast, client):
    client.force_login(cast.amina, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/desk/").status_code == 200

    cast.amina.is_active = False
    cast.amina.save()

    assert client.get("/desk/").status_code == 302
