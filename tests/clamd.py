"""A real ClamAV daemon on a socket of its own, which knows one signature, written here: nothing is downloaded.

The signature is that of the EICAR test file, which every scanner knows and which harms nobody. Its text stands nowhere
in this house, so that no scanner is frightened by our sources: it is put together when a test runs.
"""

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

START_SECONDS = 30
NAME = "Guichet.Test.Eicar"
CONFIGURATION = """
DatabaseDirectory {folder}/signatures
LocalSocket {folder}/clamd.ctl
TemporaryDirectory {folder}
LogFile {folder}/clamd.log
Foreground yes
User {account}
StreamMaxLength 25M
OfficialDatabaseOnly no
SelfCheck 0
ScanImageFuzzyHash no
MaxScanTime 8000
"""


def eicar():
    """The 68 bytes by which scanners are tried."""
    return (
        rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$"
        + b"-".join([b"EICAR", b"STANDARD", b"ANTIVIRUS", b"TEST", b"FILE!"])
        + b"$H+H*"
    )


@dataclass
class Daemon:
    """A scanner that can be stopped and started again."""

    folder: Path
    program: str
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"unix://{self.folder}/clamd.ctl"

    def start(self) -> None:
        command = [self.program, "--config-file", str(self.folder / "clamd.conf")]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            if self._answers():
                return
            time.sleep(0.05)
        raise AssertionError(f"clamd did not start:\n{(self.folder / 'clamd.log').read_text()[-2000:]}")

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=15)
            self.process = None

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(f"{self.folder}/clamd.ctl")
                probe.sendall(b"zPING\0")
                return probe.recv(16) == b"PONG\0"
            except OSError:
                return False


@contextmanager
def running_daemon(folder: Path) -> Iterator[Daemon]:
    """Start it, and stop it in the end."""
    program = shutil.which("clamd", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "These tests need ClamAV's daemon: apt install clamav-daemon"
    signatures = folder / "signatures"
    signatures.mkdir()
    (signatures / "guichet.ndb").write_text(f"{NAME}:0:*:{eicar().hex()}\n")
    account = pwd.getpwuid(os.getuid()).pw_name
    (folder / "clamd.conf").write_text(CONFIGURATION.format(folder=folder, account=account))
    daemon = Daemon(folder, program)
    daemon.start()
    try:
        yield daemon
    finally:
        daemon.stop()


@pytest.fixture(scope="session")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Daemon]:
    """One for all tests; who stops it starts it again."""
    with running_daemon(tmp_path_factory.mktemp("clamd")) as daemon:
        yield daemon
