"""Who is believed about where a log-in comes from, and what stands around a drawing opened by itself."""

import pytest
from django.test import RequestFactory

from desk.headers import static_headers
from requests_app.connections import client_address

STRANGER = "203.0.113.9"


@pytest.mark.parametrize(
    ("proxies", "header", "believed"),
    [
        (0, STRANGER, "127.0.0.1"),  # nobody of ours stands in front: the header is a stranger's word
        (1, STRANGER, STRANGER),
        (1, f"6.6.6.6, {STRANGER}", STRANGER),  # what the stranger sent stands before what our proxy added
        (1, "", "127.0.0.1"),
        (2, STRANGER, "127.0.0.1"),  # shorter than it can be: it did not come through our proxies
    ],
)
def test_the_address_of_a_log_in_is_what_our_own_proxy_says(settings, proxies, header, believed):
    settings.TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": header} if header else {}

    assert client_address(RequestFactory().get("/accounts/login/", headers=headers)) == believed


def test_one_network_that_guesses_locks_nobody_else_out(client, cast, settings):
    settings.TRUSTED_PROXIES = 1
    for _guess in range(6):
        log_in(client, "wrong", STRANGER)

    assert log_in(client, "wrong", STRANGER).status_code == 429
    assert log_in(client, "demo-guichet-2026", "198.51.100.7").status_code == 302


def log_in(client, password, address):
    typed = {"login": "amina@example.org", "password": password}
    return client.post("/accounts/login/", typed, headers={"X-Forwarded-For": address})


def test_a_drawing_opened_by_itself_runs_nothing():
    headers = {}

    static_headers(headers, "pictograms.svg", "/static/img/pictograms.svg")

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
