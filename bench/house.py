"""A house for one run: a database of its own on PostgreSQL, gunicorn as in production, and what its processes cost."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
SERVER = os.environ.get("BENCH_SERVER", "postgres://postgres@127.0.0.1:5432")
WORKERS, THREADS = 2, 4


@dataclass(frozen=True)
class Server:
    """A gunicorn, or rather its master: the product's, or the one of the yardsticks."""

    url: str
    pid: int

    @property
    def workers(self) -> list[Path]:
        """Its processes, in /proc."""
        children = (Path(f"/proc/{self.pid}/task/{self.pid}/children")).read_text().split()
        return [Path(f"/proc/{pid}") for pid in children]

    def memory_mb(self) -> float:
        """The largest resident set of its workers, in MB."""
        sizes = [(path / "status").read_text().split("VmRSS:")[1].split()[0] for path in self.workers]
        return max(int(size) for size in sizes) / 1024


@dataclass(frozen=True)
class House:
    """A database, and two servers on it: the product's and, with the same settings, that of the yardsticks."""

    database: str
    environment: dict[str, str]
    product: Server
    floor: Server

    def manage(self, *arguments: str) -> str:
        """What a command of manage.py prints."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True)
        return done.stdout

    def cpu_seconds(self) -> float:
        """Time on a processor so far of both servers' workers and of PostgreSQL's processes for this database."""
        processes = [*self.product.workers, *self.floor.workers, *self._backends()]
        return sum(_nanoseconds(path) for path in processes) / 1e9

    def _backends(self) -> list[Path]:
        with psycopg.connect(f"{SERVER}/postgres") as connection:
            rows = connection.execute("SELECT pid FROM pg_stat_activity WHERE datname = %s", [self.database])
            return [Path(f"/proc/{pid}") for (pid,) in rows]


def _nanoseconds(process: Path) -> int:
    """Of all its threads. The kernel's own count: finer than the hundredths of a second in /proc/…/stat."""
    return sum(int(task.read_text().split()[0]) for task in process.glob("task/*/schedstat"))


@contextmanager
def open_house(folder: Path, tickets: int) -> Iterator[House]:
    """Set up, filled with `tickets` invented tickets, and served; gone at the end."""
    name = f"guichet_bench_{os.getpid()}"
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            environment = _environment(folder, name)
            _fill(environment, tickets)
            with psycopg.connect(f"{SERVER}/{name}", autocommit=True) as own:
                own.execute("VACUUM ANALYZE")
            floor = {**environment, "DJANGO_SETTINGS_MODULE": "bench.floor_settings"}
            with _served(environment) as product, _served(floor) as yardsticks:
                yield House(name, environment, product, yardsticks)
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def _served(environment: dict[str, str]) -> Iterator[Server]:
    port = free_port()
    process = subprocess.Popen(_gunicorn(port), cwd=ROOT, env=environment)
    try:
        _wait(f"http://127.0.0.1:{port}/healthz")
        yield Server(f"http://127.0.0.1:{port}", process.pid)
    finally:
        process.terminate()
        process.wait(timeout=15)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _environment(folder: Path, name: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in {"EMAIL_URL", "PRODUCTION", "CACHE_URL"}}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "DATABASE_URL": f"{SERVER}/{name}",
        "DATA_DIR": str(folder),
        "DEMO": "off",
        "PUBLIC_GUARDS": "off",
    }


def _fill(environment: dict[str, str], tickets: int) -> None:
    commands = (["prepare"], ["shell", "-v0", "-c", CAST], ["generate_load", "--tickets", str(tickets)])
    for arguments in commands:
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


CAST = "from requests_app.services.seeding import demo_cast; demo_cast()"


def _gunicorn(port: int) -> list[str]:
    options = (
        f"--bind 127.0.0.1:{port} --workers {WORKERS} --threads {THREADS} --worker-class gthread --no-control-socket"
    )
    return [sys.executable, "-m", "gunicorn", "desk.wsgi:application", "--log-level", "warning", *options.split()]


def _wait(url: str) -> None:
    for _try in range(300):
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("gunicorn did not start")
