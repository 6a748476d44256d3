"""Ten thousand posts from one address within a minute or so, and other people who go on sending meanwhile."""

import json
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor, wait
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest

from tests.browserlike import Browser, ViaHttp, send_request
from tests.live import fresh_database, running_desk
from tests.public import people

pytestmark = pytest.mark.faults

POSTS = 10_000
CLIENTS = 4
OTHERS = 12
ROBOT, STATES = (
    "203.0.113.9",
    """
import json
from collections import Counter
from requests_app.models import Ticket
rows = Ticket.objects.order_by("pk").values_list("answers__data", "status")
of = lambda robot: Counter(s for d, s in rows if ("robot" in d["message"]) is robot)
print(json.dumps([of(True), of(False)]))
""",
)


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
    connection, seen = HTTPConnection(urlsplit(url).netloc, timeout=60), {}
    for number in range(count):
        text = f"Je suis un robot et ceci est mon message {time.monotonic_ns()} {number}."
        connection.request("POST", "/fr/contact/general/verifier/", urlencode({**answers, "message": text}), kind)
        answer = connection.getresponse()
        answer.read()
        seen[answer.status] = seen.get(answer.status, 0) + 1
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
            took = [_one_person(desk.url, number) for number in range(OTHERS)]
            wait(under_way)
        seconds = time.monotonic() - started
        answers = [one.result() for one in under_way]
        of_robot, of_people = json.loads(desk.manage("shell", "--no-imports", "-c", STATES))

    with capsys.disabled():
        sys.stdout.write(f"\n{POSTS} posts in {seconds:.0f} s: {answers}; robot {of_robot}, people {of_people}, ")
        sys.stdout.write(f"slowest of them {max(took):.2f} s\n")
    assert sum(sum(one.values()) for one in answers) == POSTS
    assert all(set(one) <= {302, 429} for one in answers)
    assert sum(of_robot.values()) == 20  # GUARD_CONNECTION_FREE_PER_HOUR, exactly, whatever runs at once
    assert of_robot.get("new", 0) <= 6  # GUARD_CONNECTION_MANY_PER_HOUR
    assert of_people == {"new": OTHERS}
    assert max(took) < 20  # seven requests each, on a machine that does nothing but answer a robot


def _one_person(url, number):
    """Seconds for the whole form, by somebody with an address and words of her own."""
    started = time.monotonic()
    words = f"Bonjour, je suis la personne {number} et je cherche un cours."
    browser = Browser(From(url, f"198.51.100.{number}"))
    page = send_request(browser, "general", {**people.GENERAL, "message": words, "email": f"p{number}@example.org"})
    assert page.url.endswith("/envoye/"), page.url
    return time.monotonic() - started
