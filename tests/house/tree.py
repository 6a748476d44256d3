"""The files of the house, as its own checks read them."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT: Path = settings.BASE_DIR
PACKAGES = ("desk", "requests_app", "notifications", "sealing")
TEXT_SUFFIXES = {
    ".py",
    ".html",
    ".txt",
    ".md",
    ".toml",
    ".css",
    ".js",
    ".svg",
    ".json",
    ".yaml",
    ".yml",
    ".po",
    ".conf",
}
NOT_OURS = {".hypothesis", ".git", ".venv", "var", "__pycache__", "node_modules"}


@functools.cache
def modules() -> tuple[Path, ...]:
    """Python files of the program, without migrations, which Django writes."""
    found = (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))
    return tuple(path for path in found if "migrations" not in path.parts)


@functools.cache
def modules_of_tests() -> tuple[Path, ...]:
    """Python files of the tests and the benchmarks."""
    return tuple(path for folder in ("tests", "bench") for path in sorted((ROOT / folder).rglob("*.py")))


@functools.cache
def templates() -> tuple[Path, ...]:
    """Every template, letters included."""
    folders = [ROOT / "templates", *(ROOT / package / "templates" for package in PACKAGES)]
    return tuple(path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())


def everything() -> Iterator[Path]:
    """Every file that could be committed, whatever it holds."""
    folders = [ROOT]
    while folders:
        for path in sorted(folders.pop().iterdir()):
            if path.name in NOT_OURS or path.name.endswith("_cache"):
                continue
            if path.is_dir():
                folders.append(path)
            else:
                yield path


def texts() -> Iterator[tuple[str, str]]:
    """Name and content of every text file that could be committed."""
    for path in everything():
        if path.suffix in TEXT_SUFFIXES or not path.suffix:
            yield name(path), path.read_text(encoding="utf-8", errors="replace")


@functools.cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name(path: Path) -> str:
    """As people say it: `requests_app/routing.py`."""
    return path.relative_to(ROOT).as_posix()
