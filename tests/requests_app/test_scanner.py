"""What a real clamd says, and what becomes of it when it says nothing."""

import socket
import threading
from contextlib import contextmanager

import pytest

from requests_app import scanner
from tests.clamd import NAME, clamd, eicar
from tests.requests_app.test_files import archive

__all__ = ["clamd"]


def test_malware_is_found_and_named(settings, clamd):
    settings.CLAMAV_URL = clamd.url

    assert scanner.malware_in(eicar()) == f"{NAME}.UNOFFICIAL"
    assert scanner.malware_in(b"Bonjour " * 3 + eicar() + b" et encore") == f"{NAME}.UNOFFICIAL"


def test_malware_inside_an_archive_is_found_too(settings, clamd):
    settings.CLAMAV_URL = clamd.url

    assert scanner.malware_in(archive("word/document.xml", content=eicar())) == f"{NAME}.UNOFFICIAL"


@pytest.mark.parametrize("content", [b"Bonjour", b"x", bytes(10 * 1024 * 1024)], ids=["text", "one byte", "10 MiB"])
def test_nothing_is_found_where_nothing_is(settings, clamd, content):
    settings.CLAMAV_URL = clamd.url

    assert scanner.malware_in(content) == ""


def test_a_file_that_the_daemon_will_not_take_has_no_verdict(settings, clamd):
    settings.CLAMAV_URL = clamd.url

    with pytest.raises(scanner.NotSaid):
        scanner.malware_in(bytes(30 * 1024 * 1024))
    assert scanner.malware_in(b"Bonjour") == ""


@pytest.mark.parametrize("url", ["unix:///nowhere/clamd.ctl", "tcp://127.0.0.1:1"])
def test_a_daemon_that_is_away_is_no_verdict(settings, url):
    settings.CLAMAV_URL = url

    with pytest.raises(scanner.Unreachable):
        scanner.malware_in(b"Bonjour")


@contextmanager
def slow_daemon(pong):
    """Takes a file and never says what it holds; a second caller, who asks whether it is there, hears this."""
    done = threading.Event()

    def serve(server):
        with server.accept()[0] as first, server.accept()[0] as second:
            first.recv(65536)
            second.recv(65536)
            second.sendall(pong)
            done.wait(10)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, args=[server])
        thread.start()
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"
        done.set()
        thread.join()


@pytest.mark.parametrize(("pong", "raised"), [(b"PONG\0", scanner.NotSaid), (b"?\0", scanner.Unreachable)])
def test_a_file_that_keeps_the_daemon_busy_is_told_from_a_daemon_that_is_away(settings, pong, raised):
    settings.CLAMAV_TIMEOUT = 0.3
    with slow_daemon(pong) as url:
        settings.CLAMAV_URL = url
        with pytest.raises(raised):
            scanner.malware_in(b"Bonjour")


@contextmanager
def odd_daemon(answer):
    """A server on loopback that reads all and then answers this (None: nothing, and it keeps the line open)."""
    done = threading.Event()

    def serve(server):
        line, _address = server.accept()
        with line:
            while not line.recv(65536).endswith(bytes(4)):
                pass
            if answer is None:
                done.wait(10)
            else:
                line.sendall(answer)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, args=[server])
        thread.start()
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"
        done.set()
        thread.join()


@pytest.mark.parametrize(
    ("answer", "raised"),
    [
        (b"", scanner.Unreachable),
        (None, scanner.Unreachable),
        (b"INSTREAM size limit exceeded. ERROR\0", scanner.NotSaid),
        (b"stream: Can't allocate memory ERROR\0", scanner.NotSaid),
        (b"\xff" * 9000, scanner.NotSaid),
        (b"HTTP/1.1 200 OK\r\n\r\n\0", scanner.NotSaid),
    ],
)
def test_an_odd_answer_is_no_verdict(settings, answer, raised):
    settings.CLAMAV_TIMEOUT = 0.3
    with odd_daemon(answer) as url:
        settings.CLAMAV_URL = url
        with pytest.raises(raised):
            scanner.malware_in(b"Bonjour")


@pytest.mark.parametrize(
    ("answer", "found"), [(b"stream: OK\0", ""), (b"stream: Win.Test FOUND\0", "Win.Test"), (b"stream: OK\n\0", "")]
)
def test_the_same_is_said_over_tcp(settings, answer, found):
    with odd_daemon(answer) as url:
        settings.CLAMAV_URL = url
        assert scanner.malware_in(b"Bonjour") == found
