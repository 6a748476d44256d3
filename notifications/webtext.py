"""The words of an HTML letter, for those that bring no plain text beside it. Nothing is fetched, nothing runs."""

import re
from html.parser import HTMLParser

_BREAKS = {"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "ul", "ol", "pre", "hr", "blockquote"}
_SILENT = {"script", "style", "head", "title", "template"}


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.silent = 0
        self.quotes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag in _BREAKS:
            self._line()
            self.quotes += tag == "blockquote"
        elif tag == "td":
            self.out.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _BREAKS and tag != "br":
            self.quotes = max(0, self.quotes - (tag == "blockquote"))
            self._line()

    def _line(self) -> None:
        self.out.append("\n" + "> " * min(self.quotes, 5))

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.out.append(re.sub(r"\s+", " ", data))


def words_of(html: str) -> str:
    """Plain text, one line for each block; what was quoted begins with `>`."""
    reader = _Words()
    try:
        reader.feed(re.sub(r"<head\b.*?</head\s*>", "", html[:2_000_000], flags=re.DOTALL | re.IGNORECASE))
        reader.close()
    except (AssertionError, ValueError):  # the standard parser gives up on a few broken declarations
        return re.sub(r"<[^>]*>", " ", html)
    lines = [line.strip() for line in "".join(reader.out).replace("\xa0", " ").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line for line in lines)).strip()
