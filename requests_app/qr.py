"""An address as a square that a telephone reads. It holds an address that anybody may know, and never a code."""

from dataclasses import dataclass
from functools import lru_cache

QUIET_MODULES = 4  # of white around, which readers need (ISO/IEC 18004)


@dataclass(frozen=True)
class Square:
    """The drawing: `path` is the data of an SVG path in a square of `size` units."""

    size: int
    path: str


@lru_cache(maxsize=64)
def square(text: str) -> Square:
    """The smallest square that says `text` and can lose a seventh of itself (level M)."""
    import qrcode  # noqa: PLC0415  # most pages draw none

    code = qrcode.QRCode(border=QUIET_MODULES, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    rows = code.get_matrix()
    dark = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return Square(len(rows), "".join(dark))
