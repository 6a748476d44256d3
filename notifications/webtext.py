"""The words of an HTML letter, for those that bring no plain text beside it. Nothing is fetched, nothing runs."""

import re

from notifications import tags

LIMIT_CHARACTERS = 3_000_000  # of HTML, pictures that stand in it left out
_LINES = {
    "div", "tr", "li", "dt", "dd", "hr", "section", "article", "header", "footer", "center", "address", "form",
    "caption",
}  # fmt: skip
_PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "dl", "pre", "blockquote"}
_PICTURE = re.compile(r"data:[a-z]+/[\w.+-]+;base64,[\w+/=%\s]*+", re.IGNORECASE)
# Gmail and others indent with the element that others quote with.
_INDENTED = re.compile(r"border(?:-left)?\s*:\s*(?:none|0)", re.IGNORECASE)
_DEEPEST_QUOTE = 5
_LONGEST_SIGN = 8  # characters of a picture's name that may be a smiley


class _Words:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.quotes: list[bool] = []
        self.as_typed = 0

    def read(self, html: str) -> str:
        for token in tags.tokens(html):
            if not token.name:
                self._text(token.words)
            elif token.name == "br":
                self._end_line(always=not token.closes)
            elif token.name in _LINES:
                self._end_line()
            elif token.name in _PARAGRAPHS:
                self._paragraph(token)
            elif token.name in ("td", "th"):
                self._write(" ")
            elif token.name == "img":
                self._sign(token.attributes().get("alt", ""))
        self._end_line()
        return "\n".join(self.lines)

    def _text(self, words: str) -> None:
        if not self.as_typed:
            self._write(re.sub(r"[ \t\r\n\f\xa0]+", " ", words))
            return
        first, *others = words.replace("\r", "").split("\n")
        self._write(first)
        for line in others:
            self._end_line(always=True)
            self._write(line)

    def _write(self, words: str) -> None:
        if words.strip() or self.line:
            self.line.append(words)

    def _end_line(self, *, always: bool = False) -> None:
        words = "".join(self.line).rstrip() if self.as_typed else re.sub(r" {2,}", " ", "".join(self.line)).strip()
        if words or always:
            self.lines.append("> " * min(sum(self.quotes[:50]), _DEEPEST_QUOTE) + words if words else "")
        self.line = []

    def _paragraph(self, token: tags.Token) -> None:
        self._end_line()
        if self.lines and self.lines[-1]:
            self.lines.append("")
        if token.name == "blockquote" and not token.closes:
            self.quotes.append(not _INDENTED.search(token.attributes().get("style", "")))
        elif token.name == "blockquote" and self.quotes:
            self.quotes.pop()
        elif token.name == "pre":
            self.as_typed = max(0, self.as_typed + (-1 if token.closes else 1))

    def _sign(self, name: str) -> None:
        """A smiley that the program draws as a picture; other pictures' names are no words of the person."""
        if len(name) <= _LONGEST_SIGN and not any(character.isalnum() or character in "._-" for character in name):
            self._write(name)


def words_of(html: str) -> str:
    """Plain text, one line for each block; what was quoted begins with `>`."""
    text = _Words().read(_PICTURE.sub("", html)[:LIMIT_CHARACTERS])
    return re.sub(r"\n{3,}", "\n\n", text.replace("\xa0", " ")).strip()
