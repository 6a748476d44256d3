"""Our forms inside the page of another site, which the browser takes for what it is: another site."""

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><title>Contact</title><h1>Association</h1>
<div data-guichet><a href="{desk}{path}">Écrire à l'accueil</a></div><script src="{desk}/embed.js" async></script>"""


@pytest.fixture
def page_of_another_site(browser, live_desk):
    """Opens a page of another site that embeds the form at `path`: of the one we named, or of a stranger's `host`."""
    contexts, servers = [], []

    def open_one(path, *, host="127.0.0.3", scripts=True):
        context = browser.new_context(
            java_script_enabled=scripts, locale="fr-BE", viewport={"width": 320, "height": 640}
        )
        contexts.append(context)
        servers.append(_serving(PAGE.format(desk=live_desk.url, path=path)))
        page = context.new_page()
        page.goto(f"http://{host}:{servers[-1].server_port}/contact/")
        return page

    yield open_one
    for context in contexts:
        context.close()
    for server in servers:
        server.shutdown()
        server.server_close()


def _serving(body):
    class Site(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_ignored):
            """Say nothing."""

    server = ThreadingHTTPServer(("0.0.0.0", 0), Site)  # by two of this machine's own addresses
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def test_a_form_grows_in_its_frame_and_ends_in_a_window_of_its_own(page_of_another_site, live_desk):
    page = page_of_another_site("/fr/contact/general/")
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_be_visible()
    expect(frame.locator(".brand")).to_have_count(0)
    _grown(page)

    _fill_to_the_end(frame)
    assert page.context.cookies(live_desk.url) == []  # a site in a frame keeps none, and none was needed
    frame.locator("#send").click()

    page.wait_for_url(f"{live_desk.url}/fr/contact/general/envoye/")
    expect(page.locator("#reference")).to_have_text(re.compile(r"^\w+-\d\d-\w{4}-\w{4}$"))
    page.reload()
    expect(page.locator("#receipt-code")).to_be_visible()


def test_where_no_script_runs_the_link_leads_to_the_form(page_of_another_site, live_desk):
    page = page_of_another_site("/fr/contact/general/", scripts=False)

    page.get_by_role("link", name="Écrire à l'accueil").click()

    expect(page).to_have_url(f"{live_desk.url}/fr/contact/general/")


@pytest.mark.parametrize(
    ("path", "host"),
    [("/fr/contact/discrimination/", "127.0.0.3"), ("/fr/contact/general/", "127.0.0.2")],
    ids=["a confidential form", "a site that nobody named"],
)
def test_a_frame_that_may_not_be_shown_gives_way_to_the_link(page_of_another_site, path, host):
    page = page_of_another_site(path, host=host)

    expect(page.locator("iframe")).to_have_count(0, timeout=12_000)
    expect(page.get_by_role("link", name="Écrire à l'accueil")).to_be_visible()


def _grown(page):
    """The frame has taken the height of what is in it: nothing in it scrolls."""
    for _try in range(50):
        inside = page.frames[1].evaluate("document.documentElement.scrollHeight")
        if abs(page.locator("iframe").bounding_box()["height"] - inside) <= 1:
            return
        page.wait_for_timeout(100)
    raise AssertionError("the frame did not grow")


def _fill_to_the_end(frame):
    """Answer what must be answered, page after page, up to the last."""
    for _page in range(20):
        if frame.locator("#send").count():
            return
        for name, value in {"writing_for": "moi", "topic": "autre", "preferred_contact": "sur_place"}.items():
            if frame.locator(f"input[type=radio][name={name}]").count():
                frame.locator(f"input[name={name}][value={value}]").check()
        for name, value in {"message": "Bonjour de loin", "name": "Amina"}.items():
            if frame.locator(f"[name={name}]:not([type=hidden])").count():
                frame.locator(f"[name={name}]").fill(value)
        here = frame.locator("#answers").get_attribute("action")
        frame.locator(".actions .btn-primary").click()
        expect(frame.locator("#answers")).not_to_have_attribute("action", here)
    raise AssertionError("no last page")
