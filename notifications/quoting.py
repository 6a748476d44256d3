"""Which lines of a letter the person wrote, and which her program quoted from ours. Nothing is removed, ever.

The trick needs no language: our letters begin with a line of our own, and programs that quote name our address. Forms
without either are known by their shape: lines with `>` under a line that says who wrote when, and blocks of headers.
A letter of somebody else that she hands on (forwarded, or copied into hers) is news to us, and is not folded.
"""

import re
import unicodedata
from dataclasses import dataclass

from notifications.quotesigns import (
    ADDRESS,
    ANSWERS_INSIDE,
    DELIMITER,
    FIELD,
    FORWARDED,
    HOUR,
    LABELS,
    RULER,
    TIME,
    UNSEEN,
    WROTE,
)

FEW_WORDS = 3
_WORDS_LOOKED_AT = 2000  # characters of her own words
_LONGEST_SIGN = 300  # characters of a line that announces something
_HEADERS_LINES = 12
_BRACKETED = re.compile(r"[<\[](?:mailto:)?[^<>\[\]\s@]{1,100}@[^<>\[\]\s]{1,200}[>\]]")
_SAID_IN_RULER = re.compile(r"-{3,} .{10,280} -{3,}$")  # "---- On … <our address> wrote ----"
_ARROWS = (">", "|>", "&gt;", "＞")


@dataclass(frozen=True)
class Segment:
    """Some lines of a text, as they stand in it, line ends included."""

    text: str
    is_quoted: bool


def split(text: str, ours: tuple[str, ...] = ()) -> list[Segment]:
    """The text in order, in pieces; joined they are the whole.

    `ours`: addresses and domains that are ours, and the name that stands beside them (which has no dot and no `@`).
    Where hardly a word would remain, nothing is folded, unless a program certainly made the quotation; and nothing
    where the person says that her answers stand within our letter.
    """
    lines = text.splitlines(keepends=True)
    reading = _Reading(lines, tuple(one.lower() for one in ours if one))
    reading.mark()
    own = [line for number, line in enumerate(lines) if not reading.marks[number]]
    words = [word for line in own for word in _words(line)]
    is_short = not words or (len(words) < FEW_WORDS and not reading.is_sure)
    if is_short or ANSWERS_INSIDE.search(" ".join(own)[:_WORDS_LOOKED_AT]):
        return _joined(lines, [False] * len(lines))
    return _joined(lines, reading.marks)


def written(text: str, ours: tuple[str, ...] = ()) -> str:
    """Only what the person wrote."""
    pieces = [piece.text for piece in split(text, ours) if not piece.is_quoted]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(piece.strip("\n") for piece in pieces if piece.strip())).strip()


def _words(line: str) -> list[str]:
    """Words with a letter, a digit or a sign that says something: 👍 is an answer."""
    return [
        word
        for word in line.split()
        if any(character.isalnum() or unicodedata.category(character) == "So" for character in word)
    ]


def _joined(lines: list[str], marks: list[bool]) -> list[Segment]:
    pieces: list[Segment] = []
    begin = 0
    for number in range(1, len(lines) + 1):
        if number == len(lines) or marks[number] != marks[begin]:
            pieces.append(Segment("".join(lines[begin:number]), marks[begin]))
            begin = number
    return pieces


@dataclass(frozen=True)
class _Block:
    """Lines with arrows; `top` is where the words that announce them begin, `is_news` a letter not known to us."""

    begin: int
    end: int
    top: int | None
    is_ours: bool
    is_news: bool


class _Reading:
    """One look at a text, line by line."""

    def __init__(self, lines: list[str], ours: tuple[str, ...]) -> None:
        self.lines = lines
        self.names = {one for one in ours if "@" not in one and "." not in one}
        self.ours = tuple(one for one in ours if one not in self.names)
        self.bare = [line[: 2 * _LONGEST_SIGN].strip(UNSEEN) for line in lines]
        self.marks = [False] * len(lines)
        self.is_sure = False

    def mark(self) -> None:
        """Find what is quoted."""
        start = self._start_of_rest()
        until = len(self.lines) if start is None else start
        if start is not None:
            self.marks[start:] = [True] * (len(self.lines) - start)
            self.is_sure = True
        blocks = self._blocks(until)
        announced = any(block.top is not None or block.is_ours for block in blocks)
        for block in blocks:
            if self._is_quotation(block, announced or start is not None, len(blocks)):
                first = block.begin if block.top is None else block.top
                self.marks[first : block.end] = [True] * (block.end - first)
                self.is_sure = self.is_sure or block.top is not None or block.is_ours
        self._fill_gaps()

    # Lines with arrows

    def _blocks(self, until: int) -> list[_Block]:
        """Runs of lines with arrows; blank lines between two of them belong to the run."""
        blocks: list[_Block] = []
        begin, last = -1, -1
        for number in range(until):
            if self.bare[number].startswith(_ARROWS):
                begin, last = (number if begin < 0 else begin), number
            elif self.bare[number] and begin >= 0:
                blocks.append(self._block(begin, last + 1))
                begin = -1
        return [*blocks, self._block(begin, last + 1)] if begin >= 0 else blocks

    def _block(self, begin: int, end: int) -> _Block:
        is_ours = self._is_ours(begin, end)
        inner = next((number for number in range(begin, min(end, begin + 4)) if self._headers(number)), None)
        is_news = not is_ours and (inner is not None or self._is_forward(begin - 1, begin + 2))
        top = self._attribution_above(begin)
        if top is None and self._is_attribution(" ".join(self.bare[begin : begin + 3][:3]).split(" > ")[0], begin):
            top = begin
        return _Block(begin, end, top, is_ours, is_news)

    def _is_quotation(self, block: _Block, announced: bool, count: int) -> bool:
        """Whether lines with arrows are a quotation, and not a verse, a route or a list of the person's own."""
        if block.is_news:
            return False
        if block.top is None and not block.is_ours and self._is_announced_by_her(block.begin):
            return False
        if block.top is not None or block.is_ours or announced:
            return True
        above = next(
            (number for number in range(block.begin - 1, max(-1, block.begin - 4), -1) if self.bare[number]), None
        )
        if above is None:
            return block.end - block.begin > 1 or count > 1
        apart = not self.bare[block.begin - 1] and not self.bare[above].endswith((":", "："))
        return apart and (count > 1 or block.end - block.begin > 1)

    def _is_announced_by_her(self, begin: int) -> bool:
        """Whether a sentence of hers ends in a colon just above: she copies something for us."""
        above = next((line for line in reversed(self.bare[max(0, begin - 3) : begin]) if line), "")
        return above.endswith((":", "：")) and not above.startswith(_ARROWS)

    def _attribution_above(self, begin: int) -> int | None:
        """The first line of "On … wrote:" just above line `begin`, which some programs break into two or three."""
        last = next((number for number in range(begin - 1, max(-1, begin - 4), -1) if self.bare[number]), None)
        if last is None:
            return None
        for first in range(last, max(-1, last - 4), -1):
            if not self.bare[first] or (first < last and self.bare[first].startswith(_ARROWS)):
                break
            if self._is_attribution(" ".join(self.bare[first : last + 1]), begin):
                return self._with_ruler(self._longer(first, last, begin))
        return None

    def _longer(self, first: int, last: int, begin: int) -> int:
        """Where the date stands above "… <address> wrote:", up to that line, unless a sentence ends between."""
        is_dated = TIME.search(ADDRESS.sub("", " ".join(self.bare[first : last + 1])))
        if is_dated and not self.bare[first][0].islower():
            return first
        for above in range(first - 1, max(-1, last - 4), -1):
            if not self.bare[above] or self.bare[above].endswith((".", "!", "?")):
                break
            if TIME.search(self.bare[above]) and self._is_attribution(" ".join(self.bare[above : last + 1]), begin):
                first = above
                if not self.bare[above][0].islower():
                    break
        return first

    def _with_ruler(self, first: int) -> int:
        """The line "---- Original Message ----" above it belongs to it."""
        above = next((number for number in range(first - 1, max(-1, first - 3), -1) if self.bare[number]), None)
        return above if above is not None and RULER.match(self.bare[above]) else first

    def _is_attribution(self, line: str, begin: int) -> bool:
        plain = line.strip(UNSEEN + ">*")
        if not plain.endswith((":", "：")) or len(plain) > _LONGEST_SIGN:
            return False
        has_arrows = begin < len(self.bare) and any(line.startswith(_ARROWS) for line in self.bare[begin : begin + 3])
        if not TIME.search(plain):
            return has_arrows and bool(WROTE.search(plain)) and (len(plain) < 100)
        address = ADDRESS.search(plain)
        if address and (not self.ours or self._names_us(plain)):
            return True
        return bool(WROTE.search(plain)) or bool(address and has_arrows)

    # Letters quoted without arrows

    def _start_of_rest(self) -> int | None:
        """The line from which all that follows is quoted, where the program marks no single lines."""
        for number, line in enumerate(self.bare):
            if not line or line.startswith(_ARROWS):
                continue
            if self._has_delimiter(number):
                return self._above_delimiter(number)
            if RULER.match(line) and self._quotes_us(number + 1):
                return number
            if _SAID_IN_RULER.match(line) and self._names_us(line) and TIME.search(line):
                return number
            if self._may_begin_headers(number) and self._quotes_us(number):
                return number
            if self._begins_within(number) and not line.endswith((":", "：")):
                return number
            if line.endswith((":", "：")) and self._starts_unmarked(number):
                return self._attribution_above(number + 1)
        return None

    def _has_delimiter(self, number: int) -> bool:
        return "##" in self.lines[number] and bool(DELIMITER.search(self._some(number, number + 3)))

    def _begins_within(self, number: int) -> bool:
        """Whether "On … <our address> wrote:" is followed by our words on the very line, as Yahoo's telephones do."""
        line = self.bare[number]
        found = WROTE.search(line) if self.ours and self._names_us(line) else None
        end = line.find(":", found.end()) if found else -1
        said = line[: end + 1]
        return end > 0 and self._names_us(said) and self._is_attribution(said, number + 1)

    def _starts_unmarked(self, number: int) -> bool:
        """Whether "On … <our address> wrote:" ends here, and the quotation has no arrows of its own."""
        following = next((line for line in self.bare[number + 1 : number + 4] if line), "")
        if not following or following.startswith(_ARROWS):
            return False
        first = self._attribution_above(number + 1)
        if first is None:
            return False
        said = " ".join(self.bare[first : number + 1])
        return bool(ADDRESS.search(said)) and (not self.ours or self._names_us(said))

    def _above_delimiter(self, number: int) -> int:
        """Where the words that introduce our letter begin, above its own first line.

        Below it the letter is certainly ours, so two labels that programs write are enough, with or without a ruler.
        """
        first = number
        labels: set[str] = set()
        for above in range(number - 1, max(-1, number - _HEADERS_LINES), -1):
            line = self.bare[above].lstrip(UNSEEN + ">")
            found = FIELD.match(line)
            label = LABELS.get(found[1].strip(UNSEEN + "*_").lower(), "") if found else ""
            if label or (found and self._names_us(line)):
                first, labels = above, labels | {label}
            elif line and not found:
                break
        if len(labels) >= 2:
            return self._with_ruler(first)
        attribution = self._attribution_above(number)
        return number if attribution is None else attribution

    def _may_begin_headers(self, number: int) -> bool:
        return not number or not self.bare[number - 1] or bool(RULER.match(self.bare[number - 1]))

    def _quotes_us(self, number: int) -> bool:
        """Whether headers of a letter begin at this line that is no news to us."""
        block = self._headers(number)
        if not block:
            return False
        together = "\n".join(block)
        if self.ours and ADDRESS.search(together):
            return self._names_us(together) or self._is_from_us(block)
        return not self._is_forward(number - 3, number)

    def _is_from_us(self, block: list[str]) -> bool:
        """Whether the name after "From:" is ours, where a program leaves the address out."""
        for line in block:
            found = FIELD.match(line)
            if found and LABELS.get(found[1].strip(UNSEEN + "*_").lower()) == "from":
                return found[2].strip(UNSEEN + "\"'").lower() in self.names
        return False

    def _headers(self, number: int) -> list[str]:
        """The lines "Label: value" of a letter's head that begin here, in any language; nothing where there is none.

        With our address among them three lines and a date are enough; else the labels must be those that programs
        write, for a person's own list has a date and an address too.
        """
        block: list[str] = []
        fields: list[str] = []
        for line in self.bare[number : number + _HEADERS_LINES]:
            plain = line.lstrip(UNSEEN + ">").strip(UNSEEN)
            found = FIELD.match(plain)
            if found is None or len(plain) > _LONGEST_SIGN:
                if block or plain:
                    break
                continue
            block.append(plain)
            fields.append(LABELS.get(found[1].strip(UNSEEN + "*_").lower(), ""))
        together = "\n".join(block)
        known = {field for field in fields if field}
        has_date = bool(TIME.search(ADDRESS.sub("", together)))
        if len(block) < 3 or not has_date:
            return []
        if ADDRESS.search(together):
            # In a language that we do not know: our address as programs write it, which a person does not.
            is_program = self._names_us(together) and bool(_BRACKETED.search(together))
            is_head = is_program or ("from" in known and len(known) >= 3)
        else:
            # Nobody's address: then the date tells the hour, as programs do and people seldom.
            is_head = bool(HOUR.search(together)) and (
                len(known) == 4 or (len(known) >= 3 and bool(RULER.match(self.bare[max(0, number - 1)])))
            )
        return block if is_head else []

    def _is_forward(self, begin: int, end: int) -> bool:
        return any(
            FORWARDED.search(line) and (RULER.match(line) or line.rstrip(UNSEEN).endswith((":", "：")))
            for line in self.bare[max(0, begin) : max(0, end)]
        )

    # Ours

    def _names_us(self, text: str) -> bool:
        lowered = text.lower()
        return any(one in lowered for one in self.ours)

    def _is_ours(self, begin: int, end: int) -> bool:
        text = self._some(begin, end)
        return ("##" in text and bool(DELIMITER.search(text))) or self._names_us(text)

    def _some(self, begin: int, end: int) -> str:
        """Some lines as one, without arrows: a delimiter or an address may be broken in two."""
        return " ".join(line.lstrip("> ") for line in self.bare[begin:end])

    def _fill_gaps(self) -> None:
        """Blank lines between quoted ones, and after the last, belong to the quotation."""
        is_marked_below = True
        for number in range(len(self.lines) - 1, -1, -1):
            if self.bare[number]:
                is_marked_below = self.marks[number]
            elif is_marked_below and not self.marks[number]:
                self.marks[number] = True
        is_marked_above = False
        for number, bare in enumerate(self.bare):
            if bare:
                is_marked_above = self.marks[number]
            elif not is_marked_above:
                self.marks[number] = False
