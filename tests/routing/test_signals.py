import pytest

from requests_app.routing import Facts, signals_seen
from tests.routing import seeded
from tests.routing.sentences import ORDINARY, URGENT

EVERY_LANGUAGE = {"fr", "en", "ar", "uk", "ru", "tr", "es", "fa", "ps", "nl", "de", "pt", "so", "ti"}


def seen(message):
    return signals_seen(Facts("general", message=message), seeded.signals())


@pytest.mark.parametrize(("signal", "message"), URGENT)
def test_what_is_urgent_is_seen_in_any_language(signal, message):
    assert signal in seen(message)


@pytest.mark.parametrize("message", ORDINARY)
def test_an_everyday_request_is_not_urgent(message):
    assert seen(message) == {}


@pytest.mark.parametrize("signal", seeded.read("signals.json")["signals"], ids=lambda signal: signal["code"])
def test_a_signal_is_known_in_every_language_of_the_public(signal):
    assert set(signal["phrases"]) == EVERY_LANGUAGE
    assert set(signal["label"]) == {"fr", "en"}


def test_a_minor_makes_a_request_pressing_not_urgent():
    assert {signal.code: signal.priority for signal in seeded.signals()}["mineur"] == 3
