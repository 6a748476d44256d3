"""HTML cut into words and tags in one pass, however broken it is. What cannot be a tag is text; nothing is lost.

The time is in proportion to the length: the parser of the standard library needs a minute for some 400 kB.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_NAME = re.compile(r"</?([a-zA-Z][^\s/<>]{0,40})[^\s/<>]*+")
# To the `>` that ends the tag; one inside a quoted value does not end it.
_REST = re.compile(r"(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+>")
_VALUE = re.compile(r"([a-zA-Z][\w:-]{0,30})\s*=\s*(?:\"([^\"]{0,5000})|'([^']{0,5000})|([^\s\"'>]{1,5000}))")
_END_OF_SILENCE = {name: re.compile(rf"</{name}\b[^>]*+>?", re.IGNORECASE) for name in ("script", "style", "title")}
_LONG_NUMBER = re.compile(r"&#\d{8,}+;?|&#[xX][0-9a-fA-F]{7,}+;?")  # no letter has it; Python refuses to read it
_UNCLOSED = 20  # so many tags without an end, and `>` is searched without regard to quotation marks
_ATTRIBUTES_LIMIT = 10_000  # characters of one tag


class Token(NamedTuple):
    """A piece of text (`name` empty), or a tag as it stands in the source, its name in lower case."""

    name: str
    raw: str
    closes: bool = False

    @property
    def words(self) -> str:
        """Text with its entities read."""
        return unescape(_LONG_NUMBER.sub("", self.raw))

    def attributes(self) -> dict[str, str]:
        """The attributes of a tag, entities read."""
        found = _VALUE.findall(self.raw[:_ATTRIBUTES_LIMIT])
        return {
            name.lower(): unescape(_LONG_NUMBER.sub("", double or single or bare))
            for name, double, single, bare in found
        }


def tokens(html: str) -> Iterator[Token]:
    """Text and tags in order. Comments and declarations are left out, and what stands in script, style and title."""
    at, unclosed = 0, 0
    missing: set[str] = set()  # ends that are searched to no avail only once
    while (begin := html.find("<", at)) >= 0:
        if begin > at:
            yield Token("", html[at:begin])
        if html.startswith(("<!", "<?"), begin):
            at = _after_declaration(html, begin, missing)
            continue
        name = _NAME.match(html, begin)
        if name is None:
            yield Token("", "<")
            at = begin + 1
            continue
        rest = _REST.match(html, name.end()) if unclosed < _UNCLOSED else None
        unclosed += rest is None
        end = rest.end() if rest else html.find(">", name.end()) + 1
        if not end:
            yield Token("", html[begin:])
            return
        token = Token(name[1].lower(), html[begin:end], closes=html.startswith("</", begin))
        at = end
        if token.name in _END_OF_SILENCE:
            if not token.closes and token.name not in missing:
                silence = _END_OF_SILENCE[token.name].search(html, end)
                at = silence.end() if silence else end
                missing |= set() if silence else {token.name}
            continue
        yield token
    if at < len(html):
        yield Token("", html[at:])


def _after_declaration(html: str, begin: int, missing: set[str]) -> int:
    """Where a comment or a declaration is over; just behind its sign when it never is."""
    sign, end = ("<!--", "-->") if html.startswith("<!--", begin) else (html[begin : begin + 2], ">")
    found = -1 if end in missing else html.find(end, begin + len(sign))
    if found < 0:
        missing.add(end)
        return begin + len(sign)
    return found + len(end)
