"""Pages that lead nowhere, and promises that nobody keeps, are worse than none."""

import re

import pytest

from tests.house import tree

PAGES = [path for path in tree.everything() if path.suffix == ".md"]
DECISIONS = sorted((tree.ROOT / "docs" / "decisions").glob("*.md"))
PARTS = ["Context", "Decision", "Consequences"]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")


@pytest.mark.parametrize("page", PAGES, ids=tree.name)
def test_every_link_leads_somewhere(page):
    links = LINK.findall(page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_readme_is_read_in_two_minutes():
    assert len((tree.ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 80


def test_the_make_targets_that_pages_name_exist():
    targets = set(re.findall(r"^([\w-]+):", (tree.ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {name for page in PAGES for name in re.findall(r"`make ([\w-]+)`", page.read_text(encoding="utf-8"))}

    assert named <= targets


@pytest.mark.parametrize("page", DECISIONS, ids=tree.name)
def test_a_decision_says_what_was_known_what_was_chosen_and_what_follows(page):
    text = page.read_text(encoding="utf-8")

    assert re.match(rf"# 0*{int(page.name[:4])}\. ", text)
    assert re.findall(r"^(?:## |\*\*)(Context|Decision|Consequences)\b", text, re.MULTILINE) == PARTS
    assert len(text.splitlines()) <= 70, "half a page; what needs more is two decisions"


def test_each_decision_has_a_number_of_its_own():
    numbers = [page.name[:4] for page in DECISIONS]

    assert len(numbers) == len(set(numbers))
