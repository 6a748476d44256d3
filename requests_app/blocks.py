"""Every text that the public reads, one block each, wherever it stands: in the program, in a form, in a list.

Two sorts. *Pages*: what the program itself says; the code is English and the catalogues (locale/) translate it.
*Data*: what forms, teams and lists say; French is the source, and the other languages are laid over it by place.
A block's place is its name for ever: `page/4f0c…`, `form/general/question/topic/choice/autre`, `team/accueil/name`.
"""

import gettext as gettext_module
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import django
from django.utils.translation import gettext as _
from django.utils.translation import to_locale

from requests_app.wordbook import Placed

SEEDS = Path(__file__).parent / "seeds"
PAGES_FILE = SEEDS / "texts" / "pages.json"  # written by `make messages`
# Lists whose words the public reads, and which words of them; None: all.
LISTS: dict[str, frozenset[str] | None] = {"teams": frozenset({"name"}), "emergency": None}
DJANGO = "django"  # the source of what the framework says
PLACE_OF_LIST = {"teams": "team", "emergency": "emergency"}

_ONE, _MORE_THAN_ONE = "nplurals=2; plural=(n != 1);", "nplurals=2; plural=(n > 1);"
_SLAVIC = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
# Source: CLDR 47, supplemental/plurals, for whole numbers, which is all that we count.
PLURALS = {
    "fr": _MORE_THAN_ONE,
    "en": _ONE,
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "uk": _SLAVIC,
    "ps": _ONE,
    "fa": _MORE_THAN_ONE,
    "tr": _ONE,
    "es": _ONE,
    "ru": _SLAVIC,
    "so": _ONE,
    "ti": _MORE_THAN_ONE,
    "nl": _ONE,
    "de": _ONE,
    "pt": _MORE_THAN_ONE,
    "sq": _ONE,
    "ku": _ONE,
    "it": _ONE,
    "ro": "nplurals=3; plural=(n==1 ? 0 : n==0 || n%100>=1 && n%100<=19 ? 1 : 2);",
    "zh-hans": "nplurals=1; plural=0;",
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
}

EXAMPLES_UP_TO = 112  # by then every form of every language has been met

_PLACEHOLDER = re.compile(r"%\(\w+\)[-#0 +]*\d*(?:\.\d+)?[sdif]|%[sd%]|\{\w+\}")
_TAG = re.compile(r"<[^<>]*>")
_ENTITY = re.compile(r"&(?=[a-zA-Z#])")
_BRACKETS = {")": "(", "]": "[", "}": "{"}
# Marks that turn the direction of what follows; a sentence of one language needs none, and a forged one deceives.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Block:
    """One text. `said` holds the words that stand beside the French (data) or in the code (pages), by language."""

    place: str
    said: Mapping[str, Sequence[str]]  # one text, or singular and plural
    context: str | None = None
    where: tuple[str, ...] = ()
    about: str = ""

    @property
    def is_page(self) -> bool:
        """Whether the program itself says it."""
        return self.place.startswith("page/")

    @property
    def is_plural(self) -> bool:
        """Whether it is counted, and has a form for each sort of number."""
        return len(self.said["en" if self.is_page else "fr"]) > 1

    @property
    def placeholders(self) -> list[str]:
        """What is filled in, in order."""
        model = self.said["en"] if self.is_page else self.said["fr"]
        return sorted({found for text in model for found in placeholders(text)})


def placeholders(text: str) -> list[str]:
    """`%(name)s`, `%s` and `{name}` in a text, as often as they stand there."""
    return [found for found in _PLACEHOLDER.findall(text) if found != "%%"]


def forms_of(language: str) -> int:
    """How many forms a counted text has in that language."""
    return int(PLURALS[language].partition("=")[2].partition(";")[0])


@cache
def form_for(language: str) -> Callable[[int], int]:
    """Which form a number takes in that language, from zero."""
    rule = PLURALS[language].partition("plural=")[2].rstrip(";")
    chosen: Callable[[int], int] = gettext_module.c2py(rule)
    return chosen


@cache
def numbers_of(language: str) -> tuple[tuple[int, ...], ...]:
    """For each form of what is counted, in order: the first six numbers that take it."""
    form = form_for(language)
    found: dict[int, list[int]] = {}
    for number in range(EXAMPLES_UP_TO):
        found.setdefault(form(number), []).append(number)
    return tuple(tuple(found.get(one, [])[:6]) for one in range(forms_of(language)))


def pages() -> list[Block]:
    """What the program itself says to the public, with its English."""
    return [
        Block(
            place=f"page/{row['id']}",
            said={"en": [row["text"], row["plural"]] if row["plural"] else [row["text"]]},
            context=row["context"],
            where=tuple(row["where"]),
            about=row["about"],
        )
        for row in _read(PAGES_FILE)
    ]


def shipped_data() -> list[Block]:
    """What the forms and lists of the seeds say."""
    found: list[Block] = []
    for path in sorted((SEEDS / "forms").glob("*.json")):
        found += in_form(path.stem, _read(path))
    for name in LISTS:
        found += in_list(name, _read(SEEDS / f"{name}.json"))
    return found


def in_form(slug: str, schema: Mapping[str, Any]) -> list[Block]:
    """What a form says, question by question."""
    return list(_blocks(schema, place_of_form(slug), where=f"form {slug}"))


def place_of_form(slug: str) -> str:
    """Below which the words of a form stand."""
    return f"form/{slug}"


def placed(data: Any, place: str) -> Any:
    """A copy of the JSON in which every text in several languages knows its place."""
    places = {id(words): at for at, words in _places(data, place)}
    return _with_places(data, places)


def _with_places(data: Any, places: Mapping[int, str]) -> Any:
    if id(data) in places:
        return Placed(data, places[id(data)])
    if isinstance(data, dict):
        return {name: _with_places(inner, places) for name, inner in data.items()}
    return [_with_places(inner, places) for inner in data] if isinstance(data, list) else data


def in_list(name: str, data: Any) -> list[Block]:
    """What a list says to the public."""
    wanted = LISTS[name]
    made = _blocks(data, PLACE_OF_LIST[name], where=f"list {name}")
    return [block for block in made if wanted is None or block.place.rpartition("/")[2] in wanted]


def named(kind: str, key: str, field_name: str, words: Mapping[str, str]) -> Block:
    """One text of a row of the database: `team/accueil/name`."""
    return Block(f"{kind}/{key}/{field_name}", {code: [text] for code, text in words.items()}, where=(kind,))


def is_words(data: Any) -> bool:
    """Whether this piece of JSON is a text in several languages."""
    return isinstance(data, dict) and isinstance(data.get("fr"), str | list) and bool(data["fr"])


def _blocks(data: Any, place: str, *, where: str) -> Iterator[Block]:
    for at, words in _places(data, place):
        if isinstance(words["fr"], list):
            for number, _text in enumerate(words["fr"], start=1):
                said = {code: [texts[number - 1]] for code, texts in words.items() if len(texts) >= number}
                yield Block(f"{at}/{number}", said, where=(where,), about=f"Paragraph {number}")
        else:
            yield Block(at, {code: [text] for code, text in words.items() if text}, where=(where,))


def _places(data: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every text below `data` with its place. A question is named by its key alone: it may move to another step."""
    if is_words(data):
        yield place, data
    elif isinstance(data, dict):
        for name, inner in data.items():
            if not name.startswith("_"):
                yield from (
                    _members(name, inner, place) if isinstance(inner, list) else _places(inner, f"{place}/{name}")
                )


def _members(name: str, rows: list[Any], place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, row in enumerate(rows, start=1):
        key = (
            next((str(row[one]) for one in ("key", "value", "code", "slug", "number") if one in row), str(number))
            if isinstance(row, dict)
            else str(number)
        )
        if name == "steps":
            yield from _places(
                {key_: inner for key_, inner in row.items() if key_ != "questions"}, f"{place}/step/{key}"
            )
            yield from _members("questions", row.get("questions", []), place)
        elif name == "questions":
            yield from _places(row, f"{place}/question/{key}")
        elif name == "choices":
            for _at, words in _places(row, place):
                yield f"{place}/choice/{key}", words
        else:
            yield from _places(row, f"{place}/{key}")


def needs(block: Block, language: str) -> bool:
    """Whether this language must have words of its own for the block: Django speaks many for itself."""
    if language in ("fr", "en") and block.is_page:
        return False
    return block.where != (DJANGO,) or block.said["en"][0] not in _djangos(language)


@cache
def _djangos(language: str) -> frozenset[str]:
    """The texts, singular, that Django itself says in that language."""
    folder = Path(django.__file__).parent / "conf" / "locale"
    catalogue = gettext_module.translation("django", folder, [to_locale(language)], fallback=True)
    known = getattr(catalogue, "_catalog", {})
    return frozenset((key[0] if isinstance(key, tuple) else key) for key, words in known.items() if words)


def mark(source: Sequence[str]) -> str:
    """A short sign of these words, by which one sees later whether they have changed."""
    return hashlib.sha256("\x04".join(source).encode()).hexdigest()[:10]


def problems(block: Block, texts: Sequence[str], language: str) -> list[str]:
    """Why these words cannot be shown: sentences in the active language; empty if they can."""
    model = block.said["en" if block.is_page else "fr"]
    wanted = forms_of(language) if block.is_plural else 1
    if len(texts) != wanted:
        return [_("%(wanted)s forms are needed, not %(given)s.") % {"wanted": wanted, "given": len(texts)}]
    known = {one for form in model for one in placeholders(form)}
    found = [sentence for text in texts for sentence in _of_one(text, model[-1], known=known, block=block)]
    return list(dict.fromkeys(found))


def _of_one(text: str, model: str, *, known: set[str], block: Block) -> Iterator[str]:
    if not text.strip():
        yield _("Write something first.")
        return
    given = sorted(placeholders(text))
    # A form for "one" or "two" may say the number in a word: it may lack a placeholder, never hold another.
    if not set(given) <= known or (not block.is_plural and given != sorted(placeholders(model))):
        listed = ", ".join(sorted(known)) or _("none")
        yield _("The placeholders must be these, as often and letter for letter: %(listed)s.") % {"listed": listed}
    if _PLACEHOLDER.sub("", text).count("%") != _PLACEHOLDER.sub("", model).count("%"):
        yield _("A percent sign stands alone.")
    yield from _of_markup(text, model, is_page=block.is_page)
    if _ends(text) != _ends(model):
        yield _("Blanks and line ends at the beginning and the end must be those of the original.")
    if text.strip().count("\n") != model.strip().count("\n"):
        yield _("The lines must be as many as in the original.")
    if any(text.count(opens) != text.count(closes) for closes, opens in _BRACKETS.items()):
        yield _("A bracket is opened and not closed, or the other way round.")
    if _TURNS.search(text):
        yield _("Signs that turn the direction of writing cannot stand here.")


def _of_markup(text: str, model: str, *, is_page: bool) -> Iterator[str]:
    """Templates put the words of the catalogue into a page as they stand, also between the quotes of an attribute."""
    rest = _TAG.sub("", text)
    if sorted(_TAG.findall(text)) != sorted(_TAG.findall(model)) or "<" in rest or ">" in rest or _ENTITY.search(rest):
        yield _("No HTML beside that of the original: no <, > or &.")
    if is_page and '"' in rest:
        yield _("Quotation marks are those of the language, such as « » or “ ”, not straight ones.")


def _ends(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


@cache
def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
