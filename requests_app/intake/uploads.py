"""How files arrive: neither in memory nor readable on a disk, and no more of them than we would keep.

Django would write large uploads to a temporary folder as they are. Here a file is enciphered until it is sealed, and
what is larger than we take is read to its end (so that the person gets a page in words instead of a cut connection)
but not kept.
"""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from sealing.arriving import ArrivingFile


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
        count = settings.ATTACHMENTS_LIMIT_COUNT + settings.VOICE_LIMIT_COUNT
        self.room_bytes = settings.ATTACHMENT_LIMIT_BYTES * count
        self.kept: ArrivingFile | None = None  # None: too large
        self.kept_bytes = 0

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
        self.kept, self.kept_bytes = ArrivingFile(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep the piece, unless the file has grown too large: then none of it."""
        self.kept_bytes += len(raw_data)
        if self.kept_bytes > min(settings.ATTACHMENT_LIMIT_BYTES, self.room_bytes):
            self.kept, self.kept_bytes = None, 0
        if self.kept is not None:
            self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[Any]":
        """The file, or only its name and size."""
        name, field_name = self.file_name or "", self.field_name or ""
        if self.kept is None:
            return TooLarge(name, file_size, field_name)
        self.room_bytes -= file_size
        return UploadedFile(
            self.kept,  # type: ignore[arg-type]  # as much of a file as anybody needs
            name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )
