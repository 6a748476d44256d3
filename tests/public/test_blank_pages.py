"""The first page of a form costs next to nothing, however often it is asked for, and belongs to one visitor."""

import gzip
import re

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from requests_app.models import FormVersion
from requests_app.public import pages
from requests_app.remembered import forget
from tests.browserlike import Browser, ViaClient, to_step
from tests.public import people

PATHS = ["/fr/contact/general/", "/en/contact/bureau-accueil/", "/fr/contact/discrimination/faits/"]
TOKENS = re.compile(r'(name="(?:csrfmiddlewaretoken|submission)" value=")([A-Za-z0-9_-]+)"')
STAMP = re.compile(r'(name="stamp" value=")[0-9a-f]+\.[0-9a-f]+"')


@pytest.mark.parametrize("path", PATHS)
def test_a_first_page_needs_no_query_and_no_session(visitor, path, django_assert_num_queries):
    visitor.get(path)

    with django_assert_num_queries(0):
        page = visitor.get(path)

    assert page.form.asked
    assert not Session.objects.exists()
    assert {name for _path, name in visitor.cookies} == {"csrftoken"}


def test_a_person_who_reads_a_request_needs_no_session_to_see_a_form(visitor, django_assert_num_queries):
    visitor.get("/fr/contact/general/")
    visitor.cookies[("/", "sessionid")] = "x" * 32

    with django_assert_num_queries(0):
        visitor.get("/fr/contact/general/")


def test_two_visitors_get_the_same_page_with_tokens_of_their_own(visitor):
    first = visitor.get(PATHS[0]).html
    second = Browser(ViaClient()).get(PATHS[0]).html

    assert TOKENS.sub(r"\1", STAMP.sub(r"\1", first)) == TOKENS.sub(r"\1", STAMP.sub(r"\1", second))
    mine, theirs = ([value for _name, value in TOKENS.findall(html)] for html in (first, second))
    assert len(mine) == len(theirs) == 2
    assert not set(mine) & set(theirs)


def test_the_marks_never_leave_the_house(visitor):
    html = visitor.get(PATHS[0]).html

    assert pages.CSRF_MARK not in html
    assert pages.SUBMISSION_MARK not in html
    assert pages.STAMP_MARK not in html


def test_a_new_version_is_shown_when_the_old_one_is_forgotten(visitor):
    visitor.get(PATHS[0])
    newest = FormVersion.objects.published().filter(form__slug="general").first()
    schema = {**newest.schema, "title": {"fr": "Un nouveau titre"}}
    FormVersion.objects.create(form=newest.form, number=newest.number + 1, schema=schema, published_at=timezone.now())
    forget()

    assert "Un nouveau titre" in visitor.get(PATHS[0]).text


def test_old_pages_make_room(visitor, monkeypatch):
    monkeypatch.setattr(pages, "BLANK_PAGES", 2)
    monkeypatch.setattr(pages, "_blank_pages", {})

    for path in [*PATHS, *PATHS]:
        assert visitor.get(path).form.asked

    assert len(pages._blank_pages) == 2


def test_the_first_screen_fits_into_one_round_trip(visitor):
    """14 KiB with everything the page loads: styles, script, drawings. The first ten packets hold 14 600 bytes."""
    page = visitor.get(PATHS[0])
    loaded = set(re.findall(r'(?:href|src)="/static/([^"#]+)', page.html))
    files = [(settings.BASE_DIR / "static" / name).read_bytes() for name in loaded]

    assert sum(len(gzip.compress(content)) for content in [page.answer.body, *files]) < 14 * 1024


def test_a_step_without_files_needs_no_query_either(visitor, django_assert_num_queries):
    form = to_step(visitor, "general", people.GENERAL, "message").form.fill("message", "Bonjour à tous")

    with django_assert_num_queries(0):
        assert form.press().status == 200
