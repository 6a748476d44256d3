"""The demo mailbox, in the browser: what a person would find in her own mailbox. Mounted only in a demonstration."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from notifications.models import DemoLetter

NEWEST_SHOWN = 100
FRAME_POLICY = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],  # mail programs know no other way
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-top-navigation-by-user-activation"],
}

_LINK = re.compile(r"(https?://[^\s<>\"]+[^\s<>\".,;:!?)»’'])")


@dataclass(frozen=True)
class Piece:
    """Some text of a letter, or one link in it."""

    text: str
    is_link: bool


@dataclass(frozen=True)
class Opened:
    """A demo letter, taken apart for a page. `headers` are all of them, in order, as (name, value)."""

    row: DemoLetter
    headers: list[tuple[str, str]]
    subject: str
    sender: str
    reader: str
    pieces: list[Piece]
    html: str


def opened(row: DemoLetter) -> Opened:
    """The letter as a mail program would show it."""
    message = message_from_bytes(row.raw.encode("utf-8"), EmailMessage, policy=policy.default)
    plain, rich = message.get_body(("plain",)), message.get_body(("html",))
    return Opened(
        row=row,
        headers=[(name, str(value)) for name, value in message.items()],
        subject=str(message["Subject"] or ""),
        sender=str(message["From"] or ""),
        reader=str(message["To"] or ""),
        pieces=_pieces(plain.get_content() if plain else ""),
        html=rich.get_content() if rich else "",
    )


@login_not_required
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """Every letter that left the house, newest first."""
    _only_in_a_demonstration()
    letters = [opened(row) for row in DemoLetter.objects.all()[:NEWEST_SHOWN]]
    return render(request, "demo/mailbox.html", {"letters": letters})


@login_not_required
@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter: its text with links that work, its HTML in a closed frame, its headers."""
    _only_in_a_demonstration()
    return render(request, "demo/letter.html", {"letter": opened(get_object_or_404(DemoLetter, pk=pk))})


@login_not_required
@require_safe
@xframe_options_sameorigin
@csp(FRAME_POLICY)  # type: ignore[arg-type]  # its types know views without arguments only
def formatted(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML of one letter, for the frame on its page: a document that can show itself and do nothing else."""
    _only_in_a_demonstration()
    html = opened(get_object_or_404(DemoLetter, pk=pk)).html
    # Its links open in the whole window, as they would from a mail program.
    return HttpResponse(html.replace("<head>", '<head><base target="_top">', 1))


def _only_in_a_demonstration() -> None:
    # The pages are not mounted otherwise; this is the second lock on a door that shows everybody's letters.
    if not settings.DEMO_MAILBOX:
        raise Http404


def _pieces(text: str) -> list[Piece]:
    parts = _LINK.split(text)  # the odd ones are the links
    return [Piece(part, is_link=bool(index % 2)) for index, part in enumerate(parts) if part]
