"""HTML that strangers wrote, made harmless by an allow-list; the frame that shows it is the second wall.

First the tags are put in order here, in one pass: only those we allow, closed in turn, never nested deeper than
`DEPTH_LIMIT`. What the cleaner proper (nh3) then reads costs it time in proportion to the length; unordered nesting of
a few kilobytes would keep it busy for minutes.
"""

import threading

import nh3

from notifications import tags

LIMIT_CHARACTERS = 1_000_000
LIMIT_SECONDS = 2.0
DEPTH_LIMIT = 60
TAGS_LIMIT = 60_000  # what comes later is text without form
TAGS = {
    "a", "abbr", "b", "blockquote", "br", "code", "div", "em", "h1", "h2", "h3", "h4", "hr", "i", "li", "ol", "p",
    "pre", "s", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "*": {"dir", "lang"}}
_ALONE = {"br", "hr"}
_BLOCKS = {"blockquote", "div", "h1", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "table", "ul"}
# What the element on the left ends without saying so, unless one on the right stands between.
_ENDS: dict[str, tuple[set[str], set[str]]] = {
    "a": ({"a"}, set()),
    "li": ({"li"}, {"ul", "ol"}),
    "tr": ({"tr"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    **{block: ({"p"}, {"td", "th"}) for block in _BLOCKS - {"li"}},
}
_ROUNDS = 6
_TAG_LIMIT = 5_000  # characters of one tag; a longer one loses its attributes


class TooSlow(Exception):
    """The HTML was not clean in time: show its words instead."""


def clean(html: str) -> str:
    """Safe HTML: no script, no style, no form, no picture, nothing that is fetched. clean(clean(x)) == clean(x).

    Raises TooSlow past LIMIT_SECONDS or LIMIT_CHARACTERS.
    """
    if len(html) > LIMIT_CHARACTERS:
        raise TooSlow
    done: list[str] = []
    # nh3 lets go of the interpreter while it works, so a thread can be left behind.
    work = threading.Thread(target=lambda: done.extend(_settled(html)), daemon=True)
    work.start()
    work.join(LIMIT_SECONDS)
    if not done:
        raise TooSlow
    return done[0]


def _settled(html: str) -> list[str]:
    """Cleaned until nothing changes any more; nothing if that never happens."""
    for _round in range(_ROUNDS):
        cleaned = nh3.clean(
            in_order(html),
            tags=TAGS,
            attributes=ATTRIBUTES,
            url_schemes={"http", "https", "mailto", "tel"},
            link_rel="noopener noreferrer nofollow",
            strip_comments=True,
        )
        if cleaned == html:
            return [cleaned]
        if len(cleaned) > LIMIT_CHARACTERS:  # signs that become entities are longer
            return []
        html = cleaned
    return []


def in_order(html: str) -> str:
    """The same words with only the tags we allow, each closed, none out of turn. This alone makes nothing safe."""
    out: list[str] = []
    unfinished: list[str] = []
    count = 0
    for token in tags.tokens(html):
        if not token.name:
            out.append(token.raw.replace("<", "&lt;"))
        elif token.name in TAGS and count < TAGS_LIMIT:
            count += 1
            _place(token, out, unfinished)
    _close(out, unfinished, 0)
    return "".join(out)


def _place(token: tags.Token, out: list[str], unfinished: list[str]) -> None:
    name = token.name
    if token.closes:
        if name in unfinished:
            _close(out, unfinished, _last(unfinished, name))
        return
    ends, stops = _ENDS.get(name, (set(), set()))
    for number in range(len(unfinished) - 1, -1, -1):
        if unfinished[number] in ends:
            _close(out, unfinished, number)
            break
        if unfinished[number] in stops:
            break
    if name in _ALONE:
        out.append(f"<{name}>")
    elif len(unfinished) < DEPTH_LIMIT:
        unfinished.append(name)
        out.append(token.raw if len(token.raw) <= _TAG_LIMIT else f"<{name}>")


def _last(unfinished: list[str], name: str) -> int:
    return len(unfinished) - 1 - unfinished[::-1].index(name)


def _close(out: list[str], unfinished: list[str], down_to: int) -> None:
    while len(unfinished) > down_to:
        out.append(f"</{unfinished.pop()}>")
