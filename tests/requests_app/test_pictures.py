"""A clean copy shows what the picture shows, upright, and tells nothing else."""

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from PIL import Image

from requests_app.files import PICTURES
from requests_app.pictures import NotMade, clean_copy, pixels
from tests import pictures
from tests.pictures import LEFT, RIGHT, is_like, opened, photo, plain, saved


@pytest.mark.parametrize("kind", PICTURES)
def test_a_copy_is_upright_and_knows_neither_place_nor_camera(kind):
    content = photo(kind)

    copy = opened(clean_copy(kind, content))

    assert (copy.format, copy.mode, copy.size) == ("JPEG", "RGB", (40, 60))
    assert is_like(copy.getpixel((20, 5)), LEFT)
    assert is_like(copy.getpixel((20, 55)), RIGHT)
    assert not copy.getexif()
    assert set(copy.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("kind", PICTURES)
def test_nothing_of_what_a_camera_wrote_is_left_in_the_bytes(kind):
    content = photo(kind)
    assert pictures.MARK.encode() in content

    copy = clean_copy(kind, content)

    assert not [word for word in (pictures.MARK.encode(), b"Exif", b"http", b"ICC") if word in copy]


@pytest.mark.parametrize("turned", range(1, 9))
def test_each_way_of_holding_a_telephone_is_understood(turned):
    flat = plain()
    ways = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    upright = flat.transpose(ways[turned]) if turned in ways else flat

    copy = opened(clean_copy("jpeg", photo(turned=turned)))

    assert copy.size == upright.size
    for x, y in ((5, 5), (copy.width - 5, 5), (5, copy.height - 5)):
        assert is_like(copy.getpixel((x, y)), upright.getpixel((x, y)))


def test_a_large_picture_becomes_one_that_can_be_looked_at(settings):
    settings.PICTURE_KEPT_PIXELS = 10_000

    copy = opened(clean_copy("png", saved(plain(1600, 400), "png")))

    assert copy.size == (200, 50)
    assert is_like(copy.getpixel((20, 20)), LEFT)


@pytest.mark.parametrize(
    ("mode", "kind"), [("L", "png"), ("1", "png"), ("P", "png"), ("I;16", "png"), ("CMYK", "jpeg"), ("L", "jpeg")]
)
def test_pictures_of_few_or_other_colours_are_copied_too(mode, kind):
    grey = plain().convert("L")
    picture = Image.new("I;16", (60, 40)) if mode == "I;16" else grey.convert(mode)

    assert opened(clean_copy(kind, saved(picture, kind))).size == (60, 40)


def test_what_is_transparent_becomes_white():
    copy = opened(clean_copy("png", saved(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "png")))

    assert copy.getpixel((10, 10)) == (255, 255, 255)


def test_half_a_photo_is_better_than_none():
    content = saved(Image.effect_noise((300, 300), 80).convert("RGB"), "jpeg")

    assert opened(clean_copy("jpeg", content[: len(content) // 2])).size == (300, 300)


@pytest.mark.parametrize("kind", PICTURES)
def test_a_broken_picture_has_no_copy(kind):
    content = photo(kind)

    with pytest.raises(NotMade):
        clean_copy(kind, content[:30] + b"\xff" * 300)


def test_a_picture_is_read_as_the_kind_it_was_taken_for_and_no_other():
    with pytest.raises(NotMade):
        clean_copy("jpeg", photo("png"))


def test_a_picture_larger_than_we_take_is_not_decoded(settings):
    settings.PICTURE_LIMIT_PIXELS = 1000

    with pytest.raises(NotMade):
        clean_copy("png", photo("png"))


def test_a_picture_that_needs_more_memory_than_it_is_given_has_no_copy():
    bomb = saved(Image.new("RGBA", (9000, 9000)), "png")
    assert len(bomb) < 2_000_000

    with pytest.raises(NotMade):
        clean_copy("png", bomb)


def test_a_picture_that_takes_too_long_has_no_copy(settings, monkeypatch):
    settings.PICTURE_LIMIT_SECONDS = 1
    monkeypatch.setattr("requests_app.pictures.GRACE_SECONDS", -0.99)

    with pytest.raises(NotMade):
        clean_copy("jpeg", photo())


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("jpeg", {}),
        ("jpeg", {"progressive": True}),
        ("png", {}),
        ("webp", {}),
        ("webp", {"lossless": True}),
        ("heic", {}),
    ],
)
def test_how_large_a_picture_says_to_be_is_read_without_decoding_it(kind, options):
    assert pixels(kind, saved(plain(128, 96), kind, **options)) == 128 * 96
    assert pixels(kind, photo(kind, width=128, height=96)) == 128 * 96


@effort(max_examples=300)
@given(st.sampled_from(sorted(PICTURES)), st.binary(max_size=60))
def test_a_picture_that_says_nonsense_crashes_nothing(kind, noise):
    assert pixels(kind, {"jpeg": b"\xff\xd8", "png": b"\x89PNG"}.get(kind, b"RIFF") + noise) >= 0
