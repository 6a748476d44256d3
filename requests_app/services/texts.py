"""The texts of the public side, language by language: which there are, how far each is, and how one is changed."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from requests_app import blocks, wordbook
from requests_app.blocks import Block
from requests_app.errors import Refused
from requests_app.models import FormVersion, Office, Team, TranslatedText, User
from requests_app.models.history import sign
from requests_app.remembered import forget
from requests_app.services import translations
from requests_app.texts import refresh


class State(models.TextChoices):
    """How far a text is. Stale: its French was another when it was written."""

    MISSING = "missing", _("missing")
    STALE = "stale", _("stale")
    DRAFT = "draft", _("draft")
    REVIEWED = "reviewed", _("reviewed")


@dataclass(frozen=True)
class Text:
    """One block in one language, as it is shown to the public now."""

    block: Block
    language: str
    french: list[str]
    texts: list[str]  # empty: there is none
    state: State
    row: TranslatedText | None

    @property
    def place(self) -> str:
        """The block's name."""
        return self.block.place

    @property
    def source(self) -> str:
        """The French as it is kept beside a text."""
        return _source(self.french)


def all_blocks() -> list[Block]:
    """Everything that the public reads in this house now: pages, forms as they are asked, teams, lists."""
    refresh()
    found = blocks.pages()
    newest: dict[str, FormVersion] = {}
    for version in FormVersion.objects.published().select_related("form"):
        newest.setdefault(version.form.slug, version)
    for slug, version in sorted(newest.items(), key=lambda pair: pair[1].form.position):
        found += blocks.in_form(slug, version.schema)
    for name, data in _lists():
        found += blocks.in_list(name, data)
    found += [blocks.named("team", team.code, "name", team.name) for team in Team.objects.all()]
    offices = Office.objects.all()
    return found + [blocks.named("office", one.code, "hours", one.hours) for one in offices if one.hours.get("fr")]


def _lists() -> Iterator[tuple[str, Any]]:
    """The lists of the public side that are files."""
    yield "emergency", json.loads(Path(settings.EMERGENCY_FILE).read_text(encoding="utf-8"))


def in_language(language: str) -> list[Text]:
    """Every text in that language, with its state, in the order of the pages."""
    rows = {row.place: row for row in TranslatedText.objects.filter(language=language).select_related("reviewed_by")}
    return [_text(block, language, rows.get(block.place)) for block in all_blocks() if _is_ours(block, language)]


def one(place: str, language: str) -> Text:
    """One text. Raises ObjectDoesNotExist where there is no such place, or nothing to translate there."""
    row = TranslatedText.objects.filter(place=place, language=language).select_related("reviewed_by").first()
    for block in all_blocks():
        if block.place == place and _is_ours(block, language):
            return _text(block, language, row)
    raise ObjectDoesNotExist


def figures() -> dict[str, Counter[State]]:
    """How many texts are in each state, by language."""
    found = all_blocks()
    rows: dict[str, dict[str, TranslatedText]] = {language: {} for language in blocks.PLURALS}
    for row in TranslatedText.objects.all():
        rows.setdefault(row.language, {})[row.place] = row
    return {
        language: Counter(
            _text(block, language, rows[language].get(block.place)).state
            for block in found
            if _is_ours(block, language)
        )
        for language in blocks.PLURALS
    }


def is_offered(language: str) -> bool:
    """Whether the public can choose it."""
    return language in dict(settings.LANGUAGES)


def _is_ours(block: Block, language: str) -> bool:
    """French data is changed where it stands; pages may be reworded in French and English too."""
    if language not in blocks.PLURALS:
        return False
    if not block.is_page:
        return language != "fr"
    return block.where != (blocks.DJANGO,) if language in ("fr", "en") else blocks.needs(block, language)


def _text(block: Block, language: str, row: TranslatedText | None) -> Text:
    french = translations.french(block)
    given = _given(block, language, french)
    is_exact = row is not None and row.source == _source(french)
    if row is not None and (is_exact or block.is_page or not given):
        return Text(block, language, french, row.texts, State(row.state) if is_exact else State.STALE, row)
    return Text(block, language, french, given, State.DRAFT if given else State.MISSING, row)


def _given(block: Block, language: str, french: list[str]) -> list[str]:
    """What is shown without a text of the house at that very place."""
    if not block.is_page:
        elsewhere = wordbook.of_sentence(language, french[0])
        return list(block.said.get(language, [])) or ([elsewhere] if elsewhere else [])
    return list(block.said["en"]) if language == "en" else translations.of_program(block, language)


def _source(french: Sequence[str]) -> str:
    return "\n".join(french)


@transaction.atomic
def write(place: str, language: str, texts: Sequence[str], *, reviewed: bool, by: User) -> TranslatedText:
    """Say it so from now on. Raises Refused, with every reason, or ObjectDoesNotExist."""
    text = one(place, language)
    wrong = blocks.problems(text.block, texts, language)
    if wrong:
        raise Refused(wrong)
    row = TranslatedText.objects.select_for_update().filter(place=place, language=language).first()
    row = row or TranslatedText(place=place, language=language)
    row.source, row.texts = text.source, list(texts)
    row.changed_by, row.is_shipped = by, False
    _review(row, by=by) if reviewed else _as_draft(row)
    sign(row, by=by, why="text_reviewed" if reviewed else "text_written")
    row.save()
    transaction.on_commit(forget)
    return row


@transaction.atomic
def review(place: str, language: str, *, by: User) -> TranslatedText:
    """The text is right as it is shown. Raises Refused where there is none, or it cannot be used."""
    text = one(place, language)
    if not text.texts:
        raise Refused(_("There is no text here yet."))
    return write(place, language, text.texts, reviewed=True, by=by)


@transaction.atomic
def withdraw(place: str, language: str, *, by: User) -> None:
    """Back to what the program says, or to nothing. Raises ObjectDoesNotExist where the house says nothing else."""
    row = TranslatedText.objects.select_for_update().get(place=place, language=language)
    sign(row, by=by, why="text_withdrawn")
    row.delete()
    plant([language])
    transaction.on_commit(forget)


def _review(row: TranslatedText, *, by: User) -> None:
    row.state = TranslatedText.State.REVIEWED
    row.reviewed_by, row.reviewed_on = by, timezone.localdate()


def _as_draft(row: TranslatedText) -> None:
    row.state, row.reviewed_by, row.reviewed_on = TranslatedText.State.DRAFT, None, None


@transaction.atomic
def plant(languages: Sequence[str] | None = None) -> int:
    """Bring the drafts that the program ships to their places; how many changed.

    What a person of this house wrote or reviewed stays as it is, and so does a text whose French was changed here: it
    is shown, as stale, until somebody looks at it.
    """
    data = [block for block in all_blocks() if not block.is_page]
    changed = 0
    for language in languages or translations.shipped_languages():
        changed += _plant(language, data)
    return changed


def _plant(language: str, data: list[Block]) -> int:
    words = translations.shipped(language)
    rows = {row.place: row for row in TranslatedText.objects.filter(language=language)}
    new, better = [], []
    for block in data:
        french = block.said["fr"][0]
        row, text = rows.get(block.place), words.get(french)
        if not text or language in block.said:
            continue
        if row is None:
            row = TranslatedText(place=block.place, language=language, is_shipped=True)
            new.append(row)
        elif row.is_shipped and (row.source, row.texts) != (french, [text]):
            better.append(row)
        else:
            continue
        row.source, row.texts, row.changed_at = french, [text], timezone.now()
    TranslatedText.objects.bulk_create(new)
    TranslatedText.objects.bulk_update(better, ["source", "texts", "changed_at"])
    return len(new) + len(better)
