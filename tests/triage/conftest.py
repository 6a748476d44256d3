"""The desk as a person sees it: `desk(cast.amina)` is a browser in which Amina is logged in."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from requests_app.models import User
from requests_app.remembered import forget
from tests.browserlike import Browser, ViaClient


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    forget()
    yield
    forget()


@pytest.fixture
def seen_by() -> Callable[[User], Client]:
    """Django's test client, logged in: for addresses."""

    def client_of(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return client_of


@pytest.fixture
def desk(seen_by: Callable[[User], Client]) -> Callable[[User], Browser]:
    """A browser, logged in: for pages, their forms and buttons."""

    def browser_of(user: User) -> Browser:
        browser = Browser(ViaClient())
        cookie = settings.SESSION_COOKIE_NAME
        browser.cookies["/", cookie] = seen_by(user).cookies[cookie].value
        return browser

    return browser_of


@pytest.fixture
def english() -> Iterator[None]:
    """The words of the code, whatever the catalogue says."""
    with translation.override("en"):
        yield
