"""Which lines of a letter the person wrote, and which her program quoted from ours. Nothing is removed, ever.

The trick needs no language: our letters begin with a line of our own, and programs that quote name our address. Forms
without either are known by their shape: lines with `>`, blocks of headers, and the rulers that programs draw.
"""

import re
from dataclasses import dataclass

DELIMITER = re.compile(r"##[-–—].{0,90}[-–—]##")
FEW_WORDS = 3
_ADDRESS = re.compile(r"[\w.+'-]{1,80}@[\w-]+(?:\.[\w-]+)+")
_RULER = re.compile(r"^\s*[-_–—]{3,}\s*[^\W\d_][^\n]{2,60}?\s*[-_–—]{3,}\s*$|^\s*_{20,}\s*$|^\s*-{20,}\s*$")
_FIELD = re.compile(r"^[\s>\u200e\u200f*]*([^\W\d_][^:<>@\n]{0,24}?)\s?\*?[:：]\*?[ \t\u00a0]*(\S[^\n]*)?$")
_TIME = re.compile(
    r"\d{1,2}\s?[:.hH]\s?\d{2}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\b(?:19|20)\d{2}\b|[۰-۹٠-٩]{1,2}:[۰-۹٠-٩]{2}"
)
# "wrote" where no address of ours gives the attribution away: fr nl en de es pt it ro pl tr ru uk ar fa ps sq …
_WROTE = re.compile(
    r"\b(?:a [ée]crit|schreef|geschreven|wrote|schrieb|geschrieben|escribi[óo]|escreveu|ha scritto|a scris|"
    r"napisał|yazdı|пише|пишет|написал|писав|написав|shkroi|qoray|ka shkruar)|كتب|بواسطة|نوشت|ليکل|لیکلي|ጽሒፉ|ጻፈ",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Segment:
    """Some lines of a text, as they stand in it, line ends included."""

    text: str
    is_quoted: bool


def split(text: str, ours: tuple[str, ...] = ()) -> list[Segment]:
    """The text in order, in pieces; joined they are the whole. `ours`: addresses or domains that are ours.

    Where hardly a word would remain, nothing is folded, unless the quotation is certainly of our letter.
    """
    lines = text.splitlines(keepends=True)
    marks, sure = _marks(lines, tuple(one.lower() for one in ours if one))
    remain = " ".join(line for line, mark in zip(lines, marks, strict=True) if not mark).split()
    words = [word for word in remain if any(character.isalnum() for character in word)]
    if not words or (len(words) < FEW_WORDS and not sure):
        marks = [False] * len(lines)
    return _joined(lines, marks)


def written(text: str, ours: tuple[str, ...] = ()) -> str:
    """Only what the person wrote."""
    pieces = [piece.text for piece in split(text, ours) if not piece.is_quoted]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(piece.strip("\n") for piece in pieces if piece.strip())).strip()


def _joined(lines: list[str], marks: list[bool]) -> list[Segment]:
    pieces: list[Segment] = []
    for line, mark in zip(lines, marks, strict=True):
        if pieces and pieces[-1].is_quoted == mark:
            pieces[-1] = Segment(pieces[-1].text + line, mark)
        else:
            pieces.append(Segment(line, mark))
    return pieces


def _marks(lines: list[str], ours: tuple[str, ...]) -> tuple[list[bool], bool]:
    marks = [False] * len(lines)
    sure = False
    start = _start_of_rest(lines, ours)
    if start is not None:
        marks[start:] = [True] * (len(lines) - start)
        sure = _is_ours("".join(lines[start:]), ours)
    for begin, end in _arrow_blocks(lines, len(lines) if start is None else start):
        top = _attribution_above(lines, begin, ours)
        if top is None and start != end and end - begin < 2 and not _is_quote_start(lines, begin):
            continue  # one line with an arrow may be her own
        first = begin if top is None else top
        marks[first:end] = [True] * (end - first)
        sure = sure or _is_ours("".join(lines[first:end]), ours)
    _fill_gaps(lines, marks)
    return marks, sure


def _is_quote_start(lines: list[str], begin: int) -> bool:
    """Whether other blocks of arrows stand in the text: then one more line of them is a quotation too."""
    others = sum(line.startswith(">") for number, line in enumerate(lines) if number != begin)
    return others >= 2


def _fill_gaps(lines: list[str], marks: list[bool]) -> None:
    """Blank lines between quoted ones, and after the last, belong to the quotation."""
    for number, line in enumerate(lines):
        if not line.strip() and number and marks[number - 1]:
            rest = next((n for n in range(number, len(lines)) if lines[n].strip()), None)
            marks[number] = rest is None or marks[rest]


def _is_ours(text: str, ours: tuple[str, ...]) -> bool:
    return bool(DELIMITER.search(text)) or any(one in text.lower() for one in ours)


def _arrow_blocks(lines: list[str], until: int) -> list[tuple[int, int]]:
    blocks: list[tuple[int, int]] = []
    begin = None
    for number in range(until + 1):
        arrow = number < until and lines[number].lstrip(" \u200e\u200f").startswith((">", "|>", "&gt;"))
        if arrow and begin is None:
            begin = number
        elif not arrow and begin is not None and (number >= until or lines[number].strip() or number + 1 >= until
                                                   or not lines[number + 1].startswith(">")):  # fmt: skip
            blocks.append((begin, number))
            begin = None
    return blocks


def _attribution_above(lines: list[str], begin: int, ours: tuple[str, ...]) -> int | None:
    """The first line of "On … wrote:" just above line `begin`, which some programs break into two or three."""
    last = begin - 1
    while last >= 0 and not lines[last].strip():
        last -= 1
    if last < 0 or begin - last > 3:
        return None
    for first in range(last, max(-1, last - 4), -1):
        if not lines[first].strip():
            break
        if _is_attribution(" ".join(line.strip() for line in lines[first : last + 1]), ours):
            # A longer reading that begins with the date is the whole of it.
            above = first - 1
            is_dated = bool(_TIME.search(" ".join(lines[first : last + 1])))
            longer = " ".join(line.strip() for line in lines[max(above, 0) : last + 1])
            if not is_dated and above >= 0 and lines[above].strip() and _is_attribution(longer, ours):
                return above
            return first
    return None


def _is_attribution(line: str, ours: tuple[str, ...]) -> bool:
    plain = line.strip(" \u200e\u200f\u00a0>*\t")
    if not plain.endswith((":", "：", ":\u200f")) or len(plain) > 300 or not _TIME.search(plain):
        return False
    address = _ADDRESS.search(plain)
    if address and (not ours or any(one in plain.lower() for one in ours)):
        return True
    return bool(_WROTE.search(plain))


def _start_of_rest(lines: list[str], ours: tuple[str, ...]) -> int | None:
    """The line from which all that follows is quoted, where the program marks no single lines."""
    for number, line in enumerate(lines):
        if DELIMITER.search(line) and not line.lstrip().startswith(">"):
            above = _above_delimiter(lines, number, ours)
            return number if above is None else above
        if _RULER.match(line) and _header_block(lines, number + 1):
            return number
        if _header_block(lines, number) and (not number or not lines[number - 1].strip()):
            return number
        if line.rstrip(" \r\n\u00a0\u200f\u200e").endswith((":", "：")) and not line.lstrip().startswith(">"):
            first = _attribution_above(lines, number + 1, ours)
            if (
                first is not None
                and _nothing_marked_after(lines, number + 1)
                and _ADDRESS.search("".join(lines[first : number + 1]))
            ):
                return first
    return None


def _nothing_marked_after(lines: list[str], number: int) -> bool:
    """Whether the quotation has no arrows of its own."""
    following = [line for line in lines[number:] if line.strip()]
    return bool(following) and not following[0].lstrip(" \u200e\u200f").startswith((">", "|"))


def _above_delimiter(lines: list[str], number: int, ours: tuple[str, ...]) -> int | None:
    """Where the words that introduce our letter begin, above its own first line."""
    for first in range(number - 1, max(-1, number - 12), -1):
        if _RULER.match(lines[first]) or (_header_block(lines, first) and (not first or not lines[first - 1].strip())):
            return first
    return _attribution_above(lines, number, ours)


def _header_block(lines: list[str], number: int) -> bool:
    """Whether at least three lines "Label: value" begin here, one of them with an address and one with a date."""
    block: list[str] = []
    for line in lines[number : number + 10]:
        if not line.strip(" >\r\n") and not block:
            continue
        if not _FIELD.match(line.rstrip("\r\n")):
            break
        block.append(line)
    together = "".join(block)
    return len(block) >= 3 and bool(_ADDRESS.search(together)) and bool(_TIME.search(together))
