"""The doors at which providers tell what became of letters: who may come in, and what then happens."""

import hashlib
import hmac
import json
from base64 import b64encode

import pytest
from anymail.signals import tracking
from anymail.urls import urlpatterns as anymail_doors
from django.urls import reverse

from notifications import hook_urls
from notifications.models import DeliveryEvent, OutgoingEmail, State
from tests.notifications.conftest import NOW

SECRET = "guichet:a-long-secret"
DOORS = [door.name for door in anymail_doors if not door.name.startswith(hook_urls.LEFT_OUT)]


def test_anymails_doors_are_all_here_and_behind_our_lock():
    assert [door.name for door in hook_urls.urlpatterns] == DOORS
    assert all(hook_urls._ShutUnlessLocked in door.callback.view_class.__mro__ for door in hook_urls.urlpatterns)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("body", ["{}", '{"RecordType": "Delivery", "MessageID": "p1"}', "nonsense", ""])
def test_without_a_secret_and_without_a_signature_every_door_is_shut(client, settings, door, body):
    settings.ANYMAIL = {}
    heard = []
    tracking.connect(lambda **event: heard.append(event), weak=False, dispatch_uid="test")

    answer = client.post(reverse(f"anymail:{door}"), body, content_type="application/json")

    tracking.disconnect(dispatch_uid="test")
    assert answer.status_code in {400, 404}
    assert heard == []


@pytest.mark.parametrize("door", DOORS)
def test_a_page_is_not_what_a_door_for_machines_shows(client, settings, door):
    settings.ANYMAIL = {}

    assert client.get(reverse(f"anymail:{door}")).status_code in {404, 405}


@pytest.mark.parametrize("given", ["guichet:wrong", "", ":", "guichet:a-long-secret2"])
def test_a_wrong_secret_opens_nothing(client, settings, sent, given):
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET}

    assert deliver(client, given).status_code == 400
    assert not DeliveryEvent.objects.exists()


def test_with_the_secret_the_event_is_noted_however_often_it_is_told(client, settings, sent):
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET}

    assert [deliver(client, SECRET).status_code for _ in range(5)] == [200] * 5

    assert OutgoingEmail.objects.get(pk=sent).state == State.DELIVERED
    assert DeliveryEvent.objects.count() == 1


def test_an_event_of_an_unknown_letter_is_taken_and_forgotten(client, settings, db):
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET}

    assert deliver(client, SECRET).status_code == 200
    assert not DeliveryEvent.objects.exists()


@pytest.mark.parametrize(("key", "status"), [("the-key", 200), ("another-key", 400)])
def test_a_providers_own_signature_is_enough_and_must_be_right(client, settings, sent, key, status):
    settings.ANYMAIL = {"MAILGUN_WEBHOOK_SIGNING_KEY": "the-key"}
    signature = hmac.new(key.encode(), b"1700000000token", hashlib.sha256).hexdigest()
    event = {"event": "delivered", "timestamp": 1700000000, "message": {"headers": {"message-id": "p1"}}}
    body = {"signature": {"token": "token", "timestamp": "1700000000", "signature": signature}, "event-data": event}

    answer = client.post(reverse("anymail:mailgun_tracking_webhook"), body, content_type="application/json")

    assert answer.status_code == status
    assert (OutgoingEmail.objects.get(pk=sent).state == State.DELIVERED) is (status == 200)


def test_what_was_refused_is_not_quoted_in_the_log(client, settings, caplog):
    settings.ANYMAIL = {}

    client.post(reverse("anymail:amazon_ses_tracking_webhook"), "zoe@example.org", content_type="text/plain")

    assert "zoe" not in caplog.text


def test_no_provider_needs_a_token_of_ours(client, settings, sent):
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET}
    client.handler.enforce_csrf_checks = True

    assert deliver(client, SECRET).status_code == 200


@pytest.fixture
def sent(letter):
    pk = letter().pk
    left = {"state": State.SENT, "sent_at": NOW, "attempt_after": None, "attempts": 1}
    OutgoingEmail.objects.filter(pk=pk).update(**left, provider_id="p1")
    return pk


def deliver(client, secret):
    event = {"RecordType": "Delivery", "MessageID": "p1", "DeliveredAt": "2026-11-23T09:00:00Z"}
    return client.post(
        reverse("anymail:postmark_tracking_webhook"),
        json.dumps(event),
        content_type="application/json",
        headers={"Authorization": "Basic " + b64encode(secret.encode()).decode()},
    )
