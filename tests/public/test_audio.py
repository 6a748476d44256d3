"""A question can be listened to where somebody has recorded it, in that language, and nowhere else."""

import pytest

from requests_app.remembered import forget
from tests.browserlike import first_step

SOUND = b"ID3" + bytes(range(200))


@pytest.fixture
def recording(settings, tmp_path):
    """The first question of the general form, read aloud in French."""
    settings.AUDIO_DIR = tmp_path
    folder = tmp_path / "fr" / "general"
    folder.mkdir(parents=True)
    (folder / "writing_for.mp3").write_bytes(SOUND)
    (folder / "notes.txt").write_text("Lu par Claire.")
    forget()
    return folder


def players(page):
    return [node.attrs for node in page.root.all("audio")]


def test_a_recorded_question_has_a_player_with_a_name(visitor, recording):
    (player,) = players(first_step(visitor, "general"))

    assert player["preload"] == "none"
    assert "Vous écrivez pour qui ?" in player["aria-label"]
    answer = visitor.send("GET", player["src"], {}, b"")
    assert (answer.status, answer.body, answer.header("Content-Type")) == (200, SOUND, "audio/mpeg")
    assert "media-src 'self'" in answer.header("Content-Security-Policy")


def test_a_question_without_a_recording_has_none(visitor, recording):
    assert players(first_step(visitor, "general", language="en")) == []
    assert players(first_step(visitor, "ukraine")) == []


def test_a_recording_that_is_added_later_is_found(visitor, recording):
    (recording / "writing_for.mp3").unlink()
    forget()
    assert players(first_step(visitor, "general")) == []

    (recording / "writing_for.ogg").write_bytes(SOUND)
    forget()

    assert len(players(first_step(visitor, "general"))) == 1


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-1", 206, SOUND[:2]),
        ("bytes=10-", 206, SOUND[10:]),
        ("bytes=5-9999", 206, SOUND[5:]),
        ("nonsense", 200, SOUND),
    ],
)
def test_a_telephone_may_ask_for_a_part(visitor, recording, asked, status, part):
    answer = visitor.send("GET", "/fr/contact/general/ecouter/writing_for/", {"Range": asked}, b"")

    assert (answer.status, answer.body) == (status, part)


@pytest.mark.parametrize(
    ("question", "status"),
    [("writing_for", 416), ("notes", 404), ("nothing", 404), ("..", 404), ("..%2f..%2fsecret", 404)],
)
def test_nothing_else_is_served(visitor, recording, question, status):
    answer = visitor.send("GET", f"/fr/contact/general/ecouter/{question}/", {"Range": "bytes=999-"}, b"")

    assert answer.status == status
