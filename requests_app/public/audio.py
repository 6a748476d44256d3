"""Questions read aloud: one recording for each question and language, where somebody has made one.

A recording is a file of AUDIO_DIR: `<language>/<form>/<question>.mp3` (or .ogg, .m4a). Which exist is looked up once
in a while (FORM_CACHE_SECONDS); a form without recordings shows no player.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

from requests_app.remembered import remembered

TYPES = {".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".m4a": "audio/mp4"}
RANGE = re.compile(r"bytes=(\d+)-(\d*)")
BROWSER_KEEPS_SECONDS = 3600


@remembered
def recordings(language: str, slug: str) -> Mapping[str, Path]:
    """By question, the recordings of a form in a language. Both names are the house's own, never a visitor's."""
    folder = Path(settings.AUDIO_DIR) / language / slug
    if not folder.is_dir():
        return {}
    return {file.stem: file for file in sorted(folder.iterdir()) if file.suffix in TYPES and file.is_file()}


def answer(request: HttpRequest, recording: Path) -> HttpResponseBase:
    """The recording, or the part that was asked for: some telephones play nothing that cannot be had in parts."""
    kind, size = TYPES[recording.suffix], recording.stat().st_size
    found = RANGE.fullmatch(request.headers.get("Range", ""))
    response: HttpResponseBase
    if found is None:
        response = FileResponse(recording.open("rb"), content_type=kind)
    else:
        first, last = int(found[1]), min(int(found[2] or size - 1), size - 1)
        if first > last:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        with recording.open("rb") as file:
            file.seek(first)
            response = HttpResponse(file.read(last - first + 1), status=206, content_type=kind)
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = f"public, max-age={BROWSER_KEEPS_SECONDS}"
    return response
