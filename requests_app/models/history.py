"""How a decision enters the history: who took it and why. The one place that knows django-simple-history's names."""

from django.db import models

from requests_app.models.people import User


def sign(row: models.Model, *, by: User | None, why: str) -> None:
    """The next save of `row` is a decision of `by` (None: of the house itself) with the reason `why`, a short code."""
    row._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001  # the documented interface of the library
    row._change_reason = why  # type: ignore[attr-defined]  # noqa: SLF001
