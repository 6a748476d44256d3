"""How files arrive: in memory, never as a temporary file, and no more of them than we would keep.

Django would write large uploads to a temporary folder, unsealed. Here a file stays in memory until it is sealed, and
what is larger than we take is read to its end (so that the person gets a page in words instead of a cut connection)
but not kept.
"""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class TooLarge(UploadedFile):  # type: ignore[type-arg]  # generic for type checkers only
    """A file of which only name and size are known. `services.uploads` refuses it in words."""

    is_too_large = True

    def __init__(self, name: str, size: int, field_name: str) -> None:
        super().__init__(file=BytesIO(), name=name, size=size)
        self.field_name = field_name


class OnlyWhatIsAllowed(FileUploadHandler):
    """Keeps each file up to ATTACHMENT_LIMIT_BYTES, and of one request as many bytes as all its files may have."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.room_bytes = settings.ATTACHMENT_LIMIT_BYTES * (
            settings.ATTACHMENTS_LIMIT_COUNT + settings.VOICE_LIMIT_COUNT
        )
        self.chunks: list[bytes] = []
        self.kept_bytes = 0
        self.is_too_large = False

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803  # Django's name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Raises RequestDataTooBig when there is no point in reading."""
        if content_length > settings.REQUEST_LIMIT_BYTES:
            raise RequestDataTooBig("The body is larger than REQUEST_LIMIT_BYTES.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Forget the file before."""
        super().new_file(*args, **kwargs)
        self.chunks, self.kept_bytes, self.is_too_large = [], 0, False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep the piece, unless the file has grown too large: then none of it."""
        self.kept_bytes += len(raw_data)
        if self.kept_bytes > min(settings.ATTACHMENT_LIMIT_BYTES, self.room_bytes):
            self.is_too_large, self.chunks, self.kept_bytes = True, [], 0
        if not self.is_too_large:
            self.chunks.append(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[Any]":
        """The file, or only its name and size."""
        name, field_name = self.file_name or "", self.field_name or ""
        if self.is_too_large:
            return TooLarge(name, file_size, field_name)
        self.room_bytes -= file_size
        content = BytesIO(b"".join(self.chunks))
        self.chunks = []
        return InMemoryUploadedFile(
            content, field_name, name, self.content_type, file_size, self.charset, self.content_type_extra
        )
