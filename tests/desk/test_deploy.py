"""What deploy/ and its page promise exists: no engine runs them here, so they are read against the code."""

import re

import pytest
import yaml

from tests.live import ROOT

COMPOSE = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8"))
READ_BY_US = "".join((ROOT / "desk" / name).read_text(encoding="utf-8") for name in ("settings.py", "serve.py"))


@pytest.mark.parametrize("name", COMPOSE["x-guichet"]["environment"])
def test_every_variable_of_the_services_is_read_by_the_program(name):
    assert re.search(rf"[\"']{name}[\"']", READ_BY_US)


@pytest.mark.parametrize("service", ["prepare", "web", "worker"])
def test_every_service_runs_a_part_of_the_program(service):
    command = COMPOSE["services"][service].get("command", ["python", "-m", "desk.serve", "web"])

    assert command[:3] == ["python", "-m", "desk.serve"]
    assert f'case ["{command[3]}"]' in READ_BY_US


def test_no_service_is_reachable_from_outside_without_the_tls_in_front():
    ports = [port for service in COMPOSE["services"].values() for port in service.get("ports", [])]

    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_the_page_explains_every_variable_that_must_be_given():
    page = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    required = set(re.findall(r"\$\{(\w+):\?\}", (ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8")))

    assert {name for name in required if f"`{name}`" not in page} == set()


def test_what_a_mail_provider_asks_for_reaches_every_part_of_the_program():
    [file] = COMPOSE["x-guichet"]["env_file"]
    page = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")

    assert not file["required"]  # who has a mail server of her own needs none
    assert f"`deploy/{file['path']}`" in page
    assert all(COMPOSE["services"][part]["env_file"] == [file] for part in ("prepare", "web", "worker"))
    assert {"EMAIL_BACKEND", "DKIM_SELECTORS"} < set(COMPOSE["x-guichet"]["environment"])


def test_a_house_with_a_provider_needs_no_mail_server():
    given = COMPOSE["x-guichet"]["environment"]

    assert given["EMAIL_URL"] == "${EMAIL_URL:-}"


def test_no_secret_enters_the_image_or_the_history():
    image, history = ((ROOT / name).read_text(encoding="utf-8").split() for name in (".dockerignore", ".gitignore"))

    assert "**/*.env" in image  # a bare ".env" means the first folder only, and ours lies in deploy/
    assert "*.env" in history


def test_the_image_holds_all_that_the_program_reads():
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()

    assert {"desk", "requests_app", "notifications", "sealing", "templates", "static", "locale"}.isdisjoint(ignored)


@pytest.mark.parametrize(
    ("path", "passes_an_address"),
    [
        ("/fr/contact/general/verifier/", True),
        ("/zh-hans/contact/bureau-accueil/verifier/", True),
        ("/fr/contact/discrimination/verifier/", False),
        ("/fr/contact/general/demande/", False),
        ("/fr/suivi/demande/", False),
        ("/fr/", False),
    ],
)
def test_the_proxy_passes_an_address_on_where_it_is_counted_and_never_of_a_report(path, passes_an_address):
    written = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    (pattern,) = re.findall(r'location ~ "([^"]+)"', written)

    assert bool(re.search(pattern, path)) is passes_an_address
