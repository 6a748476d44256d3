"""Past these sizes a second idea has moved in: give it a name and a file of its own."""

import ast

from tests.house import tree

MODULE_LINES = 400
FUNCTION_LINES = 60
TEMPLATE_LINES = 120


def test_no_module_is_longer_than_one_idea():
    long = {tree.name(path): lines for path in _python() if (lines := _count(path)) > MODULE_LINES}

    assert long == {}


def test_no_function_is_longer_than_a_screen():
    long = {
        f"{tree.name(path)}:{function.name}": lines
        for path in _python()
        for function in ast.walk(tree.parsed(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION_LINES
    }

    assert long == {}


def test_no_template_is_longer_than_one_idea():
    long = {tree.name(path): lines for path in tree.templates() if (lines := _count(path)) > TEMPLATE_LINES}

    assert long == {}


def test_nothing_is_called_utils():
    assert [tree.name(path) for path in _python() if path.stem in {"utils", "helpers", "misc", "common"}] == []


def _python():
    return (*tree.modules(), *tree.modules_of_tests())


def _count(path):
    return len(path.read_text(encoding="utf-8").splitlines())
