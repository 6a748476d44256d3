"""Which texts of the program the public reads: these, and only these, are translated into every language.

The desk and the administration speak French and English.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import override

from requests_app.letterbook import LETTERS
from tests.house import tree

# What a page of the public begins with; what these include and extend is found by itself.
PAGES = ("templates/public/", "templates/400.html", "templates/403.html", "templates/404.html", "templates/bootstrap5/")
LETTER_FRAMES = ("templates/email/letter.html", "templates/email/letter.txt")
MODULES = (
    "requests_app/public/",
    "requests_app/intake/build.py",
    "requests_app/intake/dates.py",
    "requests_app/intake/kinds.py",
    "requests_app/intake/text.py",
    "requests_app/intake/uploads.py",
    "requests_app/days.py",
    "requests_app/files.py",
    "requests_app/receipts.py",
    "requests_app/references.py",
    "requests_app/widgets.py",
    "requests_app/services/drafts.py",
    "requests_app/services/following.py",
    "requests_app/services/guards.py",
    "requests_app/services/inspection.py",
    "requests_app/services/reach.py",
    "requests_app/services/statements.py",
    "requests_app/services/uploads.py",
)
# Modules that speak to the staff as well: what they say to the public.
SENTENCES = {
    "requests_app/services/messages.py": {
        "Write something first.",
        "The text is too long: at most %(limit)s characters.",
    },
    "requests_app/emails/writing.py": {"Answer above this line"},
    "requests_app/models/statements.py": {"Privacy", "Accessibility statement", "Cookies"},
}
LETTERBOOK = "requests_app/letterbook.py"
# Django's own words that a page of ours can show, as singular and plural.
FRAMEWORK: tuple[tuple[str, str | None], ...] = (
    ("This field is required.", None),
    ("Select a valid choice. %(value)s is not one of the available choices.", None),
    ("Enter a list of values.", None),
    ("Enter a valid email address.", None),
    ("Enter a whole number.", None),
    ("Ensure this value is less than or equal to %(limit_value)s.", None),
    ("Ensure this value is greater than or equal to %(limit_value)s.", None),
    (
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    ),
    (
        "Ensure this value has at least %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at least %(limit_value)d characters (it has %(show_value)d).",
    ),
    ("Null characters are not allowed.", None),
    ("%(size)d byte", "%(size)d bytes"),
    ("%s KB", None),
    ("%s MB", None),
)
FRAMEWORK_SOURCE = "django"

_USES = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"']+)["']""")
_COMMENT = re.compile(r"{#\s*\S+: (.*?)\s*(?:Needs:.*)?#}")


def files() -> set[str]:
    """The sources all of whose texts are public."""
    found = {name for name in _names(tree.modules()) if name.startswith(MODULES)}
    waiting = [name for name in _names(tree.templates()) if name.startswith((*PAGES, *LETTER_FRAMES))]
    while waiting:
        name = waiting.pop()
        if name not in found and (tree.ROOT / name).exists():
            found.add(name)
            waiting += [f"templates/{used}" for used in _USES.findall((tree.ROOT / name).read_text(encoding="utf-8"))]
    return found


def is_public(singular: str, sources: list[str], public: set[str]) -> bool:
    """Whether the public reads this text, which stands in these sources."""
    return any(
        source in public or singular in SENTENCES.get(source, ()) or (source == LETTERBOOK and singular in letters())
        for source in sources
    )


def letters() -> set[str]:
    """Our own words of the letters to the public."""
    with override("en"):
        return {
            str(words) for kind in LETTERS.values() for words in (kind.subject, kind.body, kind.button) if str(words)
        }


def about(source: str) -> str:
    """What the source is, in the words of its first line: for somebody who translates and does not see the page."""
    if source == FRAMEWORK_SOURCE:
        return "A message about a field of a form, or the size of a file."
    text = (tree.ROOT / source).read_text(encoding="utf-8")
    if source.endswith(".py"):
        return text.removeprefix('"""').split("\n")[0].removesuffix('"""')
    comment = _COMMENT.search(text)
    return comment[1] if comment else source


def _names(paths: tuple[Path, ...]) -> Iterator[str]:
    return (tree.name(path) for path in paths)
