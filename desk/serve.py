"""`make run`: the whole of Guichet in the foreground, as one program that stops when it is told to.

    python -m desk.serve            prepare, then web and worker together until Ctrl-C or SIGTERM
    python -m desk.serve prepare    bring the database up to date, and fill it when it is empty
    python -m desk.serve web        gunicorn alone (many machines: one of these on each)
    python -m desk.serve worker     the worker alone

Environment, beside that of desk/settings.py: PORT (8000), BIND (127.0.0.1), WEB_CONCURRENCY (2 processes),
ACCESS_LOG (off). This program loads no settings and no models, so that it costs little memory.
"""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from pathlib import Path
from types import FrameType

from desk import env

BASE_DIR = Path(__file__).resolve().parent.parent
THREADS = 16  # connections that one web process holds at once; an idle one costs a thread until nginx closes it
GRACE_SECONDS = 8  # to finish what is under way; supervisors and `docker stop` wait ten
GIVEN_BACK_FROM_BYTES = 1024 * 1024  # see main()
DEATHS_ALLOWED = 5
DEATHS_WINDOW_SECONDS = 60


def main(arguments: list[str]) -> int:
    """Run one part, or all of them; the exit code is 0 after an orderly stop, else 1."""
    os.chdir(BASE_DIR)
    # The C library keeps for each thread what a file of ten megabytes once took; blocks of this size it gives back.
    # Measured with 16 people sending 30 MB each at once: 185 MB a process instead of 796.
    os.environ.setdefault("MALLOC_MMAP_THRESHOLD_", str(GIVEN_BACK_FROM_BYTES))
    match arguments:
        case []:
            return _everything()
        case ["prepare"]:
            return _prepare()
        case ["web"]:
            os.execv(sys.executable, web_command())
        case ["worker"]:
            os.execv(sys.executable, worker_command())
    print(__doc__, file=sys.stderr)
    return 2


def web_command() -> list[str]:
    """gunicorn, with an access log only on request and then without addresses, queries or whole paths."""
    options = f"--bind {_bind()}:{_port()} --workers {env.integer('WEB_CONCURRENCY', 2)} --threads {THREADS}"
    options += f" --worker-class gthread --graceful-timeout {GRACE_SECONDS - 2} --no-control-socket --log-level warning"
    options += " --logger-class desk.access_log.Discreet"
    if env.flag("ACCESS_LOG", default=False):
        options += " --access-logfile -"
    return [sys.executable, "-m", "gunicorn", "desk.wsgi:application", *options.split()]


def worker_command() -> list[str]:
    return [sys.executable, "manage.py", "worker"]


def _everything() -> int:
    if _answers():
        print(f"Port {_port()} is taken by another program. Choose one: PORT={_port() + 1} make run", file=sys.stderr)
        return 1
    return _prepare() or Supervisor().run()


def _prepare() -> int:
    command = [sys.executable, "manage.py", "prepare"]
    try:
        return subprocess.run(command, check=False, preexec_fn=_die_with_parent).returncode
    except KeyboardInterrupt:
        return 1


def _bind() -> str:
    return env.text("BIND", "127.0.0.1")


def _port() -> int:
    return env.integer("PORT", 8000)


class Supervisor:
    """Keeps web and worker alive, and stops both within ten seconds of being asked."""

    def __init__(self) -> None:
        self.commands = {"web": web_command(), "worker": worker_command()}
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.deaths: dict[str, deque[float]] = {name: deque(maxlen=DEATHS_ALLOWED) for name in self.commands}
        self.stopping = False

    def run(self) -> int:
        """Serve until SIGTERM or SIGINT (0), or until a part dies again and again (1)."""
        signal.signal(signal.SIGTERM, self._ask_to_stop)
        signal.signal(signal.SIGINT, self._ask_to_stop)
        for name in self.commands:
            self._start(name)
        announced = False
        code = 0
        while not self.stopping and code == 0:
            if not announced and _answers():
                announced = True
                _announce()
            code = self._revive()
            time.sleep(0.2)
        self._stop()
        return code

    def _ask_to_stop(self, signal_number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _start(self, name: str) -> None:
        # A session of its own: Ctrl-C reaches this program only, which then stops the children in order.
        self.children[name] = subprocess.Popen(
            self.commands[name],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 (no threads here)
        )

    def _revive(self) -> int:
        """Start again what died; 1 when it dies so often that starting again is no answer."""
        for name, child in self.children.items():
            if child.poll() is None or self.stopping:
                continue
            deaths = self.deaths[name]
            deaths.append(time.monotonic())
            print(f"The {name} process ended (code {child.returncode}); starting it again.", file=sys.stderr)
            if len(deaths) == DEATHS_ALLOWED and deaths[-1] - deaths[0] < DEATHS_WINDOW_SECONDS:
                print(f"The {name} process ended {DEATHS_ALLOWED} times within a minute. Giving up.", file=sys.stderr)
                return 1
            time.sleep(min(len(deaths) - 1, 3))
            self._start(name)
        return 0

    def _stop(self) -> None:
        deadline = time.monotonic() + GRACE_SECONDS
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        for child in self.children.values():
            try:
                child.wait(timeout=max(deadline - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                # Nothing is lost: transactions roll back, and a letter's lease runs out.
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGKILL)
                child.wait()


def _die_with_parent() -> None:
    """Even if this supervisor is killed outright, no server may stay behind on the port."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)


def _answers() -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((_bind().replace("0.0.0.0", "127.0.0.1"), _port())) == 0  # noqa: S104 (asks, does not bind)


def _announce() -> None:
    address = f"http://127.0.0.1:{_port()}"
    lines = ["", f"  Guichet answers at {address}/", f"  The desk:          {address}/desk/"]
    if env.flag("DEMO", default=True) and not env.flag("PRODUCTION", default=False):
        lines += [
            f"  Letters that left: {address}/demo/mailbox/",
            "",
            f"  Demo accounts (password {env.text('DEMO_PASSWORD', 'demo-guichet-2026')}):",
            "    amina@example.org   agent of the reception team",
            "    bruno@example.org   agent of the discrimination team",
            "    claire@example.org  manager",
            "    dara@example.org    staff without a team",
            "    admin@example.org   administrator",
        ]
    print("\n".join([*lines, "", "  Ctrl-C stops everything.", ""]), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
