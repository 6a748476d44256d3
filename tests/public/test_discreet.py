"""Which pages can be left at once, told from their address alone."""

import pytest
from django.conf import settings
from django.test import RequestFactory

from desk.refusals import server_error
from requests_app.public.discreet import is_discreet


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/fr/", False),
        ("/fr/contact/general/", False),
        ("/fr/contact/general/demande/", False),
        ("/fr/contact/discrimination/", True),
        ("/en/contact/discrimination/faits/", True),
        ("/en/contact/discrimination/envoye/recu.pdf", True),
        ("/fr/contact/no-such-form/", True),
        ("/fr/suivi/", True),
        ("/fr/suivi/lien/abc/", True),
        ("/fr/confidentialite/", False),
        ("/desk/", False),
        ("/", False),
        ("", False),
    ],
)
def test_a_confidential_form_and_coming_back_are_discreet(cast, path, expected):
    assert is_discreet(RequestFactory().get(path or "/")) is expected


@pytest.mark.parametrize(("path", "expected"), [("/fr/suivi/", True), ("/fr/contact/x/", True), ("/desk/", False)])
def test_a_page_that_broke_can_be_left_at_once_too(path, expected):
    page = server_error(RequestFactory().get(path)).content.decode()

    assert (settings.QUICK_EXIT_URL in page) is expected
    assert ("favicon-plain" in page) is expected
