"""Cursors that nobody was given: a page, never a crash."""

import itertools

import pytest

MOMENTS = ("0001-01-01T00:00:00", "9999-12-31T23:59:59", "2026-11-23T10:00:00", "2026-02-30T00:00:00")
ZONES = ("%2B14:00", "-14:00", "%2B00:00", "-23:59", "")
RESTS = ("_1_user", f"_{'9' * 30}_form", "_1_password", "_%D9%A1_team", "")


@pytest.mark.parametrize(("moment", "zone"), list(itertools.product(MOMENTS, ZONES)))
def test_the_record_takes_any_place_for_a_place_or_for_none(cast, client, moment, zone):
    client.force_login(cast.claire, backend="allauth.account.auth_backends.AuthenticationBackend")

    for rest in RESTS:
        assert client.get(f"/desk/reports/record/?before={moment}{zone}{rest}").status_code == 200, rest
