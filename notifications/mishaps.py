"""A mistake in what a room above registered must not stop the letters: it is kept by name, and the work goes on."""

import logging
from types import TracebackType
from typing import Self

from django.db.utils import InterfaceError, OperationalError

logger = logging.getLogger(__name__)


class Kept:
    """`with Kept("name") as kept:` keeps the name of the error that ended the block in `kept.failure`.

    A database that is away is nobody's mistake: that goes on to the worker, which waits for it.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.failure = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> bool:
        if kind is None or not issubclass(kind, Exception) or issubclass(kind, OperationalError | InterfaceError):
            return False
        self.failure = kind.__name__
        last = traceback
        while last is not None and last.tb_next is not None:
            last = last.tb_next
        # The place, not the words: an error's words may quote what a person wrote.
        place = f"{last.tb_frame.f_code.co_filename}:{last.tb_lineno}" if last else "?"
        logger.error("%s failed: %s at %s.", self.name, kind.__name__, place)
        return True
