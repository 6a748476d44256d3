"""A room imports what is below it: never above, never a neighbour."""

from click.testing import CliRunner
from importlinter.cli import lint_imports_command

from tests.house.tree import ROOT


def test_every_arrow_between_the_rooms_points_down(monkeypatch):
    monkeypatch.chdir(ROOT)

    result = CliRunner().invoke(lint_imports_command, ["--no-cache"])

    assert result.exit_code == 0, result.output
