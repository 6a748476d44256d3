"""Sheets for translators, and what comes back from them: files of the program, not rows of a house.

A sheet holds every text that the public reads, once, with its French and English; the translator fills `text`, or the
`texts` of what is counted. What comes back goes into locale/<lang>/LC_MESSAGES/ (pages) and seeds/texts/<lang>.json
(data).
"""

import gettext as gettext_module
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import polib
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext, ngettext, override, pgettext, to_locale

from requests_app import blocks
from requests_app.blocks import SEEDS, Block
from requests_app.intake import languages

WIDTH = 120  # characters a line of a catalogue, as `make messages` writes it


class Returned(NamedTuple):
    """What became of a filled sheet: how many texts were taken, which were not and why, how many still lack."""

    taken: int
    refused: dict[str, list[str]]
    missing: int


def sheet(language: str, *, only_missing: bool) -> dict[str, Any]:
    """Everything that the public reads, for a translator into `language`, in the order of the pages."""
    listed = [_line(block, language, known) for block, known in _known(language)]
    unique = {line["id"]: line for line in listed}
    return {
        "language": language,
        "name": languages.label(language, "en"),
        "autonym": languages.autonym(language),
        "direction": languages.direction(language),
        "plural_forms": [", ".join(map(str, numbers)) for numbers in blocks.numbers_of(language)],
        "blocks": [line for line in unique.values() if not (only_missing and _is_filled(line))],
    }


def take(language: str, filled: Mapping[str, Any]) -> Returned:
    """Write what a translator has filled in. What fails a check is left out, and said."""
    by_id = {line["id"]: line for line in filled["blocks"]}
    refused: dict[str, list[str]] = {}
    words: dict[str, tuple[Block, list[str]]] = {}
    for block, _said in _known(language):
        line = by_id.get(name_of(block))
        if line is None or not _is_filled(line):
            continue
        texts = line["texts"] if "texts" in line else [line["text"]]
        wrong = blocks.problems(block, texts, language)
        if wrong:
            refused[name_of(block)] = wrong
        else:
            words[block.place] = (block, texts)
    _write_catalogue(language, [(block, texts) for block, texts in words.values() if block.is_page])
    _write_data(language, {block.said["fr"][0]: texts[0] for block, texts in words.values() if not block.is_page})
    missing = sum(not said for _block, said in _known(language))
    return Returned(len({name_of(block) for block, _texts in words.values()}), refused, missing)


def shipped(language: str) -> dict[str, str]:
    """The data's words that the program brings in that language, by their French."""
    path = _data_file(language)
    texts: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))["texts"] if path.exists() else {}
    return texts


def shipped_languages() -> list[str]:
    """The languages in which the program brings words for forms and lists."""
    files = (SEEDS / "texts").glob("*.json")
    return sorted(file.stem for file in files if file.stem in blocks.PLURALS)


def of_program(block: Block, language: str) -> list[str]:
    """What the compiled catalogue of that language says of a page's block, without what the house says instead."""
    catalogue = _compiled(language, str(settings.LOCALE_PATHS[0]))
    singular = block.said["en"][0]
    key = f"{block.context}\x04{singular}" if block.context else singular
    if block.is_plural:
        texts = [catalogue.get((key, number), "") for number in range(blocks.forms_of(language))]
        return texts if all(texts) else []
    return [catalogue[key]] if catalogue.get(key) else []


@cache
def _compiled(language: str, folder: str) -> dict[Any, str]:
    found = gettext_module.translation("django", folder, [to_locale(language)], fallback=True)
    words: dict[Any, str] = getattr(found, "_catalog", {})
    return words


def french(block: Block) -> list[str]:
    """The French of a block; of a page, what the catalogue says."""
    return in_catalogue(block, "fr") if block.is_page else list(block.said["fr"])


def in_catalogue(block: Block, language: str) -> list[str]:
    """What the active translations say of a page's block in that language, first singular, then plural."""
    with override(language):
        singular, *plural = block.said["en"]
        if plural:
            return [ngettext(singular, plural[0], number) for number in (1, 5)]
        return [pgettext(block.context, singular) if block.context else gettext(singular)]


def catalogue_file(language: str) -> Path:
    """Where the program's own words are kept."""
    return Path(settings.LOCALE_PATHS[0]) / to_locale(language) / "LC_MESSAGES" / "django.po"


def _known(language: str) -> Iterator[tuple[Block, list[str]]]:
    """Every block that this language needs, with the words it has (none: an empty list)."""
    file = catalogue_file(language)
    entries = polib.pofile(str(file)) if file.exists() else []
    said = {(entry.msgctxt, entry.msgid): _texts(entry) for entry in entries}
    data = shipped(language)
    for block in blocks.pages():
        if blocks.needs(block, language):
            yield block, said.get((block.context, block.said["en"][0]), [])
    for block in blocks.shipped_data():
        if language not in block.said:
            text = data.get(block.said["fr"][0], "")
            yield block, [text] if text else []


def _texts(entry: polib.POEntry) -> list[str]:
    texts = [entry.msgstr_plural[key] for key in sorted(entry.msgstr_plural)] if entry.msgid_plural else [entry.msgstr]
    return texts if all(texts) else []


def name_of(block: Block) -> str:
    """One line a sentence: the same French in two places of the data is translated once."""
    return block.place if block.is_page else f"data/{blocks.mark(block.said['fr'])}"


def _line(block: Block, language: str, known: list[str]) -> dict[str, Any]:
    said, english = french(block), list(block.said.get("en", []))
    line: dict[str, Any] = {"id": name_of(block)}
    line |= (
        {"french": said, "english": english} if block.is_plural else {"french": said[0], "english": "".join(english)}
    )
    line |= {"where": ", ".join(block.where if block.is_page else (block.place,)), "about": block.about}
    line["placeholders"] = block.placeholders
    if block.is_plural:
        return line | {"texts": known or [""] * blocks.forms_of(language)}
    return line | {"text": known[0] if known else ""}


def _is_filled(line: Mapping[str, Any]) -> bool:
    return all(line["texts"]) if "texts" in line else bool(line["text"])


def _write_catalogue(language: str, words: list[tuple[Block, list[str]]]) -> None:
    if not words:
        return
    file = catalogue_file(language)
    catalogue = polib.pofile(str(file), wrapwidth=WIDTH) if file.exists() else _new_catalogue(language)
    entries = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
    for block, texts in words:
        entry = entries.get((block.context, block.said["en"][0])) or _new_entry(catalogue, block)
        entry.comment = f"fr {blocks.mark(french(block))}"  # the French that these words translate
        if block.is_plural:
            entry.msgstr_plural = dict(enumerate(texts))
        else:
            entry.msgstr = texts[0]
    file.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(file))
    catalogue.save_as_mofile(str(file.with_suffix(".mo")))


def _new_catalogue(language: str) -> polib.POFile:
    catalogue = polib.POFile(wrapwidth=WIDTH)
    catalogue.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": blocks.PLURALS[language],
    }
    return catalogue


def _new_entry(catalogue: polib.POFile, block: Block) -> polib.POEntry:
    singular, *plural = block.said["en"]
    entry = polib.POEntry(msgctxt=block.context, msgid=singular, msgid_plural="".join(plural))
    entry.occurrences = [(name, "") for name in block.where]
    catalogue.append(entry)
    return entry


def _write_data(language: str, words: Mapping[str, str]) -> None:
    if not words:
        return
    content = {"language": language, "state": "draft", "on": timezone.localdate().isoformat()}
    wanted = {block.said["fr"][0] for block in blocks.shipped_data()}
    kept = {source: text for source, text in {**shipped(language), **words}.items() if source in wanted}
    ordered = {source: kept[source] for source in sorted(kept)}
    text = json.dumps({**content, "texts": ordered}, ensure_ascii=False, indent=1)
    _data_file(language).write_text(f"{text}\n", encoding="utf-8")


def _data_file(language: str) -> Path:
    return SEEDS / "texts" / f"{language}.json"
