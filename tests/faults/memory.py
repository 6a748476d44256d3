"""How much memory the processes of a house take, at their worst: the kernel keeps the peak of each, we ask often."""

import contextlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path

EVERY_SECONDS = 0.01


class Peaks:
    """The largest resident size in MB of each process, by number and name."""

    def __init__(self, folder: Path) -> None:
        self.mark = f"DATA_DIR={folder}".encode()
        self.megabytes: dict[tuple[int, str], float] = {}

    def ask(self) -> None:
        """Look at every process of the house, and at the processes that they have started."""
        parents: dict[int, int] = {}
        mine: set[int] = set()
        for path in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                status = dict(line.split(":", 1) for line in (path / "status").read_text().splitlines() if ":" in line)
                pid = int(path.name)
                parents[pid] = int(status["PPid"])
                if self.mark in (path / "environ").read_bytes().split(b"\0"):
                    mine.add(pid)
                if pid in mine or parents[pid] in mine:
                    self._note(pid, path, status)

    def _note(self, pid: int, path: Path, status: dict[str, str]) -> None:
        words = (path / "cmdline").read_bytes().decode().split("\0")
        name = next(
            (word for word in words if word in {"worker", "gunicorn", "desk.serve"} or "child" in word), "other"
        )
        peak = int(status.get("VmHWM", "0 kB").split()[0]) / 1024
        key = (pid, Path(name).name)
        self.megabytes[key] = max(peak, self.megabytes.get(key, 0))

    def worst(self) -> dict[str, float]:
        """By name, the process that took most."""
        found: dict[str, float] = {}
        for (_pid, name), peak in self.megabytes.items():
            found[name] = max(round(peak), found.get(name, 0))
        return found


@contextlib.contextmanager
def watched(folder: Path) -> Iterator[Peaks]:
    """Watch the house whose state lives in that folder."""
    peaks, over = Peaks(folder), threading.Event()

    def watch() -> None:
        while not over.is_set():
            peaks.ask()
            time.sleep(EVERY_SECONDS)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield peaks
    finally:
        over.set()
        thread.join()
