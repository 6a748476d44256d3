"""The words of an HTML letter, for those that bring no plain text beside it. Nothing is fetched, nothing runs."""

import re

from notifications import tags

LIMIT_CHARACTERS = 3_000_000  # of HTML, pictures that stand in it left out
_BREAKS = {
    "br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "dl", "dt", "dd",
    "pre", "hr", "blockquote", "section", "article", "header", "footer", "center", "address", "form", "caption",
}  # fmt: skip
_PICTURE = re.compile(r"data:[a-z]+/[\w.+-]+;base64,[\w+/=%\s]*+", re.IGNORECASE)
# Gmail and others indent with the element that others quote with.
_INDENTED = re.compile(r"border(?:-left)?\s*:\s*(?:none|0)", re.IGNORECASE)
_DEEPEST_QUOTE = 5
_LONGEST_SIGN = 8  # characters of a picture's name that may be a smiley


class _Words:
    def __init__(self) -> None:
        self.out: list[str] = []
        self.quotes: list[bool] = []
        self.as_typed = 0

    def read(self, html: str) -> str:
        for token in tags.tokens(html):
            if not token.name:
                self._text(token.words)
            elif token.name in _BREAKS:
                self._block(token)
            elif token.name in ("td", "th"):
                self.out.append(" ")
            elif token.name == "img":
                self._sign(token.attributes().get("alt", ""))
        return "".join(self.out)

    def _text(self, words: str) -> None:
        as_typed = words.replace("\n", "\n" + self._arrows()) if self.as_typed else words
        self.out.append(as_typed if self.as_typed else re.sub(r"[ \t\r\n\f]+", " ", words))

    def _block(self, token: tags.Token) -> None:
        if token.name == "blockquote" and not token.closes:
            self.quotes.append(not _INDENTED.search(token.attributes().get("style", "")))
        elif token.name == "blockquote" and self.quotes:
            self.quotes.pop()
        elif token.name == "pre":
            self.as_typed = max(0, self.as_typed + (-1 if token.closes else 1))
        if token.name == "br" and token.closes:
            return
        self.out.append("\n" + self._arrows())

    def _arrows(self) -> str:
        return "> " * min(sum(self.quotes[:50]), _DEEPEST_QUOTE)

    def _sign(self, name: str) -> None:
        """A smiley that the program draws as a picture; other pictures' names are no words of the person."""
        if len(name) <= _LONGEST_SIGN and not any(character.isalnum() or character in "._-" for character in name):
            self.out.append(name)


def words_of(html: str) -> str:
    """Plain text, one line for each block; what was quoted begins with `>`."""
    text = _Words().read(_PICTURE.sub("", html)[:LIMIT_CHARACTERS])
    lines = [" ".join(line.split(" ")).strip() for line in text.replace("\r", "").replace("\xa0", " ").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(re.sub(r" {2,}", " ", line) for line in lines)).strip()
