"""A PostgreSQL server of one test's own, to be restarted as it likes."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.live import free_port

PROGRAMS = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Cluster:
    folder: Path
    port: int

    @property
    def address(self) -> str:
        """Where its first database is."""
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Wait until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        self.run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def restart(self) -> None:
        """As after a crash: nobody is asked to finish, and what was committed is read back from the log."""
        self.stop()
        self.start()

    def stop(self) -> None:
        """At once."""
        self.run("pg_ctl", "-m", "immediate", "-w", "stop")

    def run(self, program: str, *arguments: str) -> None:
        """Run one of its programs, as the user that a database server insists on."""
        found = max(PROGRAMS.glob(f"*/bin/{program}"), key=lambda path: float(path.parts[-3]))
        command = [str(found), "-D", str(self.folder / "data"), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, cwd=self.folder, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def private_cluster() -> Iterator[Cluster]:
    """A new one, gone at the end. Not in pytest's folder, which the server's user may not enter."""
    folder = Path(tempfile.mkdtemp(prefix="guichet-cluster-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    cluster = Cluster(folder, free_port())
    cluster.run("initdb", "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
    cluster.start()
    try:
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder)
