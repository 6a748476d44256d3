"""What is kept for ever in the history must not be ashamed of itself."""

import re

import pytest

from tests.house import tree

# Written so that this file does not find itself.
FORBIDDEN = {
    "a path of somebody's machine": r"(?<![\w.])/(?:wor[k]|roo[t]|hom[e]|User[s])/",
    "the host of a package source": r"\b(?:pyp[i]\.|files\.pythonhoste[d]|registry\.npm|deb\.debia[n]|proxy\.golan[g])",
    "an option that names a package source": r"--(?:extra-)?index-ur[l]|--trusted-hos[t]|find-link[s]",
    "work that is not done": r"\b(?:TOD[O]|FIXM[E]|XX[X]|HAC[K])\b",
    "a test that does not run": r"(?:mark|pytest|unittest)\.(?:ski[p]|xfai[l]|importorski[p])",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KE[Y]-----",
    "a merge that was not finished": r"^(?:<{7}|>{7}) ",
    "an alarm switched off for a whole file": r"#\s*ruff:\s*noq[a]|#\s*mypy:\s*ignore-error[s]|#\s*type:\s*ignore\s*$",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what):
    pattern = re.compile(FORBIDDEN[what], re.MULTILINE)
    found = [f"{name}: {hit[0]}" for name, text in tree.texts() for hit in pattern.finditer(text)]

    assert found == []


def test_no_file_is_heavy():
    heavy = {tree.name(path): size for path in tree.everything() if (size := path.stat().st_size) > 600_000}

    assert heavy == {}
