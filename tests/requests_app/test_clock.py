"""What the house does by itself."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from requests_app import clock


def test_a_session_that_is_over_leaves_no_row(db):
    now = timezone.now()
    Session.objects.create(session_key="over", expire_date=now - timedelta(minutes=1))
    Session.objects.create(session_key="open", expire_date=now + timedelta(minutes=1))

    clock.erase_ended_sessions(now)

    assert [session.pk for session in Session.objects.all()] == ["open"]
