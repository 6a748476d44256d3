"""What tests of services share: a real submission of a real form."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from requests_app.intake import build
from requests_app.permissions import SYSTEM
from requests_app.services.forms import published
from requests_app.services.opening import Opened, Submission, open_ticket
from tests.make import Cast

GENERAL = {
    "writing_for": "moi",
    "topic": "autre",
    "message": "Bonjour, j'ai une question.",
    "name": "Oksana",
    "preferred_contact": "email",
    "email": "oksana@example.net",
    "phone": "0470/12.34.56",
    "reply_language": "fr",
    "postal_code": "5000",
}
REPORT = {
    "reporter_role": "victime",
    "message": "On m'a refusé un logement à Salzinnes.",
    "when": "ne_sait_pas",
    "domain": "logement",
    "wishes": ["conseil"],
    "transfer_consent": "demander",
    "anonymous": "no",
    "name": "Karim",
    "email": "karim@example.net",
    "preferred_contact": "email",
    "reply_language": "fr",
    "sensitive_consent": "yes",
}

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

Send = Callable[..., Opened]


@pytest.fixture
def send(cast: Cast) -> Send:
    """Send a form as the public does; further answers replace those of the example, None leaves one out."""

    def send(slug: str = "general", *, token: str = "a page", now: Any = None, **answers: Any) -> Opened:
        asked = published(slug)
        assert asked is not None
        example = REPORT if slug == "discrimination" else GENERAL
        data = {key: value for key, value in {**example, **answers}.items() if value is not None}
        cleaned, wrong = build.check_all(asked.schema, _as_typed(data), "fr")
        assert not wrong, [form.errors for _step, form in wrong]
        return open_ticket(Submission(asked.version, cleaned, token), by=SYSTEM, now=now)

    return send


def _as_typed(data: dict[str, Any]) -> Any:
    typed = QueryDict(mutable=True)
    for key, value in data.items():
        typed.setlist(key, value if isinstance(value, list) else [value])
    return typed


@pytest.fixture
def pdf() -> Callable[[str], SimpleUploadedFile]:
    """A small PDF under the name given."""
    return lambda name: SimpleUploadedFile(name, PDF, content_type="application/pdf")
