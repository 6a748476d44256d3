"""How a letter is laid out: words and values become paragraphs, once for plain text and once for HTML.

Mail programs know little: the direction of each piece that is not ours to know is worked out here and written down,
and plain text, which has no directions, gets a mark where a program would otherwise begin on the wrong side.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from requests_app import letterbook

RLM, LRM = "\u200f", "\u200e"


@dataclass(frozen=True)
class Piece:
    """Some words of one line, and how they are set."""

    text: str
    style: str = ""  # as in letterbook.Placeholder
    direction: str = ""  # of a person's name


@dataclass(frozen=True)
class Block:
    """Lines that belong together. A "button" is a link on a line of its own; an "answer" is what an agent wrote."""

    lines: tuple[tuple[Piece, ...], ...]
    style: str = "text"

    @property
    def text(self) -> str:
        return "\n".join("".join(piece.text for piece in line) for line in self.lines)

    @property
    def direction(self) -> str:
        return direction_of(self.text)


Paragraph = tuple[Block, ...]


def paragraphs(body: str, values: Mapping[str, str]) -> list[Paragraph]:
    """The letter's paragraphs with the values filled in; a paragraph that says nothing is left out."""
    laid_out = (_paragraph(lines, values) for lines in letterbook.paragraphs(body))
    return [paragraph for paragraph in laid_out if any(block.text.strip() for block in paragraph)]


def _paragraph(lines: list[str], values: Mapping[str, str]) -> Paragraph:
    blocks: list[Block] = []
    for line in lines:
        block = _line(line, values)
        if blocks and block.style == blocks[-1].style == "text":
            blocks[-1] = Block(blocks[-1].lines + block.lines)
        else:
            blocks.append(block)
    return tuple(blocks)


def _line(line: str, values: Mapping[str, str]) -> Block:
    pieces = tuple(_piece(piece) for piece in letterbook.pieces(line, values))
    alone = letterbook.stands_alone(line)
    if alone in values:
        style = {"link": "button", "answer": "answer"}.get(alone, "text")
        return Block((pieces,), style)
    return Block((pieces,))


def _piece(piece: letterbook.Piece) -> Piece:
    style = letterbook.PLACEHOLDERS[piece.key].style if piece.key else ""
    return Piece(piece.text, style, direction_of(piece.text) if style == "person" else "")


def as_text(letter: list[Paragraph], *, right_to_left: bool) -> str:
    """The plain text."""
    return "\n\n".join("\n".join(_block(block, right_to_left) for block in paragraph) for paragraph in letter)


def _block(block: Block, right_to_left: bool) -> str:
    if not right_to_left or block.style == "answer":  # an answer reads as it was written
        return block.text
    return "\n".join(led(line) for line in block.text.split("\n"))


def led(line: str) -> str:
    """A line of a letter that reads from right to left, with a mark before it if it begins with foreign letters."""
    strong = _strong(line)
    return RLM + line if "rtl" in strong and strong[0] == "ltr" else line


def kept_whole(line: str) -> str:
    """A line of digits, such as a telephone number, with a mark that keeps its groups in their order everywhere."""
    return LRM + line


def direction_of(text: str) -> str:
    """`rtl` or `ltr`, by the first letter that has a direction."""
    return next(iter(_strong(text)), "ltr")


def _strong(text: str) -> list[str]:
    directions = {"L": "ltr", "R": "rtl", "AL": "rtl"}
    return [directions[kind] for kind in map(unicodedata.bidirectional, text) if kind in directions]
