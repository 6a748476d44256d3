"""The desk as a person sees it: `seen_by(cast.amina)` is a browser in which Amina is logged in."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from requests_app.models import User
from requests_app.services.remembered import forget


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    forget()
    yield
    forget()


@pytest.fixture
def seen_by() -> Callable[[User], Client]:
    def browser(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return browser
