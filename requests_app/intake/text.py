"""Text as a person wrote it: kept letter for letter, but for the ends of lines and what cannot be kept.

No normal form is imposed: how a name is composed is its owner's business. The marks that Persian, Arabic and Hebrew
need (joiners, isolates, direction marks) stay. What goes are characters that nobody can see and no file can hold, and
the two that force a direction on what follows: they make a text read as something it is not.
"""

import re

from django.utils.translation import gettext as _

# Browsers send CR LF; office programs paste a vertical tab or a form feed where a line or a page ends.
_LINE_END = re.compile("\r\n|[\r\v\f]")
# A lone surrogate is half a character: no database and no answer in UTF-8 can hold it.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff]")
_OVERRIDE = re.compile("[\u202d\u202e]")


def clean(text: str) -> tuple[str, list[str]]:
    """The text as we would keep it, and a sentence for each thing that was taken out of it.

    Whoever refuses a text shows the person the cleaned one, so that sending it again repairs it. The sentences are in
    the active language.
    """
    text = _LINE_END.sub("\n", text)
    problems = []
    if unseen := _UNSEEN.search(text):
        problems.append(
            _("Line %(line)s held a character that nobody can see. We took it out: please read that line again.")
            % {"line": _line(text, unseen)}
        )
    if override := _OVERRIDE.search(text):
        problems.append(
            _("Line %(line)s held a sign that turns letters round. We took it out: please read that line again.")
            % {"line": _line(text, override)}
        )
    if problems:
        text = _OVERRIDE.sub("", _UNSEEN.sub("", text))
    return text, problems


def _line(text: str, found: re.Match[str]) -> int:
    return text.count("\n", 0, found.start()) + 1
