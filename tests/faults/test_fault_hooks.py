"""A provider that tells everything five times, in the wrong order, to a real house over real HTTP."""

import base64
import json
import random
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.post_room import LETTERS, QUEUE
from tests.live import fresh_database, running_desk
from tests.notifications.mail_server import MailServer

pytestmark = pytest.mark.faults

SECRET = "guichet:the-secret-of-the-provider"
TOLD, AT_ONCE = 5, 250
PATIENCE_SECONDS = 120
SHOW = """
import json
from collections import Counter
from notifications.models import DeliveryEvent as E, OutgoingEmail as O
print(json.dumps({
    "states": Counter(O.objects.values_list("state", flat=True)),
    "events": Counter(E.objects.values_list("kind", flat=True)),
    "bounced": list(O.objects.filter(state="bounced").values_list("message_id", flat=True)),
}))
"""


@pytest.fixture
def house(tmp_path):
    """A running house that a provider may call."""
    with MailServer() as server, fresh_database() as database:
        mail = {"EMAIL_URL": f"smtp://127.0.0.1:{server.port}", "ANYMAIL_WEBHOOK_SECRET": SECRET}
        with running_desk(tmp_path, {**database, **mail, "DEMO": "off", "PUBLIC_GUARDS": "off"}) as desk:
            yield desk, server


def show(desk):
    return json.loads(desk.manage("shell", "--no-imports", "-c", SHOW))


def settled(desk, seconds=PATIENCE_SECONDS):
    """What the rows say once all letters have left."""
    deadline = time.monotonic() + seconds
    while (shown := show(desk))["states"] != {"sent": LETTERS}:
        assert time.monotonic() < deadline, shown["states"]
        time.sleep(0.5)


def event(kind, number, message_id):
    return {
        "msys": {
            "message_event": {
                "type": kind,
                "event_id": f"{kind} {number}",
                "transmission_id": message_id,
                "timestamp": "1700000000",
                "raw_rcpt_to": f"reader{number}@example.org",
                **({"bounce_class": "10", "raw_reason": "550 5.1.1 unknown"} if kind == "bounce" else {}),
            }
        }
    }


def tell(desk, events):
    call = urllib.request.Request(
        f"{desk.url}/mail/hooks/sparkpost/tracking/",
        data=json.dumps(events).encode(),
        headers={
            "Content-Type": "application/json",
            "Authorization": "Basic " + base64.b64encode(SECRET.encode()).decode(),
        },
    )
    with urllib.request.urlopen(call, timeout=60) as answer:
        return answer.status


def test_events_told_five_times_and_in_the_wrong_order_leave_each_letter_where_it_belongs(house, record_property):
    desk, server = house
    desk.manage("shell", "-v", "0", "-c", QUEUE.format(count=LETTERS))
    settled(desk)
    bounced = server.message_ids[::10]
    events = [
        event(kind, number, message_id)
        for number, message_id in enumerate(server.message_ids)
        for kind in ("delay", "delivery", *(["bounce"] if message_id in bounced else []))
    ] * TOLD
    seed = random.randrange(10**6)
    record_property("seed", seed)
    random.Random(seed).shuffle(events)

    calls = [events[start : start + AT_ONCE] for start in range(0, len(events), AT_ONCE)]
    with ThreadPoolExecutor(4) as provider:
        assert set(provider.map(lambda some: tell(desk, some), calls)) == {200}

    shown = show(desk)
    assert shown["states"] == {"delivered": LETTERS * 9 // 10, "bounced": LETTERS // 10}
    assert shown["events"] == {"deferred": LETTERS, "delivered": LETTERS, "bounced": LETTERS // 10}
    assert sorted(shown["bounced"]) == sorted(bounced)
    assert len(server.taken) == LETTERS
