"""A form on a slow line: the first screen arrives in one round trip, and all of it in a second."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from tests.browserlike import first_step
from tests.public import people

TO_SEE_BYTES = 14_000  # page, styles and drawings, compressed: what a server may send before it has to wait
ALL_BYTES = 60_000  # with the scripts
LANGUAGES = [code for code, _name in settings.LANGUAGES if code in {"fr", "ar"}]


def weigh(page, kinds):
    """Compressed bytes of the page and of the files of these kinds that it names."""
    names = set(re.findall(r'(?:href|src)="/static/([^"#]+)', page.html))
    files = [Path(str(finders.find(name))).read_bytes() for name in names if name.endswith(kinds)]
    return sum(len(gzip.compress(body, 6, mtime=0)) for body in [page.answer.body, *files])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", people.ALL)
def test_a_first_page_fits_into_one_round_trip_and_all_of_it_into_sixty_kilobytes(visitor, slug, language):
    page = first_step(visitor, slug, language=language)

    assert weigh(page, (".css", ".svg")) <= TO_SEE_BYTES
    assert weigh(page, (".css", ".svg", ".js")) <= ALL_BYTES


@pytest.mark.parametrize("slug", people.ALL)
def test_a_form_loads_nothing_from_elsewhere(visitor, slug):
    page = first_step(visitor, slug)

    loaded = re.findall(r'<(?:link|script|img|audio|use)[^>]*(?:href|src)="([^"]+)"', page.html)
    assert loaded
    assert [address for address in loaded if not address.startswith("/")] == []
