"""The walls around the tests hold."""

import socket

import pytest
from django.utils import translation


def test_a_test_that_reaches_for_another_machine_fails():
    with pytest.raises(AssertionError, match=r"192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 25))


def test_a_test_may_speak_to_this_machine():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_every_test_begins_in_french():
    assert translation.get_language() == "fr"
    translation.activate("en")  # the next test does not notice
