"""The real thing, for tests that drive a browser: `live_desk` is the whole house, `page` a window in front of it."""

import itertools
import os
import shutil
import signal
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
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
OTHER_SITE = "http://127.0.0.3:*"  # may show our forms in a frame; to a browser, 127.0.0.1 is another site
START_SECONDS = 90
_databases = itertools.count(1)  # a test may have a house of its own beside the shared one
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.*",
    "--use-fake-device-for-media-stream",  # a microphone that beeps, for who is allowed to use it
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(frozen=True)
class LiveDesk:
    """A running house: its address, its folder, and its command line."""

    url: str
    folder: Path
    environment: dict[str, str]

    def manage(self, *arguments: str, text: str = "") -> str:
        """What `manage.py` prints when it runs on this house; an error fails the test with its words."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=self.environment,
            input=text,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="session")
def live_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveDesk]:
    """Web and worker as `make run` starts them, with the demo requests, on a database and a folder of their own."""
    folder = tmp_path_factory.mktemp("live")
    house = {"DEMO": "on", "PUBLIC_GUARDS": "off", "EMBED_ORIGINS": OTHER_SITE}
    with fresh_database() as database, running_desk(folder, {**database, **house}) as desk:
        yield desk


@contextmanager
def running_desk(folder: Path, settings: dict[str, str]) -> Iterator[LiveDesk]:
    """Start the house on a free port, wait until it is ready, and stop it as Ctrl-C would."""
    port = free_port()
    environment = {**_clean_environment(), "DATA_DIR": str(folder), "PORT": str(port), **settings}
    with (folder / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "desk.serve"], cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(f"{url}/healthz", process, folder / "serve.log")
            yield LiveDesk(url, folder, environment)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=15)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _clean_environment() -> dict[str, str]:
    ours = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "DATA_DIR", "DEMO", "DJANGO_ALLOW_ASYNC_UNSAFE"}
    return {name: value for name, value in os.environ.items() if name not in ours}


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"The desk did not start:\n{log.read_text(errors='replace')[-4000:]}")


@contextmanager
def fresh_database() -> Iterator[dict[str, str]]:
    """The settings of an empty database: a file of the folder, or one of the server that DATABASE_URL names."""
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        yield {}
        return
    server, _, _name = address.rpartition("/")
    name = f"guichet_live_{os.getpid()}_{next(_databases)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield {"DATABASE_URL": f"{server}/{name}"}
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, which may speak to this machine only."""
    program = shutil.which("chromium")
    assert program, "The browser tests need Chromium: apt install chromium"
    # Playwright keeps an event loop on this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=CHROMIUM_OPTIONS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: Browser, live_desk: LiveDesk) -> Iterator[Page]:
    """A fresh window with no cookies. What the console complains of (scripts, CSP) fails the test."""
    context = browser.new_context(base_url=live_desk.url, locale="fr-BE", viewport={"width": 1280, "height": 900})
    complaints: list[str] = []
    window = context.new_page()
    window.set_default_timeout(10_000)

    def listen(message: ConsoleMessage) -> None:
        # Chromium also writes one for each 4xx answer, which tests ask for on purpose.
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            complaints.append(message.text)

    window.on("console", listen)
    window.on("pageerror", lambda error: complaints.append(str(error)))
    yield window
    context.close()
    assert not complaints, complaints


def log_in(page: Page, name: str, password: str = "demo-guichet-2026") -> None:
    """As the person of that first name, through the log-in page."""
    page.goto("/accounts/login/?next=/desk/")
    page.locator("input[name=login]").fill(f"{name}@example.org")
    page.locator("input[name=password]").fill(password)
    page.locator("main form [type=submit]").first.click()
    page.wait_for_url("**/desk/**")


def axe(page: Page) -> None:
    """No accessibility rule that a machine can check is broken on this page."""
    results = Axe().run(page, options={"runOnly": RULES})
    assert not results.violations_count, results.generate_report()
