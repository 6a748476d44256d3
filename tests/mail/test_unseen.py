"""The blind sets stay what their scripts wrote, so that nobody mends a message by hand."""

import json

import pytest

from tests.mail import unseen, unseen_two

SETS = {
    "unseen": [*unseen.PEOPLE, *unseen.MACHINES],
    "unseen_two": [*unseen_two.PEOPLE, *unseen_two.MACHINES],
}


@pytest.mark.parametrize("name", SETS)
def test_a_blind_set_is_as_its_script_writes_it(name, tmp_path):
    unseen.write(tmp_path / name, SETS[name])
    kept = {path.name: path.read_bytes() for path in (unseen.HERE / name).iterdir()}

    assert {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} == kept
    assert json.loads((tmp_path / f"{name}.json").read_text()) == json.loads((unseen.HERE / f"{name}.json").read_text())
