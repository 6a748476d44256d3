"""Somebody in front of the public pages, with the seeded house behind them."""

import pytest

from requests_app.remembered import forget
from tests.browserlike import Browser, ViaClient


@pytest.fixture
def visitor(cast):
    """A browser without JavaScript, with no cookies, in front of the four seeded forms."""
    forget()
    yield Browser(ViaClient())
    forget()
