"""A very small browser: it reads pages, keeps cookies, fills forms as they stand, and presses their buttons.

It sees only what a person without JavaScript would have: labels, buttons, hidden inputs, redirects. The same class
drives Django's test client (quick) and a real server over HTTP (honest): `Browser(ViaClient())`,
`Browser(ViaHttp("http://127.0.0.1:8000"))`.
"""

import http.client
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any, Protocol
from urllib.parse import urlencode, urljoin, urlsplit

from django.test import Client

from tests.htmltree import Node, parse

REDIRECTS = 5
FileInput = tuple[str, bytes, str]  # name, content, content type


@dataclass
class Answer:
    """What a server said."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        """The first header of that name, or nothing."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


class Transport(Protocol):
    """How a request reaches a server."""

    def send(self, method: str, url: str, headers: dict[str, str], body: bytes) -> Answer: ...


class ViaClient:
    """Django's own test client, with CSRF checked as in life. Cookies are ours, not the client's."""

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True)

    def send(self, method: str, url: str, headers: dict[str, str], body: bytes) -> Answer:
        self.client.cookies.clear()
        kind = headers.get("Content-Type", "application/octet-stream")
        others = {name: value for name, value in headers.items() if name != "Content-Type"}
        got = self.client.generic(method, url, body, content_type=kind, headers=others)
        cookies = [("Set-Cookie", morsel.OutputString()) for morsel in got.cookies.values()]
        content = b"".join(got.streaming_content) if got.streaming else got.content  # type: ignore[attr-defined]
        return Answer(got.status_code, [*got.items(), *cookies], content)


class ViaHttp:
    """A real server, one connection a request."""

    def __init__(self, address: str, *, timeout: float = 30) -> None:
        self.host = urlsplit(address).netloc
        self.timeout = timeout

    def send(self, method: str, url: str, headers: dict[str, str], body: bytes) -> Answer:
        connection = http.client.HTTPConnection(self.host, timeout=self.timeout)
        try:
            connection.request(method, url, body or None, headers)
            got = connection.getresponse()
            return Answer(got.status, got.getheaders(), got.read())
        finally:
            connection.close()


class Browser:
    """Goes from page to page."""

    def __init__(self, transport: Transport, *, language: str = "fr") -> None:
        self.transport = transport
        self.language = language
        self.cookies: dict[tuple[str, str], str] = {}  # (path, name) -> value
        self.here = ""  # the page that is open: where a form is sent from

    def get(self, url: str) -> "Page":
        """Open an address."""
        return self._follow("GET", url, {}, b"")

    def post(self, url: str, pairs: Sequence[tuple[str, str]], files: Sequence[tuple[str, FileInput]] = ()) -> "Page":
        """Send names and values, as a form with files would (multipart) or one without."""
        headers, body = _multipart(pairs, files) if files else urlencoded(pairs)
        return self._follow("POST", url, headers, body)

    def _follow(self, method: str, url: str, headers: dict[str, str], body: bytes) -> "Page":
        for _step in range(REDIRECTS):
            answer = self.send(method, url, headers, body)
            if answer.status not in (301, 302, 303):
                self.here = url
                return Page(self, url, answer)
            method, url, headers, body = "GET", urljoin(url, answer.header("Location")), {}, b""
        raise AssertionError(f"Too many redirects, the last to {url}")

    def send(self, method: str, url: str, headers: dict[str, str], body: bytes) -> Answer:
        """One request with our cookies, and its answer: no redirect is followed."""
        path = urlsplit(url).path
        sent = {"Accept-Language": self.language, "Accept": "text/html", **headers}
        if method == "POST" and self.here:
            sent["Referer"] = self.here
        crumbs = [f"{name}={value}" for (scope, name), value in self.cookies.items() if path.startswith(scope)]
        if crumbs:
            sent["Cookie"] = "; ".join(crumbs)
        answer = self.transport.send(method, url.partition("#")[0], sent, body)
        self._keep_cookies(answer)
        return answer

    def _keep_cookies(self, answer: Answer) -> None:
        for name, value in answer.headers:
            if name.lower() != "set-cookie":
                continue
            for crumb, morsel in SimpleCookie(value).items():
                key = (morsel["path"] or "/", crumb)
                if morsel["max-age"] == "0" or "01 Jan 1970" in morsel["expires"]:
                    self.cookies.pop(key, None)
                else:
                    self.cookies[key] = morsel.coded_value


class Page:
    """One answer, read as a person reads it."""

    def __init__(self, browser: Browser, url: str, answer: Answer) -> None:
        self.browser = browser
        self.url = url
        self.answer = answer
        self.status = answer.status
        self.html = answer.body.decode("utf-8")
        self.root = parse(self.html)

    @property
    def text(self) -> str:
        """All that can be read in the main part."""
        return (self.root.all("main") or [self.root])[0].text

    @property
    def heading(self) -> str:
        """The first heading."""
        return self.root.all("h1")[0].text

    def by_id(self, name: str) -> Node:
        """The element of that id."""
        return next(node for node in self.root.walk() if node.attrs.get("id") == name)

    @property
    def errors(self) -> list[str]:
        """The lines of the error summary."""
        boxes = [node for node in self.root.walk() if node.attrs.get("id") == "error-summary"]
        return [line.text for box in boxes for line in box.all("li")]

    @property
    def forms(self) -> list["Form"]:
        """Every form, in order."""
        return [Form(self, node) for node in self.root.all("form")]

    @property
    def form(self) -> "Form":
        """The first form of the main part."""
        return Form(self, self.root.all("main")[0].all("form")[0])

    def link(self, words: str) -> "Page":
        """Follow the link with these words."""
        found = [node for node in self.root.all("a") if words in node.text]
        assert found, f"No link “{words}” on {self.url}: {[node.text for node in self.root.all('a')]}"
        return self.browser.get(urljoin(self.url, found[0].attrs["href"]))

    def press(self, button: str = "", **values: Any) -> "Page":
        """Fill the first form of the main part and press one of its buttons (the first, unless named)."""
        form = self.form
        for name, value in values.items():
            form.fill(name, value)
        return form.press(button)


class Form:
    """One form: what stands in it, and what the person changes."""

    def __init__(self, page: Page, node: Node) -> None:
        self.page = page
        self.node = node
        self.pairs: list[tuple[str, str]] = []
        self.files: list[tuple[str, FileInput]] = []
        self.fields: dict[str, list[Node]] = {}
        for control in node.walk():
            name = control.attrs.get("name", "")
            if name and control.tag in {"input", "select", "textarea"} and "disabled" not in control.attrs:
                self.fields.setdefault(name, []).append(control)
                self.pairs += [(name, value) for value in _standing(control)]

    @property
    def asked(self) -> list[str]:
        """The names of the questions that a person sees, in order."""
        return [name for name, nodes in self.fields.items() if not _is_out_of_sight(nodes[0])]

    def value(self, name: str) -> str:
        """What stands under that name; nothing when there is nothing."""
        return next((value for key, value in self.pairs if key == name), "")

    def values(self, name: str) -> list[str]:
        """The same where several may stand."""
        return [value for key, value in self.pairs if key == name]

    def fill(self, name: str, value: Any) -> "Form":
        """Type, choose or tick (a list: several). A file is a FileInput. Only what the page offers can be chosen."""
        assert name in self.fields, f"{name} is not asked on {self.page.url}: {self.asked}"
        if isinstance(value, tuple):
            self.files.append((name, value))
            return self
        values = [str(one) for one in value] if isinstance(value, list) else [str(value)]
        offered = _offered(self.fields[name])
        missing = [one for one in values if offered is not None and one not in offered]
        assert not missing, f"{name} has no choice {missing}: {offered}"
        self.pairs = [pair for pair in self.pairs if pair[0] != name] + [(name, one) for one in values]
        return self

    def press(self, words: str = "") -> Page:
        """Press the button with these words in its name; without words the one that leads on, not aside."""
        buttons = [node for node in self.node.all("button") if node.attrs.get("type", "submit") == "submit"]
        buttons.sort(key=lambda node: "formaction" in node.attrs)
        named = [node for node in buttons if words in (node.attrs.get("aria-label") or node.text)]
        assert named, f"No button “{words}” on {self.page.url}: {[node.text for node in buttons]}"
        return self.send(named[0])

    def send(self, button: Node) -> Page:
        """What the browser does when that button is pressed."""
        here = self.node.attrs.get("action") or self.page.url
        target = urljoin(self.page.url, button.attrs.get("formaction") or here)
        pairs = list(self.pairs)
        if button.attrs.get("name"):
            pairs.append((button.attrs["name"], button.attrs.get("value", "")))
        if self.node.attrs.get("method", "get").lower() != "post":
            return self.page.browser.get(f"{target.partition('?')[0]}?{urlencode(pairs)}")
        if self.node.attrs.get("enctype") != "multipart/form-data":
            return self.page.browser.post(target, pairs)
        headers, body = _multipart(pairs, self.files)
        return self.page.browser._follow("POST", target, headers, body)


def _is_out_of_sight(control: Node) -> bool:
    """Hidden, or kept from people and from those who read aloud: a field that only robots fill."""
    return control.attrs.get("type") == "hidden" or control.attrs.get("tabindex") == "-1"


def _standing(control: Node) -> list[str]:
    """The values that a control has before anybody touches it."""
    if control.tag == "textarea":
        return [re.sub(r"^\n", "", control.raw_text)]  # the first line end after the tag does not count
    if control.tag == "select":
        options = control.all("option")
        chosen = [one for one in options if "selected" in one.attrs] or options[:1]
        return [one.attrs.get("value", one.text) for one in chosen]
    if control.attrs.get("type") in {"radio", "checkbox"}:
        return [control.attrs.get("value", "on")] if "checked" in control.attrs else []
    if control.attrs.get("type") in {"submit", "button", "file", "reset"}:
        return []
    return [control.attrs.get("value", "")]


def _offered(controls: list[Node]) -> list[str] | None:
    """The values one can choose; None where one types."""
    if controls[0].tag == "select":
        return [one.attrs.get("value", one.text) for one in controls[0].all("option")]
    if controls[0].attrs.get("type") in {"radio", "checkbox"}:
        return [one.attrs.get("value", "on") for one in controls]
    return None


def _lines(text: str) -> str:
    """Line ends as browsers send them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")


def urlencoded(pairs: Sequence[tuple[str, str]]) -> tuple[dict[str, str], bytes]:
    """Headers and body of a form without files."""
    body = urlencode([(_lines(name), _lines(value)) for name, value in pairs]).encode()
    return {"Content-Type": "application/x-www-form-urlencoded"}, body


def _multipart(
    pairs: Sequence[tuple[str, str]], files: Sequence[tuple[str, FileInput]]
) -> tuple[dict[str, str], bytes]:
    boundary = "----guichet-browserlike-boundary"
    parts: list[bytes] = []
    for name, value in pairs:
        parts.append(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{_lines(value)}\r\n'.encode()
        )
    for name, (filename, content, kind) in files:
        quoted = filename.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{quoted}"\r\n'
        parts.append(f"{head}Content-Type: {kind}\r\n\r\n".encode() + content + b"\r\n")
    parts.append(f"--{boundary}--\r\n".encode())
    return {"Content-Type": f"multipart/form-data; boundary={boundary}"}, b"".join(parts)


def first_step(browser: Browser, slug: str, *, language: str = "fr") -> Page:
    """The first questions of a form, past the page that may stand before them."""
    page = browser.get(f"/{language}/contact/{slug}/")
    if page.root.all("main")[0].all("form"):
        return page
    return browser.get(next(node.attrs["href"] for node in page.root.all("a", class_="btn-primary")))


def to_step(browser: Browser, slug: str, answers: Mapping[str, Any], stop: str, *, language: str = "fr") -> Page:
    """The page that asks `stop`, after all before it was answered as `answers` say."""
    page = first_step(browser, slug, language=language)
    while stop not in page.form.asked:
        form = page.form
        for name in form.asked:
            if name in answers:
                form.fill(name, answers[name])
        page = form.press()
        assert page.status == 200, page.errors
    return page


def send_request(
    browser: Browser, slug: str, answers: Mapping[str, Any], *, language: str = "fr", pages: int = 30
) -> Page:
    """Fill a form from its first page to the confirmation, as `answers` say; what is not asked is not answered.

    Gives the page at which it ends: the confirmation, or the page that does not let one go on.
    """
    page = first_step(browser, slug, language=language)
    for _step in range(pages):
        if page.status != 200 or page.url.endswith("/envoye/"):
            return page
        form = page.form
        for name in form.asked:
            if name in answers:
                form.fill(name, answers[name])
        page = form.press()
    raise AssertionError(f"Still not sent after {pages} pages: {page.url}")
