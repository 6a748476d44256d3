"""New seeds come with a new version of the program: they reach the forms that nobody has edited, and no others."""

import pytest

from requests_app.models import Form
from requests_app.permissions import SYSTEM
from requests_app.services import forms, seeding


@pytest.fixture
def older_seed(cast, monkeypatch):
    """The seeds as they will be in the next version of the program: the general form has another title."""
    read = seeding.read

    def changed(name):
        return {**read(name), "title": {"fr": "Écrivez-nous"}} if name == "forms/general.json" else read(name)

    monkeypatch.setattr(seeding, "read", changed)


def titles(slug="general"):
    return [version.schema["title"]["fr"] for version in Form.objects.get(slug=slug).versions.published()]


def test_a_form_that_nobody_edited_gets_the_new_seed_once(older_seed):
    seeding.seed()
    seeding.seed()

    assert titles() == ["Écrivez-nous", "Contact général"]
    assert len(titles("ukraine")) == 1


@pytest.mark.parametrize("is_published", [True, False])
def test_a_form_that_somebody_edits_is_left_alone(older_seed, is_published):
    form = Form.objects.get(slug="general")
    version = forms.draft(form, {**form.versions.first().schema, "title": {"fr": "Le nôtre"}}, by=SYSTEM)
    if is_published:
        forms.publish(version, by=SYSTEM)

    seeding.seed()

    assert "Écrivez-nous" not in titles()


def test_an_edit_in_the_administration_counts_as_one(older_seed, cast):
    version = Form.objects.get(slug="general").versions.first()
    version.history.update(history_user=cast.claire)

    seeding.seed()

    assert titles() == ["Contact général"]
