"""Five hundred hostile inputs, each at one address in turn. tests/faults/test_hostile_everywhere.py: at every one."""

import itertools
from email import message_from_bytes, policy

import pytest
from django.conf import settings

from notifications import posting
from notifications.models import OutgoingEmail
from requests_app.models import Answers, Ticket
from tests import hostile
from tests.browserlike import Answer, Page
from tests.public import rooms
from tests.public.rooms import Room, look

PARTS = 4  # so that a failure names a part that is quickly run again


@pytest.fixture
def every_room(visitor, settings):
    """All addresses, with a visit under way, and no limit on how often one sends."""
    settings.PUBLIC_GUARDS = False
    rooms.a_visit(visitor)
    return [Room(visitor, slug, step) for slug, step in rooms.all_rooms()]


def in_turn(listed, every_room, part):
    """Each input with an address; another one each time the house has been walked through."""
    chosen = itertools.islice(listed.items(), part, None, PARTS)
    for turn, (name, given) in enumerate(chosen):
        yield name, given, every_room[(turn * PARTS + part) % len(every_room)]


@pytest.mark.parametrize("part", range(PARTS))
def test_what_is_typed_comes_back_as_it_was_and_runs_nowhere(every_room, part):
    for name, text, room in in_turn(hostile.TEXTS, every_room, part):
        page = room.post_text(text)
        look(page)
        if page.status in {200, 422}:
            assert rooms.is_kept(page, room, text), (name, room.path)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_body_that_no_browser_sends_is_answered_in_words(every_room, part):
    for name, (kind, body), room in in_turn(hostile.BODIES, every_room, part):
        page = room.post(kind, body(room.pairs))
        look(page)
        assert page.status == 302 or page.root.all("h1"), (name, room.path)


def test_what_was_sent_stands_at_the_desk_letter_for_letter_and_leaves_in_no_header(every_room, cast, client):
    client.force_login(cast.amina, backend=settings.AUTHENTICATION_BACKENDS[-1])
    room = next(one for one in every_room if (one.slug, one.step) == ("general", "verifier"))
    sendable = {name: text for name, text in hostile.TEXTS.items() if 5 <= len(rooms.same(text).strip()) <= 200}
    for name, text in itertools.islice(sendable.items(), 0, None, 12):
        if room.post_text(text).status != 302:
            continue
        ticket = Ticket.objects.latest("pk")
        assert Answers.objects.get(ticket=ticket).data["message"] == rooms.same(text).strip(), name
        answer = client.get(f"/desk/tickets/{ticket.reference}/")
        page = Page(room.browser, "/", _answer(answer))
        assert rooms.runs(page) == [], name
        assert rooms.same(text).strip() in [node.raw_text for node in page.root.all("div", class_="typed")], name
    for letter in OutgoingEmail.objects.all():
        arrived = message_from_bytes(posting.compose(letter).message().as_bytes(), policy=policy.default)
        assert "\n" not in arrived["Subject"]  # unfolded, as every reader of mail does
        assert not {"Bcc", "Cc", "X"} & set(arrived.keys())
    assert Ticket.objects.count() > 10


def _answer(response):
    return Answer(response.status_code, list(response.items()), response.content)
