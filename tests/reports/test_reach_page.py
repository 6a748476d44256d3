"""The page of those whom our letters do not reach."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from requests_app.models import User

PAGE = "/desk/reports/reach/"


@pytest.fixture
def dara_is_new(cast):
    User.objects.update(last_login=timezone.now())
    long_ago = timezone.now() - timedelta(days=30)
    User.objects.filter(pk=cast.dara.pk).update(last_login=None, created_at=long_ago)
    return cast.dara


@pytest.mark.parametrize(
    ("who", "status"), [("amina", 403), ("bruno", 403), ("dara", 403), ("claire", 200), ("admin", 200)]
)
def test_managers_and_administrators_see_who_cannot_be_reached(cast, client, who, status):
    client.force_login(getattr(cast, who))

    assert client.get(PAGE).status_code == status


def test_an_administrator_is_led_to_where_it_is_put_right_and_a_manager_is_told_whom_to_ask(cast, client, dara_is_new):
    settings = reverse("admin:requests_app_user_change", args=[dara_is_new.pk])
    client.force_login(cast.admin)
    assert settings in client.get(PAGE).content.decode()

    client.force_login(cast.claire)
    page = client.get(PAGE).content.decode()
    assert settings not in page
    assert "dara@example.org" in page


def test_a_house_where_everybody_is_reached_says_so(cast, client):
    User.objects.update(last_login=timezone.now())
    client.force_login(cast.claire)

    response = client.get(PAGE)

    assert response.context["lines"] == []
    assert "reports-table" not in response.content.decode()
