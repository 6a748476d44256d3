"""From the codes of the facts to words, in the language being shown."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from requests_app.intake import languages
from requests_app.intake.words import in_language
from requests_app.models.routing import Priority
from requests_app.models.tickets import Channel, Outcome
from requests_app.reports.queries import Words

COMMUNES_FILE = Path(__file__).resolve().parent.parent / "seeds" / "communes_namur.json"


CHOICES: dict[str, dict[str, Any]] = {
    "priority": {str(priority): priority.label for priority in Priority},
    "channel": dict(Channel.choices),
    "outcome": dict(Outcome.choices),
}


class Labels:
    """Words for codes. A code that nobody knows any more is shown as it is: the count stays true."""

    def __init__(self, words: Words) -> None:
        self._named = {"form": words.form, "team": words.team, "topic": words.topic}

    def of(self, dimension: str, code: str) -> str:
        """What `code` means in that dimension of the facts."""
        if not code:
            return _("no interpreter") if dimension == "interpreter_language" else _("not said")
        if dimension in self._named:
            return in_language(self._named[dimension].get(code, {})) or code
        match dimension:
            case "language" | "interpreter_language":
                return languages.label(code, get_language() or "fr")
            case "commune":
                return _communes().get(code, code)
        return str(CHOICES[dimension].get(code, code))


@cache
def _communes() -> dict[str, str]:
    with COMMUNES_FILE.open(encoding="utf-8") as file:
        return {commune["nis"]: commune["name"] for commune in json.load(file)["communes"]}
