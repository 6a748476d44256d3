"""A house for one run: a database of its own on PostgreSQL, gunicorn as in production, and what its processes cost."""

import os
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
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
WORKERS, THREADS = 2, 4


@dataclass(frozen=True)
class House:
    """Where it answers, its database, and the process that serves it."""

    url: str
    database: str
    environment: dict[str, str]
    pid: int

    def manage(self, *arguments: str) -> str:
        """What a command of manage.py prints."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True)
        return done.stdout

    def cpu_seconds(self) -> float:
        """User and system time so far of gunicorn and of PostgreSQL, dead children included."""
        return sum(_ticks(path) for path in Path("/proc").glob("[0-9]*") if self._counts(path)) / TICKS_PER_SECOND

    def _counts(self, path: Path) -> bool:
        try:
            words = (path / "stat").read_text().rpartition(")")[2].split()
            name = (path / "comm").read_text().strip()
        except OSError:
            return False
        return name == "postgres" or self.pid in (int(path.name), int(words[1]))

    def memory_mb(self) -> float:
        """The largest resident set of gunicorn's workers, in MB."""
        sizes = []
        for path in Path("/proc").glob("[0-9]*"):
            try:
                status = (path / "status").read_text()
            except OSError:
                continue
            if f"\nPPid:\t{self.pid}\n" in status:
                sizes.append(int(status.split("VmRSS:")[1].split()[0]) / 1024)
        return max(sizes, default=0.0)


def _ticks(path: Path) -> int:
    try:
        words = (path / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(int(word) for word in words[11:15])  # utime, stime, and those of children that ended


@contextmanager
def open_house(folder: Path, tickets: int, port: int, more: dict[str, str] | None = None) -> Iterator[House]:
    """Set up, filled with `tickets` invented tickets, and served; gone at the end."""
    name = f"guichet_bench_{os.getpid()}"
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            environment = _environment(folder, name, port, more or {})
            _fill(environment, tickets)
            process = subprocess.Popen(_gunicorn(port), cwd=ROOT, env=environment)
            try:
                url = f"http://127.0.0.1:{port}"
                _wait(f"{url}/healthz")
                yield House(url, name, environment, process.pid)
            finally:
                process.terminate()
                process.wait(timeout=15)
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _environment(folder: Path, name: str, port: int, more: dict[str, str]) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in {"EMAIL_URL", "PRODUCTION", "CACHE_URL"}}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "DATABASE_URL": f"{SERVER}/{name}",
        "DATA_DIR": str(folder),
        "PORT": str(port),
        "DEMO": "off",
        "PUBLIC_GUARDS": "off",
        **more,
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
