"""Settings of the house, read once in a while instead of at every request.

A process may show what stood in the database up to FORM_CACHE_SECONDS ago. That is the whole promise: each process
reads again by itself, so any number of machines needs no message between them.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.conf import settings

Arguments = ParamSpec("Arguments")
Value = TypeVar("Value")

_kept: dict[tuple[Any, ...], tuple[float, Any]] = {}


def remembered(read: Callable[Arguments, Value]) -> Callable[Arguments, Value]:
    """Keep what `read(…)` gives, by its (positional, hashable) arguments, for FORM_CACHE_SECONDS."""

    @wraps(read)
    def again(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Value:
        key = (read.__qualname__, read.__module__, *args)
        kept = _kept.get(key)
        if kept is None or kept[0] < time.monotonic():
            kept = (time.monotonic() + settings.FORM_CACHE_SECONDS, read(*args, **kwargs))
            _kept[key] = kept
        value: Value = kept[1]
        return value

    return again


def forget() -> None:
    """Read everything again at the next use: after a change made in this process, and between tests."""
    _kept.clear()
