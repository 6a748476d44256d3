"""No template that nobody shows, and none that names what nobody gave it."""

import ast
import functools
import re

import pytest
from django.template import Context, engines
from django.template.loader import get_template
from django.template.utils import get_app_template_dirs

from tests.house import tree

NAMED_BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
QUOTED = re.compile(r"""["']([\w./-]+\.(?:html|txt|svg|xml))["']""")


def test_every_template_is_shown_by_something():
    unused = [name for name in _names() if name not in _quoted() | NAMED_BY_DJANGO and not _stands_in(name)]

    assert [name for name in unused if not _is_letter(name)] == []


def test_every_template_can_be_read():
    for name in _names():
        get_template(name)


def test_a_fragment_says_first_what_it_is_and_needs():
    silent = [
        name
        for name, path in _names().items()
        if path.name.startswith("_") or "components" in path.parts
        if not re.match(r"\{#.+#\}", path.read_text(encoding="utf-8"))
    ]

    assert silent == []


def test_no_template_trusts_what_it_is_given():
    trusting = [
        name
        for name, path in _names().items()
        if re.search(r"\|safe\b|\|safeseq\b|autoescape off", path.read_text(encoding="utf-8"))
        if not name.endswith(".txt")
    ]

    assert trusting == []


def test_no_page_brings_code_or_style_of_its_own():
    inline = [
        name
        for name, path in _names().items()
        if re.search(r"<style\b|\sstyle=|\son\w+=|<script(?![^>]*\bsrc=)", path.read_text(encoding="utf-8"))
        if name.endswith(".html") and not name.startswith("email/")
    ]

    assert inline == []


def test_an_unknown_variable_in_one_of_our_templates_fails():
    template = engines["django"].get_template(next(iter(_names())))
    node = template.template.compile_nodelist()[0] if template.template.nodelist else None
    assert node is not None
    unknown = engines["django"].from_string("{{ nobody_gave_this }}").template
    for part in unknown.nodelist:
        part.origin = template.template.origin

    with pytest.raises(AssertionError, match="nobody_gave_this"):
        unknown.render(Context())


def _names():
    """Template name -> its file."""
    return {path.as_posix().partition("/templates/")[2]: path for path in tree.templates()}


@functools.cache
def _quoted():
    """Every template that a module or another template names."""
    in_modules = {
        word.value
        for path in tree.modules()
        for word in ast.walk(tree.parsed(path))
        if isinstance(word, ast.Constant) and isinstance(word.value, str)
    }
    return in_modules.union(*(QUOTED.findall(path.read_text(encoding="utf-8")) for path in tree.templates()))


def _stands_in(name):
    """Whether a library shows a template of that name, and ours takes its place."""
    return any(
        (folder / name).exists() for folder in get_app_template_dirs("templates") if "site-packages" in str(folder)
    )


def _is_letter(name):
    """`email/<letter>/…` is shown by the function of `requests_app/emails/` that names the letter."""
    folder, _, rest = name.partition("/")
    letters = "".join(path.read_text(encoding="utf-8") for path in (tree.ROOT / "requests_app" / "emails").glob("*.py"))
    return folder == "email" and f'"{rest.partition("/")[0]}"' in letters
