"""The mailbox inside the house."""

import pytest
from django.core import checks
from django.urls import reverse

from notifications import outbox
from notifications.checks import the_lease_outlives_a_slow_server
from notifications.models import DemoLetter
from tests.notifications.conftest import NOW


@pytest.fixture
def received(letter, settings):
    """`received(…)` is a letter that was queued and posted into the demo mailbox."""
    settings.EMAIL_BACKEND = "notifications.backends.DemoMailbox"

    def post(**changes):
        outbox.deliver(letter(**changes).pk, NOW)
        return DemoLetter.objects.latest("pk")

    return post


def test_a_letter_arrives_in_the_demo_mailbox_as_a_server_would_have_it(received):
    raw = received(subject="Réponse", to="zoe@example.org").raw

    assert "To: zoe@example.org" in raw
    assert "Message-ID: <" in raw


def test_anybody_can_read_the_demo_mailbox_without_logging_in(received, client, django_assert_num_queries):
    received(subject="Première")
    received(subject="Deuxième")

    with django_assert_num_queries(1):
        page = client.get(reverse("demo:mailbox")).content.decode()

    assert page.index("Deuxième") < page.index("Première")


def test_an_empty_demo_mailbox_says_so(db, client):
    assert client.get(reverse("demo:mailbox")).status_code == 200


def test_the_links_of_a_letter_can_be_followed_and_nothing_else_is_active(received, client):
    row = received(text="Suivre : http://testserver/fr/suivi/x?a=1&b=2. <script>alert(1)</script>")

    page = client.get(reverse("demo:letter", args=[row.pk])).content.decode()

    assert '<a href="http://testserver/fr/suivi/x?a=1&amp;b=2">' in page
    assert "<script>alert" not in page


def test_the_html_of_a_letter_is_shown_in_a_closed_frame(received, client):
    row = received(html="<html><head></head><body><p>Bonjour</p></body></html>")
    frame = reverse("demo:formatted", args=[row.pk])

    page = client.get(reverse("demo:letter", args=[row.pk])).content.decode()
    inside = client.get(frame)

    assert f'src="{frame}"' in page
    assert 'sandbox="allow-top-navigation-by-user-activation"' in page
    assert '<base target="_top"></head><body><p>Bonjour</p>' in inside.content.decode()
    assert "sandbox allow-top-navigation-by-user-activation" in inside["Content-Security-Policy"]
    assert "default-src 'none'" in inside["Content-Security-Policy"]
    assert inside["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("name", ["demo:mailbox", "demo:letter", "demo:formatted"])
def test_outside_a_demonstration_there_is_no_such_page(received, client, settings, name):
    row = received()
    settings.DEMO_MAILBOX = False

    assert client.get(reverse(name, args=[] if name == "demo:mailbox" else [row.pk])).status_code == 404


def test_a_letter_that_is_not_there_is_not_found(db, client):
    assert client.get(reverse("demo:letter", args=[0])).status_code == 404


@pytest.mark.parametrize(
    ("timeout", "lease", "ids"),
    [
        (10, 60, []),
        (20, 60, ["notifications.W001"]),
        (None, 60, ["notifications.E001"]),
    ],
)
def test_a_lease_that_a_slow_server_outlasts_is_reported_at_the_start(settings, timeout, lease, ids):
    settings.EMAIL_TIMEOUT, settings.OUTBOX_LEASE_SECONDS = timeout, lease

    found = the_lease_outlives_a_slow_server()

    assert [message.id for message in found] == ids
    assert all(isinstance(message, checks.CheckMessage) for message in found)
