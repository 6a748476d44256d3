"""The blind set stays what its script wrote, so that nobody mends a message by hand."""

import json

from tests.mail import unseen


def test_the_blind_set_is_as_its_script_writes_it(tmp_path):
    unseen.write(tmp_path / "unseen")
    kept = {path.name: path.read_bytes() for path in (unseen.HERE / "unseen").iterdir()}

    assert {path.name: path.read_bytes() for path in (tmp_path / "unseen").iterdir()} == kept
    assert json.loads((tmp_path / "unseen.json").read_text()) == json.loads((unseen.HERE / "unseen.json").read_text())
