"""Pictures as telephones take them: lying on their side, with a place, a name and a thumbnail inside."""

import io

import pillow_heif
from PIL import Image

ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825
PLACE = {1: "N", 2: (50.0, 27.0, 51.8), 3: "E", 4: (4.0, 51.0, 41.0)}
MARK = "camera of Amina"
LEFT, RIGHT = (200, 30, 30), (30, 30, 200)
FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "heic": "HEIF"}


def plain(width=60, height=40, mode="RGB"):
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", (width, height), LEFT)
    picture.paste(RIGHT, (width // 2, 0, width, height))
    return picture.convert(mode)


def saved(picture, kind, **options):
    stream = io.BytesIO()
    if kind == "heic":
        pillow_heif.from_pillow(picture).save(stream, quality=90, **options)
    else:
        picture.save(stream, FORMATS[kind], **options)
    return stream.getvalue()


def photo(kind="jpeg", *, turned=6, width=60, height=40):
    """Taken in Namur with the telephone upright: a viewer must turn it by 90 degrees."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = turned, MARK
    exif.get_ifd(GPS).update(PLACE)
    return saved(plain(width, height), kind, exif=exif.tobytes())


def opened(content):
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def is_like(colour, other):
    return all(abs(one - two) < 40 for one, two in zip(colour, other, strict=True))
