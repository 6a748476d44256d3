"""Production does not start on a missing or weak secret, and says which; elsewhere secrets are made once and kept."""

import os
import stat
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from desk import env
from tests.live import ROOT

GOOD = {
    "PRODUCTION": "on",
    "SECRET_KEY": "an-0ld.Secret_of:forty+characters=and/more!",
    "FIELD_KEYS": "c2l4dGVlbiBieXRlcyBhbmQgc2l4dGVlbiBtb3JlISE=",
    "ALLOWED_HOSTS": "desk.example.org",
    "EMAIL_URL": "smtp+tls://desk:word@mail.example.org:587",
    "SITE_URL": "https://desk.example.org",
    "DATABASE_URL": "postgres://desk@127.0.0.1/desk",
}


def test_production_starts_when_all_is_given(tmp_path):
    assert _start(tmp_path, GOOD) == ""


@pytest.mark.parametrize("name", ["SECRET_KEY", "FIELD_KEYS", "ALLOWED_HOSTS", "EMAIL_URL"])
def test_production_names_what_is_missing(tmp_path, name):
    given = {key: value for key, value in GOOD.items() if key != name}

    assert f"{name} is missing" in _start(tmp_path, given)


@pytest.mark.parametrize(
    ("name", "value"),
    [("SECRET_KEY", "short"), ("SECRET_KEY", "a" * 60), ("FIELD_KEYS", "short"), ("FIELD_KEYS", "b" * 44)],
)
def test_production_names_what_is_weak(tmp_path, name, value):
    assert f"{name} is too weak" in _start(tmp_path, {**GOOD, name: value})


def test_production_refuses_the_mailbox_that_everybody_may_read(tmp_path):
    given = {**GOOD, "EMAIL_URL": "", "EMAIL_BACKEND": "notifications.backends.DemoMailbox"}

    assert "EMAIL_BACKEND is the demo mailbox" in _start(tmp_path, given)


@pytest.mark.parametrize("url", ["/run/clamav/clamd.ctl", "http://127.0.0.1", "unix://run/clamd.ctl"])
def test_an_address_of_a_scanner_that_is_none_stops_the_start(tmp_path, url):
    assert "CLAMAV_URL is unix:///" in _start(tmp_path, {**GOOD, "CLAMAV_URL": url})


def test_production_makes_no_secret_of_its_own(tmp_path):
    _start(tmp_path, {"PRODUCTION": "on"})

    assert list(tmp_path.iterdir()) == []


def test_elsewhere_a_secret_is_made_once_and_kept_for_its_owner_only(tmp_path):
    first = env.secret("NO_SUCH_NAME", production=False, kept_in=tmp_path / "key")

    assert env.secret("NO_SUCH_NAME", production=False, kept_in=tmp_path / "key") == first
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


@pytest.mark.parametrize(("word", "meaning"), [("on", True), ("Yes", True), ("1", True), ("off", False), ("", False)])
def test_a_switch_is_said_in_words(monkeypatch, word, meaning):
    monkeypatch.setenv("SWITCH", word)

    assert env.flag("SWITCH", default=not meaning) is meaning


@pytest.mark.parametrize("read", [lambda: env.flag("WORD", default=True), lambda: env.integer("WORD", 1)])
def test_a_word_that_means_nothing_is_named(monkeypatch, read):
    monkeypatch.setenv("WORD", "perhaps")

    with pytest.raises(ImproperlyConfigured, match="WORD"):
        read()


def _start(folder, given):
    """What the settings complain of when a new process reads them; "" when they do not."""
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(folder), **given}
    done = subprocess.run(
        [sys.executable, "-c", "import desk.settings"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr
