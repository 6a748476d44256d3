"""Which network a visitor is counted under."""

import pytest

from requests_app.connections import network


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
