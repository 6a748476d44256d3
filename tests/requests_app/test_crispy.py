"""The markup of a question: what a screen reader says, and in which order."""

import re

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template.loader import render_to_string

from requests_app import widgets
from requests_app.crispy import helper

COLOURS = [("r", "Rouge"), ("b", "<b>Bleu</b>")]


class Sample(forms.Form):
    name = forms.CharField(label="Votre nom", help_text="<script>alert(1)</script>")
    email = forms.EmailField(label="Adresse", required=False)
    colour = forms.ChoiceField(label="Couleur", choices=COLOURS, widget=widgets.RadioSelect(pictograms={"r": "heart"}))
    many = forms.MultipleChoiceField(label="Plusieurs", choices=COLOURS, widget=widgets.CheckboxSelectMultiple())
    story = forms.CharField(label="Récit", widget=widgets.LongText(5000), required=False)
    agreed = forms.BooleanField(label="D'accord")
    helper = helper(step="sample")


@pytest.fixture
def blank():
    return render_crispy_form(Sample())


@pytest.fixture
def refused():
    return render_crispy_form(Sample({"name": "", "email": "amina"}))


def _question(page, name):
    """The markup of one question."""
    return re.search(rf'<\w+ id="div_id_{name}".*?(?=<\w+ id="div_id_|$)', page, re.DOTALL).group()


def test_label_help_and_error_are_read_before_the_answer_is_typed(refused):
    question = _question(refused, "name")

    places = [question.index(part) for part in ("<label", "id_name_helptext", "id_name_error", "<input")]
    assert places == sorted(places)
    # The ids are those that the input points to.
    assert 'aria-describedby="id_name_helptext id_name_error"' in question


def test_required_and_optional_are_words(blank):
    assert "(obligatoire)" in _question(blank, "name") or "(required)" in _question(blank, "name")
    assert "(facultatif)" in _question(blank, "email") or "(optional)" in _question(blank, "email")


def test_a_question_that_hangs_on_another_answer_is_called_neither_required_nor_optional():
    form = Sample()
    widgets.require_when(form.fields["email"])
    widgets.show_when(form.fields["email"], "colour", ("r", "b"))

    question = _question(render_crispy_form(form), "email")

    assert "form-word" not in question
    assert 'data-shown-when="colour" data-shown-in="r b"' in question


def test_help_and_labels_are_shown_as_written_not_obeyed(blank):
    assert "<script>" not in blank
    assert "<b>" not in blank


def test_one_answer_of_several_is_a_group_that_says_itself_what_is_wrong(refused):
    question = _question(refused, "colour")

    group = question.partition(">")[0]
    assert 'role="radiogroup"' in group
    assert 'aria-required="true"' in group
    assert 'aria-invalid="true"' in group
    # ARIA knows neither on a single radio.
    assert "aria-invalid" not in question.removeprefix(group)
    assert " required" not in question.removeprefix(group)


def test_several_answers_are_a_group_with_its_legend(refused):
    question = _question(refused, "many")

    assert question.startswith("<fieldset")
    assert 'aria-labelledby="id_many_legend" aria-describedby="id_many_error"' in question
    assert question.count('type="checkbox"') == 2


def test_a_pictogram_stands_beside_its_word_and_is_silent(blank):
    question = _question(blank, "colour")

    assert question.count("<svg") == 1
    assert 'aria-hidden="true"><use href="/static/img/pictograms.svg#heart">' in question


def test_what_people_write_takes_its_own_direction(blank):
    assert 'dir="auto"' in _question(blank, "name")
    assert 'dir="auto"' in _question(blank, "story")
    assert 'dir="ltr"' in _question(blank, "email")


def test_no_browser_cuts_a_long_story_in_silence(blank):
    question = _question(blank, "story")

    assert "maxlength" not in question
    assert 'data-limit="5000" data-counter-from="4500"' in question


def test_the_summary_links_to_every_answer_that_needs_repair():
    form = Sample({"name": "", "email": "amina"})
    page = render_crispy_form(form)

    summary = render_to_string("components/error_summary.html", {"form": form})

    aims = re.findall(r'href="#([\w-]+)"', summary)
    assert aims == ["id_name", "id_email", "id_colour_0", "id_many_0", "id_agreed"]
    assert all(f'id="{aim}"' in page for aim in aims)


def test_what_concerns_the_whole_form_is_said_once():
    form = Sample({})
    form.add_error(None, "Trop tard.")

    assert "Trop tard." in render_to_string("components/error_summary.html", {"form": form})
    assert "Trop tard." not in render_crispy_form(form)
    form.helper = helper()
    assert "Trop tard." in render_crispy_form(form)
