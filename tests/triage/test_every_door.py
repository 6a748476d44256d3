"""Every address of the whole house for everybody: what is open, what asks who you are, what refuses. Never a crash.

The addresses come from the resolver. Those of the desk have a table of their own (test_matrix.py); the public's pages
answer staff and strangers alike.
"""

import re

import pytest
from django.urls import URLPattern, get_resolver

CAST = ("anonymous", "amina", "bruno", "claire", "dara", "admin")
STAFF = CAST[1:]
SAMPLES = {
    "slug": "general",
    "step": "demande",
    "token": "x",
    "pk": "1",
    "object_id": "1",
    "table": "team",
    "kind": "csv",
}
OF_ADMINISTRATORS_TOO = {("admin", "reach")}  # who puts right what stands there
PASSED = {200, 302, 404, 405, 410}


@pytest.fixture
def visitor_of(cast, seen_by, client):
    visitors = {who: seen_by(getattr(cast, who)) for who in STAFF} | {"anonymous": client}
    return visitors.get


def addresses(space, resolver=None, prefix="/", name=""):
    """Name and a sample address of every pattern of one namespace ("" for those outside all)."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if not isinstance(entry, URLPattern):
            yield from addresses(space, entry, path, entry.namespace or name)
        elif name == space:
            filled = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: SAMPLES.get(found[1], "1"), path)
            yield entry.name, re.sub(r"\(\?P[^)]*\)|\(\[\^/\]\+\)|[\^$]|\\Z", "1", filled)


def test_every_namespace_of_the_house_is_looked_at_here():
    spaces = {entry.namespace for entry in get_resolver().url_patterns if not isinstance(entry, URLPattern)}
    inside = {
        inner.namespace
        for entry in get_resolver().url_patterns
        if not isinstance(entry, URLPattern)
        for inner in entry.url_patterns
        if not isinstance(inner, URLPattern)
    }

    assert (spaces | inside) - {None} == {"admin", "anymail", "demo", "public", "reports", "triage"}


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("space", ["public", "demo", "anymail"])
def test_what_is_open_to_the_public_is_open_to_everybody_alike(visitor_of, space, who):
    for name, address in addresses(space):
        answer = visitor_of(who).get(address).status_code
        assert answer in PASSED, (name, who)
        assert answer == visitor_of("anonymous").get(address).status_code, (name, who)


@pytest.mark.parametrize("who", CAST)
def test_reports_are_for_managers(visitor_of, who):
    for name, address in addresses("reports"):
        answer = visitor_of(who).get(address).status_code
        if who == "claire" or (who, name) in OF_ADMINISTRATORS_TOO:
            assert answer in {200, 404}, name
        else:
            assert answer == (302 if who == "anonymous" else 403), (name, who)


@pytest.mark.parametrize("who", [who for who in CAST if who != "admin"])
def test_the_administration_is_for_administrators(visitor_of, who):
    for name, address in addresses("admin"):
        answer = visitor_of(who).get(address)
        assert answer.status_code in {302, 403}, (name, who)


def test_the_administration_shows_no_ticket_and_nothing_a_person_wrote(visitor_of):
    listed = [address for name, address in addresses("admin") if name and name.endswith("_changelist")]

    assert not [
        address
        for address in listed
        if re.search("ticket|contact|answers|message|note|attachment|mail", address)
        if "emailaddress" not in address
    ]
    for address in listed:
        assert visitor_of("admin").get(address).status_code == 200, address


@pytest.mark.parametrize("who", CAST)
def test_the_remaining_addresses_never_crash(visitor_of, who):
    for name, address in addresses(""):
        assert visitor_of(who).get(address).status_code in PASSED | {503}, (name, who)
