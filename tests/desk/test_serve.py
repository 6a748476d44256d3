"""`make run` keeps its promise: both programs live, a dead one comes back, and all stop when asked."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from desk import serve
from desk.access_log import shorten
from tests.live import ROOT, free_port

STAND_IN = """
import sys
from desk import serve
serve.GRACE_SECONDS = 1
serve.DEATHS_ALLOWED = 3
supervisor = serve.Supervisor()
supervisor.commands = {"web": [sys.executable, "-c", sys.argv[1]], "worker": [sys.executable, "-c", sys.argv[2]]}
sys.exit(supervisor.run())
"""
PATIENT = "import os, time; os.write(1, b'%d\\n' % os.getpid()); time.sleep(60)"
DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {PATIENT}"
SHORT_LIVED = "print('gone', flush=True)"


@pytest.mark.faults
@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_both_programs_stop_when_asked_and_the_code_is_that_of_a_good_end(asked):
    with _supervisor(PATIENT, PATIENT) as process:
        children = [_line(process), _line(process)]
        process.send_signal(asked)

        assert process.wait(timeout=10) == 0
        assert not any(_is_alive(int(child)) for child in children)


@pytest.mark.faults
def test_a_program_that_is_killed_comes_back():
    with _supervisor(PATIENT, PATIENT) as process:
        first = _line(process)
        _line(process)
        os.kill(int(first), signal.SIGKILL)

        assert _line(process) != first


@pytest.mark.faults
def test_a_program_that_will_not_stop_is_stopped_all_the_same():
    with _supervisor(DEAF, PATIENT) as process:
        children = [_line(process), _line(process)]
        process.terminate()

        assert process.wait(timeout=10) == 0
        assert not any(_is_alive(int(child)) for child in children)


def test_all_of_that_fits_into_the_ten_seconds_that_others_wait():
    assert serve.GRACE_SECONDS < 10


@pytest.mark.faults
def test_a_program_that_dies_at_once_again_and_again_ends_the_run_with_an_error():
    with _supervisor(SHORT_LIVED, PATIENT) as process:
        assert process.wait(timeout=30) == 1


@pytest.mark.faults
def test_nothing_stays_behind_when_the_supervisor_itself_is_killed():
    with _supervisor(PATIENT, PATIENT) as process:
        child = int(_line(process))
        process.kill()
        process.wait()
        deadline = time.monotonic() + 5
        while _is_alive(child) and time.monotonic() < deadline:
            time.sleep(0.05)

        assert not _is_alive(child)


def test_a_port_that_is_taken_is_said_in_a_sentence(monkeypatch, capsys):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))

        assert serve.main([]) == 1
        assert f"PORT={port + 1}" in capsys.readouterr().err


def test_the_web_keeps_no_access_log_unless_asked(monkeypatch):
    monkeypatch.delenv("ACCESS_LOG", raising=False)
    assert "--access-logfile" not in serve.web_command()

    monkeypatch.setenv("ACCESS_LOG", "on")
    assert "desk.access_log.Discreet" in serve.web_command()


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/", "/"),
        ("/fr/contact/general/", "/fr/contact/general"),
        ("/fr/suivi/lien/eyJ0Ijo1fQ/", "/fr/suivi/…"),
        ("/desk/tickets/CAI-26-7K4M-2XQR/", "/desk/tickets/…"),
        ("/static/css/desk.css", "/static/css/desk.css"),
    ],
)
def test_an_access_log_names_the_place_and_never_the_request(path, kept):
    assert shorten(path) == kept


@contextmanager
def _supervisor(web, worker):
    process = subprocess.Popen(
        [sys.executable, "-c", STAND_IN, web, worker],
        cwd=ROOT,
        env={**os.environ, "PORT": str(free_port())},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def _line(process):
    return process.stdout.readline().strip()


def _is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A zombie whose new parent has not looked yet is as dead as can be.
    return Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()[0] != "Z"
