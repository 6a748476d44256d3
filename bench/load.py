"""A client that asks again and again, over connections kept open, bounded in count and time."""

import http.client
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median, quantiles
from urllib.parse import urlsplit

from bench.house import House

ALONE = 60  # requests by one client
TOGETHER_SECONDS = 4.0
CLIENTS = 16


@dataclass(frozen=True)
class Ask:
    """One request: what it sends is made anew each time, for a form is sent once."""

    path: str
    cookie: str = ""
    body: Callable[[], bytes] | None = None

    def headers(self) -> dict[str, str]:
        made = {"Accept-Encoding": "identity", "Cookie": self.cookie}
        return {**made, "Content-Type": "application/x-www-form-urlencoded"} if self.body else made


@dataclass(frozen=True)
class Figure:
    """What was measured: p50 and p99 in milliseconds by one client, CPU ms a request, requests a second by sixteen."""

    p50: float
    p99: float
    cpu: float
    rate: float
    size: int


def measure(house: House, ask: Ask) -> Figure:
    """Alone, then sixteen at once. Raises RuntimeError when an answer is not what it should be."""
    with _Client(house.url) as client:
        for _warm in range(6):
            client.send(ask)
        before = house.cpu_seconds()
        times = [client.send(ask) for _request in range(ALONE)]
        cpu = (house.cpu_seconds() - before) / ALONE
    rate = _together(house, ask)
    return Figure(median(times) * 1000, quantiles(times, n=100)[-1] * 1000, cpu * 1000, rate, client.size)


def _together(house: House, ask: Ask) -> float:
    end = time.monotonic() + TOGETHER_SECONDS

    def one(_number: int) -> int:
        done = 0
        with _Client(house.url) as client:
            while time.monotonic() < end:
                client.send(ask)
                done += 1
        return done

    started = time.monotonic()
    with ThreadPoolExecutor(CLIENTS) as pool:
        done = sum(pool.map(one, range(CLIENTS)))
    return done / (time.monotonic() - started)


class _Client:
    def __init__(self, url: str) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
        self.size = 0

    def __enter__(self) -> "_Client":
        return self

    def __exit__(self, *_error: object) -> None:
        self.connection.close()

    def send(self, ask: Ask) -> float:
        """Seconds until the whole answer was there."""
        started = time.perf_counter()
        self.connection.request(
            "POST" if ask.body else "GET", ask.path, ask.body() if ask.body else None, ask.headers()
        )
        answer = self.connection.getresponse()
        content = answer.read()
        seconds = time.perf_counter() - started
        if answer.status not in (200, 302) or (answer.status == 302 and not ask.body):
            raise RuntimeError(f"{ask.path} answered {answer.status}")
        self.size = len(content)
        return seconds
