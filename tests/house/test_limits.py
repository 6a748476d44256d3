"""Sizes, rates, counts and windows are settings, and docs/limits.md lists them with their values."""

import ast
import re
from datetime import timedelta

from desk import settings
from tests.house import tree

ROW = re.compile(r"^\| `(\w+)` \| ([^|]+?) \|", re.MULTILINE)
SOURCE = tree.ROOT / "desk" / "settings.py"
PAGE = tree.ROOT / "docs" / "limits.md"


def test_every_limit_is_listed_with_its_value():
    listed = _listed()

    assert {name: listed.get(name) for name in _limits()} == _limits()


def test_nothing_is_listed_that_is_no_limit():
    assert [name for name in _listed() if name not in _limits()] == []


def _listed():
    return dict(ROW.findall(PAGE.read_text(encoding="utf-8")))


def _limits():
    """Every number and duration of the settings, as the page should show it."""
    limits = {}
    for node in ast.walk(tree.parsed(SOURCE)):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            value = _value(node.targets[0].id, node.value)
            if value is not None and node.targets[0].id.isupper():
                limits[node.targets[0].id] = value
    return limits


def _value(name, node):
    # Production's own are not set while tests run: then the source has the number.
    value = getattr(settings, name, node.value if isinstance(node, ast.Constant) else None)
    if isinstance(value, timedelta):
        return f"{value // timedelta(minutes=1)} min"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:,}".replace(",", " ")
    return None
