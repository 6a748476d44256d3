"""What every test finds: the cast on stage, no network beyond this machine, French, and an empty cache."""

import os
import socket
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from django.core.cache import cache
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from requests_app import remembered
from requests_app.models import Team
from requests_app.public.pages import forget_blank_pages
from requests_app.services import guards, seeding
from tests import make
from tests.live import browser, live_desk, page

__all__ = ["browser", "live_desk", "page"]

# A machine with much to do is slow, which is no failure; where a merge depends on it, a run can be repeated exactly.
hypothesis.settings.register_profile("house", deadline=None, print_blob=True, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("house")
LOOPBACK = ("127.", "::1", "localhost")


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """A test that reaches for another machine fails, and says for which."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(LOOPBACK):
            self.close()
            raise AssertionError(f"A test tried to reach {address[0]}.")
        connect(self, address)

    socket.socket.connect = guarded  # type: ignore[method-assign]
    yield
    socket.socket.connect = connect  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _as_at_the_start() -> Iterator[None]:
    """Nothing remembered from the test before: its language, its cache, its settings of the house."""
    cache.clear()
    remembered.forget()
    guards.forget_connections()
    forget_blank_pages()
    with translation.override("fr"):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The seeds and the cast are planted once, before the first test; each test rolls back to them."""
    with django_db_blocker.unblock():
        _plant()


@pytest.fixture
def cast(db: None) -> make.Cast:
    """Amina, Bruno, Claire, Dara and the administrator, with the reception and discrimination teams."""
    if not Team.objects.exists():  # a test with transactions of its own, before this one, emptied the tables
        _plant()
    return make.cast()


def _plant() -> None:
    seeding.seed()
    make.cast()
