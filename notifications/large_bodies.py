"""Room for mail that a provider brings: a message with its files is larger than anything that a form of ours sends.

Only at the doors where mail comes in, only with the right ANYMAIL_WEBHOOK_SECRET, and only up to the size of a message:
whoever else knocks finds the limits that hold everywhere (DATA_UPLOAD_MAX_MEMORY_SIZE, our own upload handler).
"""

import base64
import logging
from collections.abc import Callable, Iterator
from email import message_from_string
from email.message import Message
from typing import Any

from anymail.exceptions import AnymailError
from anymail.webhooks.base import AnymailBasicAuthMixin
from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousFileOperation, TooManyFieldsSent
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.datastructures import MultiValueDict

from notifications import inbox, parsing, provider

logger = logging.getLogger(__name__)

DOORS = ("inbound", "mandrill")  # Mandrill tells of letters and brings mail at one address
PARTS_LIMIT = 1000
_NOT_UNDERSTOOD = (LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError)


class RoomForMail:
    """Middleware: makes room before Anymail reads, and keeps what it brought and nobody understood."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> None:
        """Before any other part of the program has read the body. Raises RequestDataTooBig (413)."""
        if not _brings_mail(request):
            return
        if int(request.META.get("CONTENT_LENGTH") or 0) > parsing.SIZE_LIMIT_BYTES:
            raise RequestDataTooBig("A message is larger than we take.")
        request.upload_handlers = [FormOfMail(request)]
        # Read once, and kept where Django looks for what it has read; there is no other way past its limit, which is
        # for all addresses alike.
        request._body = request.read()  # noqa: SLF001

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """What our provider brings and Anymail stumbles over is kept as it is, for a person; else it would be lost."""
        if not isinstance(exception, _NOT_UNDERSTOOD) or not _brings_mail(request):
            return None
        logger.error("Mail that a provider brought was not understood: %s.", type(exception).__name__)
        inbox.keep(wrapped(request.body), mailbox=provider.DOOR, held="unreadable", size_bytes=len(request.body))
        return HttpResponse()


class FormOfMail(FileUploadHandler):
    """Reads a multipart form in one go: every file, whatever its name or size, and every field, as bytes too."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.fields: dict[str, bytes] = {}

    def handle_raw_input(  # type: ignore[override]  # Django gives the boundary as bytes, whatever its types say
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803  # Django's name
        content_length: int,
        boundary: bytes,
        encoding: str | None = None,
    ) -> tuple[QueryDict, MultiValueDict[str, Any]]:
        post, files = QueryDict(mutable=True), MultiValueDict[str, Any]()
        for part, content in _parts(input_data.read(), boundary):
            name = str(part.get_param("name", "", header="content-disposition"))
            if part.get_param("filename", header="content-disposition") is not None:
                files.appendlist(name, _file(part, content))
            else:
                self.fields[name] = content
                post.appendlist(name, content.decode("utf-8", "replace"))
        return post, files

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Never called: nothing is left to read in pieces."""

    def file_complete(self, file_size: int) -> None:
        """Never called either."""


def wrapped(body: bytes) -> bytes:
    """A message whose one file is what the provider sent."""
    head = (
        "Subject: ?\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
        'Content-Disposition: attachment; filename="webhook.bin"\r\n\r\n'
    )
    return head.encode() + base64.encodebytes(body)


class _Lock(AnymailBasicAuthMixin):
    """Anymail's own comparison with ANYMAIL_WEBHOOK_SECRET, asked before the body is read."""

    esp_name = "mail"


def _brings_mail(request: HttpRequest) -> bool:
    match = request.resolver_match
    if request.method != "POST" or match is None or "anymail" not in match.app_names:
        return False
    if not any(word in (match.url_name or "") for word in DOORS) or not settings.ANYMAIL.get("WEBHOOK_SECRET"):
        return False
    try:
        _Lock().validate_request(request)
    except AnymailError:
        return False
    return True


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[Message, bytes]]:
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary, PARTS_LIMIT + 1)[1:]
    if len(pieces) > PARTS_LIMIT:
        raise TooManyFieldsSent("A form with more parts than mail has.")
    for piece in pieces:
        if piece.startswith(b"--"):
            return
        head, _gap, content = piece.partition(b"\r\n\r\n")
        # Programs write names of files in UTF-8 as it is, which a parser of bytes takes for damage.
        yield message_from_string(head.decode("utf-8", "replace").lstrip("\r\n") + "\r\n\r\n"), content


def _file(part: Message, content: bytes) -> SimpleUploadedFile:
    kind = part.get_content_type()
    try:
        return SimpleUploadedFile(part.get_filename() or "file", content, kind)
    except SuspiciousFileOperation:  # a name such as ".."
        return SimpleUploadedFile("file", content, kind)
