"""A program of its own: a picture comes in, a clean copy goes out, and its process ends.

    python -I picture_child.py KIND PIXELS_LIMIT PIXELS_KEPT MEMORY_LIMIT_BYTES SECONDS_LIMIT < picture > copy.jpg

Decoders of pictures are large programs in C, fed here by strangers. So each picture is decoded in a process that has
no secret, no database and no settings, that may neither use more memory or time than it is given nor write a file, and
whose crash costs one picture. It imports nothing of ours. Exit code: 0 done, TOO_LARGE, or anything else: unreadable.
"""

import io
import resource
import sys
import warnings

from PIL import Image, ImageFile, ImageOps

TOO_LARGE = 3
QUALITY = 85
FORMATS = {"jpeg": ("JPEG", "MPO"), "png": ("PNG",), "webp": ("WEBP",), "heic": ("HEIF",)}


def main(kind: str, *limits: str) -> int:
    """The exit code."""
    pixels_limit, pixels_kept, memory_limit_bytes, seconds_limit = (int(limit) for limit in limits)
    content = sys.stdin.buffer.read()
    if kind == "heic":
        from pi_heif import register_heif_opener  # noqa: PLC0415 (a large library, for one kind of picture only)

        register_heif_opener(thumbnails=False)
    _confine(memory_limit_bytes, seconds_limit)
    Image.MAX_IMAGE_PIXELS = None  # we compare ourselves, before anything is decoded
    ImageFile.LOAD_TRUNCATED_IMAGES = True  # half a photo of a letter is better than none
    with Image.open(io.BytesIO(content), formats=FORMATS[kind]) as picture:
        width, height = picture.size
        if width * height > pixels_limit:
            return TOO_LARGE
        copy = _clean(picture, pixels_kept)
    copy.save(sys.stdout.buffer, "JPEG", quality=QUALITY)
    return 0


def _confine(memory_limit_bytes: int, seconds_limit: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_limit_bytes, memory_limit_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds_limit, seconds_limit))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # a pipe is no file
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))


def _clean(picture: Image.Image, pixels_kept: int) -> Image.Image:
    """Its colours and nothing else: upright, no larger than needed, on white where it was transparent."""
    factor = min(1.0, (pixels_kept / (picture.width * picture.height)) ** 0.5)
    size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
    picture.draft("RGB", size)  # a large JPEG is decoded at a half, a quarter or an eighth: it never fills the memory
    turned = picture.getexif().get(0x0112, 1)
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    if picture.mode != mode:  # for every copy at full size counts
        picture = picture.convert(mode)
    if size != picture.size:
        picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    clean = Image.new("RGB", picture.size, "white")
    clean.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    upright = Image.Exif()
    upright[0x0112] = turned
    clean.info["exif"] = upright.tobytes()
    ImageOps.exif_transpose(clean, in_place=True)
    clean.info.clear()
    return clean


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.exit(main(*sys.argv[1:]))
