"""A client that asks again and again, over connections kept open, bounded in count and time."""

import gzip
import http.client
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from statistics import median, quantiles
from urllib.parse import urlsplit

from bench import counting
from bench.house import House, Server

ALONE_LEAST, ALONE_MOST = 25, 1_000  # requests by one client
ALONE_SECONDS, TOGETHER_SECONDS = 0.8, 1.5
CLIENTS = 16


@dataclass(frozen=True)
class Ask:
    """One request: what it sends is made anew each time, for a form is sent once."""

    path: str
    cookie: str = ""
    body: Callable[[], bytes] | None = None
    of_floor: bool = False  # asked of the yardsticks' server, not of the product's

    def headers(self) -> dict[str, str]:
        made = {"Accept-Encoding": "identity", "Cookie": self.cookie}
        return {**made, "Content-Type": "application/x-www-form-urlencoded"} if self.body else made


@dataclass(frozen=True)
class Figure:
    """What was measured: p50 and p99 in milliseconds by one client, CPU ms a request, requests a second by sixteen.

     Then what does not depend on the machine: bytes of the answer, plain and compressed, SQL statements and commits
    . `grown` is by how many MB the largest worker grew meanwhile.
    """

    p50: float
    p99: float
    cpu: float
    rate: float
    size: int
    gzipped: int
    statements: int
    commits: int
    grown: float


def measure(house: House, ask: Ask) -> Figure:
    """Alone, then sixteen at once. Raises RuntimeError when an answer is not what it should be."""
    server = house.floor if ask.of_floor else house.product
    with _Client(server.url) as client:
        for _warm in range(8):
            client.send(ask)
        at_rest = server.memory_mb()
        before = house.cpu_seconds()
        times = list(_alone(client, ask))
        cpu = (house.cpu_seconds() - before) / len(times)
        statements, commits = client.count(ask)
    return Figure(
        p50=median(times) * 1000,
        p99=quantiles(times, n=100)[-1] * 1000,
        cpu=cpu * 1000,
        rate=_together(server, ask),
        size=len(client.content),
        gzipped=len(gzip.compress(client.content)),
        statements=statements,
        commits=commits,
        grown=server.memory_mb() - at_rest,
    )


def typical(rounds: list[Figure]) -> Figure:
    """The middle of several rounds; what a worker grew by is added up."""
    middle = {name: median(getattr(one, name) for one in rounds) for name in ("p50", "p99", "cpu", "rate")}
    return replace(rounds[-1], **middle, grown=sum(one.grown for one in rounds))


def _alone(client: "_Client", ask: Ask) -> Iterator[float]:
    end = time.monotonic() + ALONE_SECONDS
    for done in range(ALONE_MOST):
        if done >= ALONE_LEAST and time.monotonic() > end:
            return
        yield client.send(ask)


def _together(server: Server, ask: Ask) -> float:
    end = time.monotonic() + TOGETHER_SECONDS

    def one(_number: int) -> int:
        done = 0
        with _Client(server.url) as client:
            while time.monotonic() < end:
                client.send(ask)
                done += 1
        return done

    started = time.monotonic()
    with ThreadPoolExecutor(CLIENTS) as pool:
        done = sum(pool.map(one, range(CLIENTS)))
    return done / (time.monotonic() - started)


def fetch(server: Server, path: str) -> bytes:
    """One answer, from the product's static files for instance."""
    with _Client(server.url) as client:
        client.send(Ask(path))
        return client.content


class _Client:
    def __init__(self, url: str) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
        self.content = b""

    def __enter__(self) -> "_Client":
        return self

    def __exit__(self, *_error: object) -> None:
        self.connection.close()

    def send(self, ask: Ask) -> float:
        """Seconds until the whole answer was there."""
        body, headers = ask.body() if ask.body else None, ask.headers()
        started = time.perf_counter()
        self._send(ask, body, headers)
        return time.perf_counter() - started

    def count(self, ask: Ask) -> tuple[int, int]:
        """Statements and commits of one more request; its answer is not kept."""
        kept = self.content
        answer = self._send(ask, ask.body() if ask.body else None, {**ask.headers(), counting.ASKED: "1"})
        self.content = kept
        return int(answer.headers[counting.STATEMENTS]), int(answer.headers[counting.COMMITS])

    def _send(self, ask: Ask, body: bytes | None, headers: dict[str, str]) -> http.client.HTTPResponse:
        self.connection.request("POST" if ask.body else "GET", ask.path, body, headers)
        answer = self.connection.getresponse()
        self.content = answer.read()
        if answer.status not in (200, 302) or (answer.status == 302 and not ask.body):
            raise RuntimeError(f"{ask.path} answered {answer.status}")
        return answer
