"""A post room with a thousand letters, made once: most of the time of a fault would go by in migrating and queueing."""

from collections.abc import Iterator

import pytest

from tests.faults.post_room import LETTERS, PostRoom, open_post_room


@pytest.fixture(scope="session")
def thousand_letters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostRoom]:
    """One database for the session."""
    with open_post_room(tmp_path_factory.mktemp("post")) as room:
        room.queue(LETTERS)
        yield room


@pytest.fixture
def post_room(thousand_letters: PostRoom) -> Iterator[PostRoom]:
    """The post room, with all letters to post, and nobody at work when the test ends."""
    room = thousand_letters
    room.queue_again()
    environment, scheme = dict(room.environment), room.scheme
    yield room
    room.stop()
    room.environment, room.scheme = environment, scheme
