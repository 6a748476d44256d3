"""The first line of our letters, and that an answer below or above it is told from our words in every language."""

import pytest

from notifications import quoting
from requests_app.emails import writing
from requests_app.models import LetterText
from tests import htmltree, make
from tests.requests_app.emails import arabic

HERS = "Merci beaucoup, mardi me convient très bien."
SAID = {  # how the line may be translated into the languages of the public
    "fr": "Répondez au-dessus de cette ligne",
    "en": "Answer above this line",
    "ar": "يرجى الرد فوق هذا السطر",
    "uk": "Відповідайте над цією лінією",
    "ps": "مهرباني وکړئ د دې کرښې څخه پورته ځواب ورکړئ",
    "fa": "لطفاً بالای این خط پاسخ دهید",
    "tr": "Lütfen bu satırın üzerine yanıt yazın",
    "es": "Responda por encima de esta línea",
    "ru": "Пожалуйста, ответьте над этой строкой",
    "so": "Fadlan kaga jawaab xariiqdan dusheeda",
    "ti": "ኣብ ልዕሊ እዚ መስመር መልሲ ሃቡ",
    "nl": "Antwoord boven deze lijn",
    "de": "Bitte antworten Sie oberhalb dieser Linie",
    "zh-hans": "请在此行上方回复",
}
WAYS = {  # how programs set our letter below an answer
    "arrows": lambda ours: HERS + "\n\n" + "\n".join(f"> {line}" for line in ours.split("\n")),
    "naked": lambda ours: f"{HERS}\n\n{ours}",
    "indented": lambda ours: HERS + "\n\n" + "\n".join(f"    {line}" for line in ours.split("\n")),
    "marked": lambda ours: f"{HERS}\n\n\u200f{ours}",
    "crlf": lambda ours: f"{HERS}\n\n{ours}".replace("\n", "\r\n"),
}


@pytest.fixture(autouse=True)
def _by_mail(settings):
    settings.INBOUND_DOMAIN = "in.example.org"


@pytest.mark.parametrize("kind", ["acknowledgement", "reply", "new_link"])
def test_a_letter_begins_with_the_line_in_both_parts(write, cast, kind):
    letter = write(kind, make.ticket())

    first = letter.text.split("\n")[0]

    assert quoting.DELIMITER.fullmatch(first)
    assert htmltree.parse(letter.html).all("table")[0].text.startswith(first)


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("way", WAYS)
def test_an_answer_above_the_line_is_all_that_the_person_wrote(monkeypatch, write, cast, way, language):
    monkeypatch.setattr(writing, "_", lambda text: SAID[language] if text.startswith("Answer above") else text)
    ours = write("reply", make.ticket()).text

    answer = WAYS[way](ours)

    assert quoting.written(answer) == HERS
    assert "".join(piece.text for piece in quoting.split(answer)) == answer


def test_an_answer_to_an_arabic_letter_is_told_from_it(write, cast, settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "العربية")]
    LetterText.objects.create(kind="reply", language="ar", subject=arabic.SUBJECT, body=arabic.REPLY)
    ours = write("reply", make.ticket(reply_language="ar")).text

    assert quoting.written(f"شكرا جزيلا لكم، نعم.\n\n{ours}") == "شكرا جزيلا لكم، نعم."


def test_however_long_its_translation_the_line_is_known(monkeypatch):
    monkeypatch.setattr(writing, "_", lambda _text: "ä" * 500)

    assert quoting.DELIMITER.fullmatch(writing.delimiter())
