"""Every text that the program shows, and whether French knows it; and those that the public reads, in every language.

`make messages` (python -m tests.house.catalogue) adds what is missing to the catalogues, empty, and compiles them.
French holds everything, the further languages what the public reads (tests/house/publicity.py); of these it writes a
list for the program as well, because a compiled catalogue does not know what it lacks. It reads the sources itself,
so that no gettext tools are needed: Python's syntax tree, and Django's own translation of a template into the calls
that it makes.
"""

import ast
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import django
import polib
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

from requests_app import blocks
from requests_app.blocks import PAGES_FILE, PLURALS
from requests_app.intake.languages import FIRST_TIER, SECOND_TIER
from tests.house import publicity, tree


class Text(NamedTuple):
    """What gettext looks a text up by."""

    context: str | None
    singular: str
    plural: str | None


# The function's name -> how many of its first arguments are text, and whether the first of them is the context.
_PLAIN = {"_": (1, False), "gettext": (1, False), "ngettext": (2, False), "pgettext": (2, True), "npgettext": (3, True)}
CALLS = {name + suffix: shape for name, shape in _PLAIN.items() for suffix in ("", "_lazy", "_noop")}
WIDTH = 120
CALL_IN_TEMPLATE = re.compile(r"\b(_|gettext|ngettext|pgettext|npgettext)\(")


def catalogue(language: str = "fr") -> polib.POFile:
    """The translations into `language`; an empty catalogue when there is none yet."""
    if path(language).exists():
        return polib.pofile(str(path(language)), wrapwidth=WIDTH)
    empty = polib.POFile(wrapwidth=WIDTH)
    empty.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    return empty


def path(language: str = "fr") -> Path:
    """Where they are kept."""
    return Path(settings.LOCALE_PATHS[0]) / to_locale(language) / "LC_MESSAGES" / "django.po"


def further_languages() -> list[str]:
    """The languages beside French and English: all of the first tier, and those of the second that were begun."""
    begun = [code for code in SECOND_TIER if path(code).exists()]
    return [code for code in FIRST_TIER if code not in ("fr", "en")] + begun


def texts() -> dict[Text, list[str]]:
    """Every text of the program, with the files that show it."""
    found: dict[Text, list[str]] = {}
    for source in tree.modules():
        for text in in_module(tree.parsed(source)):
            found.setdefault(text, []).append(tree.name(source))
    for source in tree.templates():
        for text in in_template(source.read_text(encoding="utf-8"), tree.name(source)):
            found.setdefault(text, []).append(tree.name(source))
    return found


def in_module(module: ast.Module) -> Iterator[Text]:
    """The texts of a Python module. Raises ValueError where a text is put together, which nobody can translate."""
    for node in ast.walk(module):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if name not in CALLS:
            continue
        count, has_context = CALLS[name]
        words = [argument.value if isinstance(argument, ast.Constant) else argument for argument in node.args[:count]]
        if any(isinstance(word, ast.JoinedStr | ast.BinOp) for word in words):
            raise ValueError(f"line {node.lineno}: write the text whole, with %(name)s in it")
        if all(isinstance(word, str) for word in words) and len(words) == count:
            yield _text([str(word) for word in words], has_context)


def in_template(source: str, name: str) -> Iterator[Text]:
    """The texts of a template."""
    calls = templatize(source, origin=name)
    for found in CALL_IN_TEMPLATE.finditer(calls):
        count, has_context = CALLS[found[1]]
        yield _text(_strings(calls[found.end() :], count), has_context)


def _strings(code: str, count: int) -> list[str]:
    """The first string arguments of a call whose opening bracket was just read."""
    literals = re.finditer(r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""", code, re.DOTALL)
    return [ast.literal_eval(next(literals)[1].replace("\n", "\\n")) for _ in range(count)]


def _text(words: list[str], has_context: bool) -> Text:
    context = words.pop(0) if has_context else None
    return Text(context, words[0], words[1] if len(words) > 1 else None)


def known(language: str = "fr") -> dict[Text, polib.POEntry]:
    """The entries of a catalogue that are in use."""
    entries = (entry for entry in catalogue(language) if not entry.obsolete)
    return {Text(entry.msgctxt, entry.msgid, entry.msgid_plural or None): entry for entry in entries}


def is_translated(entry: polib.POEntry) -> bool:
    """Whether the entry says something, for the plural too, and somebody stands by it."""
    words = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
    return not entry.fuzzy and all(words)


def shown_in(language: str) -> dict[Text, list[str]]:
    """The texts that the catalogue of this language must hold, with the files that show them."""
    if language == "fr":
        return texts()
    needed = {block.place for block in blocks.pages() if blocks.needs(block, language)}
    rows = [row for row in public_texts() if f"page/{row['id']}" in needed]
    return {Text(row["context"], row["text"], row["plural"]): row["where"] for row in rows}


def public_texts() -> list[dict[str, Any]]:
    """What the public reads, for requests_app/blocks.py: id, context, text, plural, where, about."""
    public = publicity.files()
    found = {
        text: sorted(source for source in set(sources) if publicity.is_public(text.singular, [source], public))
        for text, sources in texts().items()
        if publicity.is_public(text.singular, sources, public)
    }
    for singular, plural in publicity.FRAMEWORK:
        found.setdefault(Text(None, singular, plural), [publicity.FRAMEWORK_SOURCE])
    rows = [
        {
            "id": hashlib.sha256("\x04".join(part or "" for part in text).encode()).hexdigest()[:12],
            "context": text.context,
            "text": text.singular,
            "plural": text.plural,
            "where": where,
            "about": publicity.about(where[0]),
        }
        for text, where in found.items()
    ]
    return sorted(rows, key=lambda row: (row["where"][0] == publicity.FRAMEWORK_SOURCE, row["where"][0], row["text"]))


def update(language: str = "fr") -> int:
    """Add what is missing (empty), drop what is no longer shown, compile. Returns how many texts wait for words."""
    shown, present, catalogue_ = shown_in(language), known(language), catalogue(language)
    for text, entry in present.items():
        if text not in shown:
            catalogue_.remove(next(kept for kept in catalogue_ if kept == entry))
    forms = blocks.forms_of(language)
    for text in shown.keys() - present.keys():
        plural = dict.fromkeys(range(forms), "") if text.plural else {}
        catalogue_.append(
            polib.POEntry(
                msgctxt=text.context, msgid=text.singular, msgid_plural=text.plural or "", msgstr_plural=plural
            )
        )
    for entry in catalogue_:
        used = shown.get(Text(entry.msgctxt, entry.msgid, entry.msgid_plural or None), [])
        entry.occurrences = [(name, "") for name in sorted(set(used))]
    catalogue_.metadata["Plural-Forms"] = PLURALS[language]
    catalogue_.sort(key=lambda entry: (entry.occurrences[:1], entry.msgid))
    path(language).parent.mkdir(parents=True, exist_ok=True)
    catalogue_.save(str(path(language)))
    catalogue_.save_as_mofile(str(path(language).with_suffix(".mo")))
    return sum(not is_translated(entry) for entry in catalogue_)


def write_pages() -> None:
    """Tell the program which texts the public reads."""
    PAGES_FILE.write_text(json.dumps(public_texts(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    write_pages()
    waiting = {code: update(code) for code in ("fr", *further_languages())}
    sys.stdout.write(
        "".join(f"{count} texts wait for words in {tree.name(path(code))}.\n" for code, count in waiting.items())
    )
    sys.exit(bool(waiting["fr"]))
