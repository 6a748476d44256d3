"""Sounds are known by their structure, and a film, a page or half a sound is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.files import KINDS, PLAYED_BY_BROWSERS, SOUNDS, detect, safe_name
from tests import sounds

FURTHER = {
    "m4a of Android": (sounds.mp4(b"mp42"), "m4a"),
    "m4a with its table first": (
        sounds.box(b"ftyp", b"M4A ") + sounds.box(b"moov", sounds.track()) + sounds.box(b"mdat", bytes(90)),
        "m4a",
    ),
    "m4a in pieces": (
        sounds.box(b"ftyp", b"iso5") + sounds.box(b"moov", sounds.track()) + sounds.box(b"moof") * 3,
        "m4a",
    ),
    "m4a of unknown length": (
        sounds.box(b"ftyp", b"isom") + sounds.box(b"moov", sounds.track()) + b"\0\0\0\0mdat" + bytes(500),
        "m4a",
    ),
    "mp3 with a title before": (sounds.mp3(tag=sounds.id3(b"TIT2" + bytes(300))), "mp3"),
    "mp3 with a title behind": (sounds.mp3() + b"TAG" + bytes(125), "mp3"),
    "mp3 whose last frame is cut": (sounds.mp3()[:-100], "mp3"),
    "vorbis": (sounds.ogg(b"\x01vorbis" + bytes(23)), "ogg"),
    "webm of vorbis": (sounds.webm(b"A_VORBIS"), "webm"),
    "wide amr": (sounds.amr_wide(), "amr"),
}


@pytest.mark.parametrize("kind", SOUNDS)
def test_each_kind_of_sound_is_known(kind):
    assert detect(sounds.ALL[kind]) == kind


@pytest.mark.parametrize(("content", "kind"), FURTHER.values(), ids=FURTHER)
def test_so_are_the_ways_in_which_telephones_differ(content, kind):
    assert detect(content) == kind


NO_SOUNDS = {
    "film": sounds.mp4(b"isom", tracks=(b"vide", b"soun")),
    "film without sound": sounds.mp4(b"isom", tracks=(b"vide",)),
    "boxes without a track": sounds.mp4(tracks=()),
    "film in webm": sounds.webm(b"V_VP9", b"A_OPUS"),
    "matroska": sounds.webm().replace(b"webm", b"mkv4"),
    "film in ogg": sounds.ogg(b"\x80theora" + bytes(30)),
    "m4a cut off": sounds.mp4()[:-30],
    "m4a with more behind": sounds.mp4() + b"more of it",
    "m4a whose box is longer than the file": b"\xff\xff\xff\xff".join([sounds.mp4()[:24], sounds.mp4()[28:]]),
    "ogg cut off": sounds.ogg()[:-30],
    "wav cut off": sounds.wav()[:-30],
    "wav that is shorter than it says": sounds.wav().replace(b"data\x20\x03", b"data\xff\xff"),
    "two frames": sounds.mp3(2),
    "frames, then something else": sounds.mp3(5) + b"MZ" + bytes(9000),
    "amr, then something else": sounds.amr() + b"#!/bin/sh\nrm -rf /\n" * 9,
    "a tag that never ends": b"ID3\x03\0\0\x7f\x7f\x7f\x7f" + sounds.mp3(),
    "a page in the title": sounds.mp3(tag=sounds.id3(b"TIT2<script>alert(1)</script>" + bytes(40))),
    "a page in the comment": sounds.ogg() + sounds.page(b"<html><script>alert(1)</script>"),
    "a page behind an m4a": sounds.mp4() + sounds.box(b"free", b"<script>alert(1)</script>"),
    "an archive behind an m4a": sounds.mp4() + sounds.box(b"free", b"PK\x05\x06" + bytes(18)),
    "midi": b"MThd" + bytes(60),
    "flash": b"FWS\x05" + bytes(60),
}


@pytest.mark.parametrize("content", NO_SOUNDS.values(), ids=NO_SOUNDS)
def test_what_only_resembles_a_sound_is_not_taken(content):
    assert detect(content) is None


@given(st.sampled_from(sorted(SOUNDS)), st.integers(0, 1000), st.binary(min_size=1, max_size=40))
def test_a_damaged_sound_is_a_sound_or_nothing_but_never_a_crash(kind, at, noise):
    honest = sounds.ALL[kind]

    assert detect(honest[:at] + noise + honest[at + len(noise) :]) in {None, *KINDS}
    assert detect(honest[:at]) in {None, *KINDS}


def test_a_sound_is_named_and_served_as_what_it_is():
    assert safe_name("memo.mp4", "m4a") == "memo.m4a"
    assert safe_name("voix.mp3.exe", "ogg") == "voix.mp3.exe.ogg"
    assert all(KINDS[kind].mime.startswith("audio/") for kind in SOUNDS)
    assert PLAYED_BY_BROWSERS < SOUNDS
