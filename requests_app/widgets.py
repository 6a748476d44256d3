"""Widgets that carry what plain HTML needs to be comfortable on a phone, and pictograms beside words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

COUNTER_SHOWN_FROM = 0.9  # of the limit: 4,500 of 5,000 characters


@dataclass(frozen=True)
class ShownWhen:
    """Another question of the same step decides whether this one shows; the server decides again."""

    question: str  # its HTML name
    values: str  # its values that show this one, separated by spaces


def show_when(field: forms.Field, question: str, values: tuple[str, ...]) -> None:
    """Mark a field for public.js, which hides it while `question` has none of `values`."""
    setattr(field, "shown_when", ShownWhen(question, " ".join(values)))  # noqa: B010 - Field declares no such name


def require_when(field: forms.Field) -> None:
    """Mark a field that another answer makes necessary: its label then says neither required nor optional."""
    setattr(field, "required_when", True)  # noqa: B010 - Field declares no such name


def head(field: forms.Field) -> None:
    """Mark the only question of a page: its words are the heading of the page."""
    setattr(field, "is_heading", True)  # noqa: B010 - Field declares no such name


def listen(field: forms.Field, address: str) -> None:
    """Give a field the address at which its question is read aloud."""
    setattr(field, "audio", address)  # noqa: B010 - Field declares no such name


class _Pictograms:
    """Gives each option the name of a drawing in static/img/pictograms.svg, or none."""

    pictograms: Mapping[str, str]

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        option["pictogram"] = self.pictograms.get(str(value), "")
        return option


class RadioSelect(_Pictograms, forms.RadioSelect):
    """One answer of several, as large rows. `pictograms` maps values to drawings."""

    def __init__(self, attrs: Any = None, choices: Any = (), pictograms: Mapping[str, str] | None = None) -> None:
        super().__init__(attrs, choices)
        self.pictograms = pictograms or {}


class CheckboxSelectMultiple(_Pictograms, forms.CheckboxSelectMultiple):
    """Several answers, as large rows. `pictograms` maps values to drawings."""

    def __init__(self, attrs: Any = None, choices: Any = (), pictograms: Mapping[str, str] | None = None) -> None:
        super().__init__(attrs, choices)
        self.pictograms = pictograms or {}


class LongText(forms.Textarea):
    """A story. No `maxlength`: a browser would cut a pasted text in silence; the server says it in words instead."""

    def __init__(self, limit: int, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {
                "rows": 7,
                "data-limit": limit,
                "data-counter-from": round(limit * COUNTER_SHOWN_FROM),
                "data-left": _("Characters left:"),
                "data-over": _("Too long. Characters to remove:"),
                **(attrs or {}),
            }
        )


class Files(forms.FileInput):
    """Several files at once; `accept` opens the camera or the right folder on a phone."""

    allow_multiple_selected = True

    def __init__(self, accept: str = "", attrs: dict[str, Any] | None = None) -> None:
        super().__init__({**({"accept": accept} if accept else {}), **(attrs or {})})


class Voice(forms.FileInput):
    """A voice message: the telephone's own recorder, or with JavaScript one on the page, which ends by itself."""

    template_name = "public/_voice.html"

    def __init__(self, accept: str, attrs: dict[str, Any] | None = None, *, seconds: int, size_bytes: int) -> None:
        super().__init__({"accept": accept, "capture": True, **(attrs or {})})
        self.limits = {"seconds": seconds, "bytes": size_bytes}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "limits": self.limits}


class Telephone(forms.TextInput):
    """A number as people write it."""

    input_type = "tel"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "tel", "inputmode": "tel", **(attrs or {})})
