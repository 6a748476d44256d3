"""HTML that strangers wrote, made harmless by an allow-list; the frame that shows it is the second wall."""

import threading

import nh3

LIMIT_CHARACTERS = 1_000_000
LIMIT_SECONDS = 2.0
TAGS = {
    "a", "abbr", "b", "blockquote", "br", "code", "div", "em", "h1", "h2", "h3", "h4", "hr", "i", "li", "ol", "p",
    "pre", "s", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "*": {"dir", "lang"}}


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
    work = threading.Thread(target=lambda: done.append(_twice(html)), daemon=True)
    work.start()
    work.join(LIMIT_SECONDS)
    if not done:
        raise TooSlow
    return done[0]


def _twice(html: str) -> str:
    """Cleaned until nothing changes: broken nesting is put right step by step."""
    for _round in range(4):
        cleaned = nh3.clean(
            html,
            tags=TAGS,
            attributes=ATTRIBUTES,
            url_schemes={"http", "https", "mailto", "tel"},
            link_rel="noopener noreferrer nofollow",
            strip_comments=True,
        )
        if cleaned == html:
            break
        html = cleaned
    return html
