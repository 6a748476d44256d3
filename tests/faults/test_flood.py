"""Ten thousand posts from one address within a minute or so, and other people who go on sending meanwhile."""

import itertools
import json
import re
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest

from tests.browserlike import Browser, ViaHttp, send_request
from tests.live import fresh_database, running_desk
from tests.public import people

pytestmark = pytest.mark.faults

POSTS = 10_000
CLIENTS = 4
FREE = 20  # GUARD_CONNECTION_FREE_PER_HOUR
PAUSE_SECONDS = 2  # between one honest person and the next
ROBOT = "203.0.113.9"
STATES = """
import json
from collections import Counter
from requests_app.models import Ticket
rows = Ticket.objects.order_by("pk").values_list("answers__data", "status")
of = lambda robot: Counter(s for d, s in rows if ("robot" in d["message"]) is robot)
print(json.dumps([of(True), of(False)]))
"""


class From(ViaHttp):
    """Somebody at an address, behind our proxy."""

    def __init__(self, url, address):
        super().__init__(url)
        self.address = address

    def send(self, method, url, headers, body):
        return super().send(method, url, {**headers, "X-Forwarded-For": self.address}, body)


def flood(url, first_page, count):
    """One client of the robot's: the last page posted again and again, each time as a new request."""
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', first_page.html)[1]
    cookie = "; ".join(f"{name}={value}" for (_path, name), value in first_page.browser.cookies.items())
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie, "X-Forwarded-For": ROBOT}
    answers = {**people.GENERAL, "csrfmiddlewaretoken": token}
    seen = Counter()
    with closing(HTTPConnection(urlsplit(url).netloc, timeout=60)) as connection:
        for number in range(count):
            text = f"Je suis un robot et ceci est mon message {time.monotonic_ns()} {number}."
            connection.request("POST", "/fr/contact/general/verifier/", urlencode({**answers, "message": text}), kind)
            answer = connection.getresponse()
            answer.read()
            seen[answer.status] += 1
    return seen


def test_a_flood_from_one_address_leaves_the_form_to_the_others(tmp_path, capsys):
    with (
        fresh_database() as database,
        running_desk(tmp_path, {**database, "DEMO": "off", "TRUSTED_PROXIES": "1", "PUBLIC_GUARDS": "on"}) as desk,
    ):
        page = Browser(From(desk.url, ROBOT)).get("/fr/contact/general/demande/")
        started = time.monotonic()
        with ThreadPoolExecutor(CLIENTS) as robots:
            under_way = [robots.submit(flood, desk.url, page, POSTS // CLIENTS) for _client in range(CLIENTS)]
            took = list(_people(desk.url, under_way))
        seconds = time.monotonic() - started
        answers = sum((one.result() for one in under_way), Counter())
        of_robot, of_people = json.loads(desk.manage("shell", "--no-imports", "-c", STATES))

    with capsys.disabled():
        sys.stdout.write(f"\n{POSTS} posts in {seconds:.0f} s: {dict(answers)}; robot {of_robot}, people {of_people}, ")
        sys.stdout.write(f"slowest of them {max(took):.2f} s\n")
    assert answers == {302: FREE, 429: POSTS - FREE}
    assert sum(of_robot.values()) == FREE  # exactly, whatever runs at once
    assert of_robot.get("new", 0) <= 6  # GUARD_CONNECTION_MANY_PER_HOUR
    assert of_people == {"new": len(took)}
    assert max(took) < 20  # seven requests each, on a machine that does nothing but answer a robot


def _people(url, under_way):
    """How long each of the others took, one after the other as long as the flood lasts."""
    for number in itertools.count():
        yield _one_person(url, number)
        if not wait(under_way, PAUSE_SECONDS).not_done:
            return


def _one_person(url, number):
    """Seconds for the whole form, by somebody with an address and words of her own."""
    started = time.monotonic()
    words = f"Bonjour, je suis la personne {number} et je cherche un cours."
    browser = Browser(From(url, f"2001:db8:{number:x}::1"))
    page = send_request(browser, "general", {**people.GENERAL, "message": words, "email": f"p{number}@example.org"})
    assert page.url.endswith("/envoye/"), page.url
    return time.monotonic() - started
