"""The words of a letter that are in force: an administrator's, where there are some that can be used, else our own."""

import logging

from django.utils import translation

from requests_app import letterbook, texts
from requests_app.letterbook import Words
from requests_app.models import LetterText
from requests_app.remembered import remembered

logger = logging.getLogger(__name__)


def words_for(kind: str, language: str) -> Words:
    """Subject and body of the letter `kind` in that language. Words that cannot be used keep no letter back."""
    texts.refresh()
    others = administrators_words().get((kind, language))
    return others or our_words(kind, language)


def our_words(kind: str, language: str) -> Words:
    """What the catalogue says in that language, in the words of the house where it has its own."""
    texts.refresh()
    with translation.override(language):
        return letterbook.LETTERS[kind].words


@remembered
def administrators_words() -> dict[tuple[str, str], Words]:
    """What administrators have written, by letter and language, as far as it can be used."""
    usable = {}
    for row in LetterText.objects.filter(is_active=True):
        if letterbook.problems(row.kind, row.subject, row.body):
            logger.warning("The text of the letter %s in %s cannot be used: ours is.", row.kind, row.language)
        else:
            usable[row.kind, row.language] = Words(row.subject, row.body)
    return usable
