"""Every address of the public pages to which somebody can post, and what has to be true of each answer.

room = Room(browser, "general", "joindre"); answer = room.post_text(text); look(answer)
"""

import re

from requests_app.intake.schema import TEXT_KINDS
from requests_app.intake.text import clean
from requests_app.models import Ticket
from requests_app.services.forms import published
from tests import hostile
from tests.browserlike import Page, send_request, urlencoded
from tests.public import people

TYPED_KINDS = (*TEXT_KINDS, "email", "phone", "municipality", "date", "month", "number")
ADDRESSES = re.compile(r"^(?:https?://x|//x|javascript:|vbscript:|data:text)", re.IGNORECASE)
ALLOWED = {200, 302, 400, 403, 409, 413, 422, 429}


def all_rooms():
    """(slug, step) of each step and check page; then the pages of somebody who comes back."""
    for slug in people.ALL:
        yield from ((slug, step.key) for step in published(slug).schema.steps)
        yield slug, "verifier"
    yield "", "suivi"
    yield "", "suivi/demande"


class Room:
    """One address, with an honest page behind it."""

    def __init__(self, browser, slug, step):
        self.browser, self.slug, self.step = browser, slug, step
        self.path = f"/fr/contact/{slug}/{step}/" if slug else f"/fr/{step}/"
        self.schema = published(slug).schema if slug else None

    @property
    def pairs(self):
        """What an honest browser sends here, the token of the page first."""
        form = self.browser.get("/fr/contact/general/demande/").form
        tokens = [(name, form.value(name)) for name in ("csrfmiddlewaretoken", "submission", "stamp")]
        return [*tokens, *((name, value) for name, value in self.answers if value)]

    @property
    def answers(self):
        if not self.slug:
            return [("reference", "CAI-26-7K4M-2XQR"), ("code", "1234 5678 9012 3456"), ("body", "Bonjour à tous")]
        given = people.ALL[self.slug].items()
        return [(name, one) for name, value in given for one in (value if isinstance(value, list) else [value])]

    @property
    def typed(self):
        """The names under which a person types, rather than chooses."""
        if self.schema is None:
            return {"reference", "code", "body"}
        return {key for key, question in self.schema.questions.items() if question.kind in TYPED_KINDS}

    def post_text(self, text):
        """The text in every field in which one types; the e-mail address stays honest on the page that sends."""
        typed = self.typed - ({"email", "phone"} if self.step == "verifier" else set())
        pairs = [(name, text if name in typed else value) for name, value in self.pairs]
        headers, body = urlencoded(pairs)
        return self.post(headers["Content-Type"], body)

    def post(self, kind, body):
        answer = self.browser.send("POST", self.path, {"Content-Type": kind}, body)
        return Page(self.browser, self.path, answer)


def look(page):
    """No crash, and nothing of what was typed became part of the page."""
    assert page.status in ALLOWED, page.status
    assert runs(page) == []


def runs(page):
    """Whatever a browser would run, load or obey because of what was typed."""
    found = []
    for node in page.root.walk():
        inside = node.raw_text if node.tag in {"script", "style", "title"} else ""
        found += [node.tag] if node.tag in {"iframe", "object", "base", "animate", "template", "math"} else []
        found += [f"{node.tag}: {hostile.MARK}"] if hostile.MARK in inside and node.tag != "title" else []
        for name, value in node.attrs.items():
            is_obeyed = name in {"href", "src", "action", "formaction", "data"} and ADDRESSES.match(value or "")
            if name.startswith("on") or name == "style" or is_obeyed:
                found.append(f"{node.tag} {name}={value}")
    return found


def same(text):
    """A text as it is kept: see `intake/text.py`. A browser sends every end of line as CR LF."""
    return clean(text)[0]


def is_kept(page, room, text):
    """Whether the page still holds the text, for the question that takes long ones."""
    name = "message" if room.slug else "body"
    values = [value for form in page.forms for value in form.values(name)]
    return same(text).strip() in {same(value).strip() for value in values}


def a_visit(browser):
    """Somebody who has sent a request, and came back to it."""
    sent = send_request(browser, "general", people.GENERAL)
    keys = {"reference": sent.by_id("reference").text, "code": sent.by_id("receipt-code").text}
    browser.get("/fr/suivi/").press(**keys)
    return Ticket.objects.get(reference=keys["reference"])
