"""Which network a visitor is counted under."""

import pytest
from django.test import RequestFactory

from requests_app.connections import network, visitor_network


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("192.0.2.7:4711", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unknown", ""),
        ("192.0.2.7, 10.0.0.1", ""),
        ("1" * 10_000, ""),
        ("\x00", ""),
    ],
)
def test_an_address_is_counted_by_its_network(address, counted):
    assert network(address) == counted


@pytest.mark.parametrize(
    ("proxies", "comes_from", "told", "counted"),
    [
        (0, "1.2.3.4", None, "1.2.3.4"),
        (0, "1.2.3.4", "198.51.100.1", "1.2.3.4"),  # a stranger's word
        (0, "127.0.0.1", None, "127.0.0.1"),
        (0, "172.18.0.2", "198.51.100.1", ""),  # a proxy that nobody declared: else all would be one visitor
        (0, "::1", "198.51.100.1", ""),
        (1, "172.18.0.2", None, ""),  # a proxy that passes no address on
        (1, "172.18.0.2", "198.51.100.1", "198.51.100.1"),
        (1, "172.18.0.2", "1.1.1.1, 198.51.100.1", "198.51.100.1"),
    ],
)
def test_a_visitor_is_counted_where_it_can_be_told_who_it_is(settings, proxies, comes_from, told, counted):
    settings.TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": told} if told else {}

    assert visitor_network(RequestFactory().get("/", REMOTE_ADDR=comes_from, headers=headers)) == counted
