"""The address to which answers go: it names one ticket, and nobody can make one."""

from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from requests_app import links


@given(number=st.integers(0, 2**63 - 1), upper=st.booleans())
def test_an_address_of_ours_leads_back_to_its_ticket_in_any_case(number, upper):
    with override_settings(INBOUND_DOMAIN="in.example.org"):
        address = links.reply_address(number)
        found = links.ticket_id_of_address(address.upper() if upper else address)

    assert found == number
    assert len(address.partition("@")[0]) <= 64


@given(
    number=st.integers(1, 2**40), at=st.integers(0, 200), letter=st.sampled_from("abcdefghijklmnopqrstuvwxyz234567-+")
)
def test_an_address_that_was_changed_leads_nowhere(number, at, letter):
    with override_settings(INBOUND_DOMAIN="in.example.org"):
        address = links.reply_address(number)
        local, _at, domain = address.partition("@")
        at %= len(local)
        changed = f"{local[:at]}{letter}{local[at + 1 :]}@{domain}"
        found = links.ticket_id_of_address(changed)

    assert found == (number if changed == address else None)
