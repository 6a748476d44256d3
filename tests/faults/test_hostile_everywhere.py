"""Every hostile input at every public address. Long: the quick suite sends each to one address only."""

import os

import pytest

from tests import hostile
from tests.browserlike import Browser, ViaClient
from tests.public import rooms
from tests.public.rooms import Room, look

pytestmark = pytest.mark.faults
PARTS = 16
# What a page says does not hang on the database: a quarter of it is tried on the second one.
TRIED = range(0, PARTS, 4 if os.environ.get("DATABASE_URL", "").startswith("postgres") else 1)


@pytest.mark.parametrize("part", TRIED)
def test_no_input_crashes_runs_or_is_lost_anywhere(cast, settings, part):
    settings.PUBLIC_GUARDS = False
    browser = Browser(ViaClient())
    rooms.a_visit(browser)
    answered = 0
    for room in [Room(browser, slug, step) for slug, step in rooms.all_rooms()]:
        for name, text in list(hostile.TEXTS.items())[part::PARTS]:
            page = room.post_text(text)
            look(page)
            answered += 1
            assert page.status not in {200, 422} or rooms.is_kept(page, room, text), (name, room.path)
        for kind, body in list(hostile.BODIES.values())[part::PARTS]:
            look(room.post(kind, body(room.pairs)))
            answered += 1
    assert answered > 400
