"""The look of the house: readable by day and by night, from both sides, light enough for a bad network."""

import gzip
import json
import re

import pytest

from tests.house import tree

STYLES = tree.ROOT / "static" / "css"
SPRITE = tree.ROOT / "static" / "img" / "pictograms.svg"
PUBLIC_STYLES_LIMIT_BYTES = 7 * 1024  # so that a page of a form and its styles fit in 14 kB together
PHYSICAL = re.compile(r"(?<![\w-])(?:margin|padding|border|inset)?-?(?:left|right)\s*:|text-align:\s*(?:left|right)")
TEXTS = [
    ("ink", "ground", 7),
    ("ink", "surface", 7),
    ("muted", "ground", 7),
    ("muted", "surface", 4.5),
    ("accent", "ground", 7),
    ("accent", "accent-soft", 4.5),
    ("ink", "accent-soft", 7),
    ("on-accent", "accent", 7),
    ("on-bar", "bar", 7),
    ("danger", "ground", 7),
    ("danger", "danger-soft", 4.5),
    ("ground", "danger", 7),
    ("ink", "warning-soft", 7),
    ("warning", "ground", 4.5),
    ("note", "note-soft", 4.5),
    ("ink", "note-soft", 7),
    ("good", "ground", 4.5),
    ("edge", "ground", 3),
    ("note-edge", "note-soft", 2.5),
    ("focus", "ground", 7),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), TEXTS)
def test_words_and_edges_keep_their_contrast(scheme, front, back, least):
    colours = _colours(scheme)

    assert _contrast(colours[front], colours[back]) >= least


@pytest.mark.parametrize("path", sorted(STYLES.glob("*.css")), ids=lambda path: path.name)
def test_styles_know_start_and_end_but_no_left_and_right(path):
    assert PHYSICAL.findall(path.read_text(encoding="utf-8")) == []


def test_the_styles_of_a_public_page_are_small():
    together = b"".join((STYLES / name).read_bytes() for name in ("tokens.css", "public.css"))

    assert len(gzip.compress(together, 9, mtime=0)) <= PUBLIC_STYLES_LIMIT_BYTES


def test_the_script_of_the_public_pages_is_in_the_language_of_old_telephones():
    script = re.sub(r"//.*", "", (tree.ROOT / "static" / "js" / "public.js").read_text(encoding="utf-8"))

    assert re.findall(r"=>|`|\b(?:const|let|class|async|await)\b\s|\.\.\.|\?\.", script) == []


def test_every_colour_is_named_in_tokens_only():
    named = re.compile(r"#[0-9a-f]{3,8}\b")
    elsewhere = {
        path.name: found
        for path in STYLES.glob("*.css")
        if path.name != "tokens.css" and (found := named.findall(_without_print(path.read_text(encoding="utf-8"))))
    }

    assert elsewhere == {}


def test_every_pictogram_that_is_named_is_drawn():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text(encoding="utf-8")))
    in_templates = {
        name
        for path in tree.templates()
        for name in re.findall(r"(?:#|pictogram=[\"'])([a-z][a-z-]+)[\"']", _uses(path.read_text(encoding="utf-8")))
    }
    in_seeds = {
        name
        for path in (tree.ROOT / "requests_app" / "seeds").rglob("*.json")
        for name in _pictograms(json.loads(path.read_text(encoding="utf-8")))
    }

    assert in_templates | in_seeds <= drawn


def _uses(template):
    """What of a template speaks of pictograms."""
    return "\n".join(re.findall(r"<use [^>]*>|pictogram=[\"'][\w-]+[\"']", template))


def _pictograms(value):
    """Every `pictogram` in a JSON value, however deep."""
    if isinstance(value, dict):
        own = {value["pictogram"]} if value.get("pictogram") else set()
        return own.union(*(_pictograms(part) for part in value.values()))
    return set().union(*(_pictograms(part) for part in value)) if isinstance(value, list) else set()


def _without_print(styles):
    """Paper is black and white by nature."""
    return styles.partition("@media print")[0]


def _colours(scheme):
    light, _, dark = (STYLES / "tokens.css").read_text(encoding="utf-8").partition("prefers-color-scheme: dark")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+)", light))
    return colours | dict(re.findall(r"--([\w-]+): (#[0-9a-f]+)", dark)) if scheme == "dark" else colours


def _contrast(one, other):
    """WCAG 2.2: (L1 + 0.05) / (L2 + 0.05), the lighter over the darker."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
