"""The letters that the house writes to the public: which there are, their words, and what may be filled into them.

A letter is data. Its words are paragraphs of plain text with placeholders such as {reference}. These are filled in
once, from left to right, and nothing is compiled: `{{ x }}`, `{% x %}` and HTML are only text. The words below are our
own, translated by the catalogue; an administrator may write others, if `problems()` finds none in them.

A neutral letter is one of its own and knows neither name, link nor answer, so that no words can put them in.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SUBJECT_LIMIT = 150  # characters
BODY_LIMIT = 6_000
IN_SUBJECTS = frozenset({"reference"})  # a subject is read over shoulders and on locked screens
ALONE = frozenset({"answer"})  # stands on a line of its own: it has paragraphs itself

_BRACES = re.compile(r"(?<![ \t\u00a0])([ \t\u00a0]*)(?:\{\{|\}\}|\{%|%\}|\{([^{}\n]*)\}|[{}])")
_DOUBLED = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_BREAKS = re.compile("[\r\n\v\f\x00\x1c-\x1e\x85\u2028\u2029]")  # where some program begins a new line
_BLANK = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True)
class Placeholder:
    """What may be filled in: what it means, and how it is set in a letter with a format."""

    meaning: Any
    style: str = ""  # "" | "code" (left to right) | "person" (in its own direction) | "link" | "answer"


PLACEHOLDERS: dict[str, Placeholder] = {
    "reference": Placeholder(gettext_lazy("the reference of the request"), "code"),
    "name": Placeholder(gettext_lazy("the person's name; nothing where we do not know it"), "person"),
    "received_at": Placeholder(gettext_lazy("day and hour at which the request arrived")),
    "due_on": Placeholder(gettext_lazy("the day by which we promise to answer")),
    "answer": Placeholder(gettext_lazy("what the agent has written; on a line of its own"), "answer"),
    "agent": Placeholder(gettext_lazy("the name of the agent who answers"), "person"),
    "link": Placeholder(gettext_lazy("the link that opens the request; on a line of its own, a button"), "link"),
    "follow_up_home": Placeholder(
        gettext_lazy("the address of the page that asks for the reference and the code"), "link"
    ),
    "organisation": Placeholder(gettext_lazy("the name of our organisation")),
}


@dataclass(frozen=True)
class Words:
    """What a letter says, before anything is filled in."""

    subject: str
    body: str


@dataclass(frozen=True)
class Kind:
    """One letter. `subject`, `body` and `button` are our own words, from the catalogue."""

    title: Any
    body: Any
    may_hold: frozenset[str]
    must_hold: frozenset[str]
    button: Any = ""
    # An answer to the acknowledgement: mail programs that go by the subject keep all letters in one thread.
    subject: Any = field(default=gettext_lazy("Re: We have received your message – {reference}"))

    @property
    def words(self) -> Words:
        """Our own words, in the active language."""
        return Words(str(self.subject), str(self.body))


_RECEIVED = gettext_lazy("We have received your message – {reference}")
_ALWAYS = frozenset({"reference", "received_at", "organisation"})
_NEUTRAL = _ALWAYS | {"follow_up_home"}
_OPEN = _NEUTRAL | {"name", "link"}

LETTERS: dict[str, Kind] = {
    "acknowledgement": Kind(
        title=gettext_lazy("Acknowledgement"),
        body=gettext_lazy(
            "Hello {name},\n"
            "\n"
            "We have received your message. Thank you.\n"
            "\n"
            "Your reference: {reference}\n"
            "Received: {received_at}\n"
            "\n"
            "A person of our team reads it and answers you by {due_on} at the latest.\n"
            "\n"
            "To follow your request, add something or cancel it:\n"
            "{link}"
        ),
        button=gettext_lazy("Follow my request"),
        subject=_RECEIVED,
        may_hold=_OPEN | {"due_on"},
        must_hold=frozenset({"reference"}),
    ),
    "acknowledgement_neutral": Kind(
        title=gettext_lazy("Acknowledgement, neutral"),
        body=gettext_lazy(
            "Hello,\n"
            "\n"
            "We have received your message. Thank you.\n"
            "\n"
            "Your reference: {reference}\n"
            "Received: {received_at}\n"
            "\n"
            "A person of our team reads it and answers you by {due_on} at the latest.\n"
            "\n"
            "To come back, you need your reference and the code of 16 digits that belongs to it:\n"
            "{follow_up_home}"
        ),
        subject=_RECEIVED,
        may_hold=_NEUTRAL | {"due_on"},
        must_hold=frozenset({"reference"}),
    ),
    "reply": Kind(
        title=gettext_lazy("Reply"),
        body=gettext_lazy(
            "{answer}\n\n{agent}\n\nTo answer or to see the whole exchange:\n{link}\n\nYour reference: {reference}"
        ),
        button=gettext_lazy("Answer, or see the whole exchange"),
        may_hold=_OPEN | {"answer", "agent"},
        must_hold=frozenset({"answer"}),
    ),
    "reply_neutral": Kind(
        title=gettext_lazy("Reply, neutral"),
        body=gettext_lazy(
            "Hello,\n"
            "\n"
            "We have answered your message. "
            "To read the answer, you need your reference and the code of 16 digits that belongs to it:\n"
            "{follow_up_home}\n"
            "\n"
            "Your reference: {reference}"
        ),
        may_hold=_NEUTRAL,
        must_hold=frozenset({"reference", "follow_up_home"}),
    ),
    "new_link": Kind(
        title=gettext_lazy("New link"),
        body=gettext_lazy(
            "Hello,\n"
            "\n"
            "Here is the new link to follow your request:\n"
            "{link}\n"
            "\n"
            "You did not ask for it? Then you have nothing to do.\n"
            "\n"
            "Your reference: {reference}"
        ),
        button=gettext_lazy("Follow my request"),
        may_hold=_OPEN,
        must_hold=frozenset({"link"}),
    ),
}


def title_of(kind: str) -> str:
    """What the letter is called; a kind that the book no longer knows, by its code."""
    return str(LETTERS[kind].title) if kind in LETTERS else kind


@dataclass(frozen=True)
class Piece:
    """Some words, or the value of the placeholder `key`."""

    text: str
    key: str = ""


def pieces(text: str, values: Mapping[str, str]) -> list[Piece]:
    """The text with the values in place of their placeholders; all other braces stay as they are.

    Once, from left to right: a value that looks like a placeholder is not filled in again. An empty value takes the
    blanks before it away, so that "Hello {name}," becomes "Hello,".
    """
    parts, end = [], 0
    for found in _BRACES.finditer(text):
        key, space = found[2], found[1]
        if key in values:
            words = text[end : found.start()] + (space if values[key] else "")
            parts += [Piece(words), Piece(values[key], key)]
            end = found.end()
    return [piece for piece in [*parts, Piece(text[end:])] if piece.text]


def fill(text: str, values: Mapping[str, str]) -> str:
    """The same as one text."""
    return "".join(piece.text for piece in pieces(text, values))


def paragraphs(body: str) -> list[list[str]]:
    """The paragraphs, each as its lines. A blank line parts two of them."""
    text = body.replace("\r\n", "\n").replace("\r", "\n").strip()
    return [[line.strip() for line in part.split("\n")] for part in _BLANK.split(text)] if text else []


def stands_alone(line: str) -> str:
    """The placeholder that is all of this line, if there is one."""
    found = re.fullmatch(r"\s*\{(\w+)\}\s*", line)
    return found[1] if found else ""


def problems(kind: str, subject: str, body: str) -> dict[str, list[str]]:
    """Why these words cannot be used for this letter: sentences in the active language, by field; empty if they can."""
    if kind not in LETTERS:
        return {"kind": [_("There is no such letter.")]}
    letter = LETTERS[kind]
    found = {
        "subject": _of_subject(subject),
        "body": [*_of_braces(body, letter.may_hold), *_of_placing(body), *_missing(body, letter.must_hold)],
    }
    if len(body) > BODY_LIMIT:
        found["body"] = [_("The text is too long: at most %(limit)s characters.") % {"limit": BODY_LIMIT}]
    elif not body.strip():
        found["body"] = [_("Write something first.")]
    return {name: sentences for name, sentences in found.items() if sentences}


def _of_subject(subject: str) -> list[str]:
    if not subject.strip():
        return [_("Write something first.")]
    if len(subject) > SUBJECT_LIMIT:
        return [_("The text is too long: at most %(limit)s characters.") % {"limit": SUBJECT_LIMIT}]
    if _BREAKS.search(subject):
        return [_("A subject is a single line.")]
    return _of_braces(subject, IN_SUBJECTS)


def _of_braces(text: str, allowed: frozenset[str]) -> list[str]:
    sentences = []
    for found in _BRACES.finditer(text):
        name, shown = found[2], found[0].strip()
        if name is not None and name not in allowed:
            sentences.append(
                _("%(wrong)s cannot stand here. You may use: %(allowed)s.")
                % {"wrong": shown, "allowed": listed(allowed)}
            )
        elif shown in ("{", "}"):
            sentences.append(
                _("A brace stands alone near “%(near)s”: a placeholder has one on each side, such as {reference}.")
                % {"near": text[max(0, found.start() - 15) : found.end() + 15].strip()}
            )
    sentences += [
        _("Write %(right)s, with one brace on each side: two are only text.") % {"right": f"{{{found[1]}}}"}
        for found in _DOUBLED.finditer(text)
        if found[1] in PLACEHOLDERS
    ]
    return list(dict.fromkeys(sentences))


def _of_placing(body: str) -> list[str]:
    lines = [line for part in paragraphs(body) for line in part]
    return [
        _("%(placeholder)s stands on a line of its own, with nothing before or after it.")
        % {"placeholder": f"{{{key}}}"}
        for key in sorted(ALONE)
        if any(key in held(line) and stands_alone(line) != key for line in lines)
    ]


def _missing(body: str, wanted: frozenset[str]) -> list[str]:
    lacking = wanted - held(body)
    return [_("This letter must hold: %(missing)s.") % {"missing": listed(lacking)}] if lacking else []


def held(text: str) -> set[str]:
    """The placeholders in a text."""
    return {found[2] for found in _BRACES.finditer(text) if found[2] in PLACEHOLDERS}


def listed(keys: Iterable[str]) -> str:
    """Placeholders as they are typed, in the order of the book."""
    chosen = set(keys)
    return ", ".join(f"{{{key}}}" for key in PLACEHOLDERS if key in chosen)
