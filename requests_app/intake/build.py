"""From a schema to Django forms: one form a step for the public, one with everything for the staff's intake."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from requests_app import widgets
from requests_app.crispy import Helper, helper
from requests_app.intake import kinds
from requests_app.intake.schema import LIST_KINDS, Condition, FormSchema, Question, Step
from requests_app.intake.words import in_language

REQUIRED_WORDS: dict[str, Any] = {
    "choice": _("Choose one answer."),
    "three_way": _("Choose one answer."),
    "yes_no": _("Choose one answer."),
    "choices": _("Choose at least one answer."),
    "half_days": _("Choose at least one answer."),
    "consent": _("Tick the box: without your agreement we may not use this information."),
    "email": _("Write your e-mail address, or choose another way to be answered."),
    "phone": _("Write your telephone number, or choose another way to be answered."),
    "long_text": _("Write your message. A few words are enough."),
}
REQUIRED_OR_SPOKEN = _("Write your message, or record a voice message. One of the two is enough.")
REQUIRED_DEFAULT = _("This answer is needed.")
EMAIL_WORDS = _("Write the address with an @ and a full stop, for example nom@example.org.")


class StepForm(forms.Form):
    """The questions of one or more steps. `answers` holds, after is_valid(), what is to be stored."""

    helper: Helper

    def __init__(
        self, *args: Any, questions: Sequence[Question], language: str, earlier: Mapping[str, Any], **kwargs: Any
    ) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        # A question whose condition is answered on this very page is shown, and judged when all is known.
        here = {question.key for question in questions}
        self.questions = [one for one in questions if one.is_shown(earlier) or _decided_by(one.shown_when, here)]
        self.earlier = earlier
        for question in self.questions:
            self.fields[question.key] = _field(question, language, here=here, earlier=earlier)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        known = {**self.earlier, **cleaned}
        for question in self.questions:
            if not question.is_shown(known):
                self.errors.pop(question.key, None)
                cleaned.pop(question.key, None)
            elif question.is_required(known) and self._lacks(question, cleaned):
                self.add_error(question.key, _required_words(question))
        return cleaned

    def _lacks(self, question: Question, cleaned: Mapping[str, Any]) -> bool:
        return question.kind != "files" and question.key not in self.errors and _is_empty(cleaned.get(question.key))

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, without what was left empty and without files."""
        keys = [question.key for question in self.questions if question.kind != "files"]
        return {key: self.cleaned_data[key] for key in keys if not _is_empty(self.cleaned_data.get(key))}


def _is_empty(answer: Any) -> bool:
    return answer is None or answer in ("", [])


def _required_words(question: Question) -> Any:
    if question.spoken_by:
        return REQUIRED_OR_SPOKEN
    return REQUIRED_WORDS.get(question.kind, REQUIRED_DEFAULT)


def _decided_by(condition: Condition | None, here: set[str]) -> bool:
    return condition is not None and condition.question in here


def _field(question: Question, language: str, *, here: set[str], earlier: Mapping[str, Any]) -> forms.Field:
    field = kinds.FIELD_KINDS[question.kind](question, language)
    field.label = in_language(question.label, language)
    field.help_text = " ".join(filter(None, [in_language(question.help, language), kinds.limits_in_words(question)]))
    decided_here = _decided_by(question.shown_when, here)
    needed_here = _decided_by(question.required_when, here)
    is_either = bool(question.spoken_by) or question.kind == "voice"  # the one or the other is needed
    field.required = not decided_here and not needed_here and not is_either and question.is_required(earlier)
    field.error_messages["required"] = _required_words(question)
    if question.kind == "email":
        field.error_messages["invalid"] = EMAIL_WORDS
    if is_either or needed_here or (decided_here and question.is_required(earlier)):
        widgets.require_when(field)
    if question.shown_when is not None and decided_here:
        widgets.show_when(field, question.shown_when.question, question.shown_when.values)
    return field


def step_form(
    step: Step, language: str, *, data: Any = None, files: Any = None, earlier: Mapping[str, Any] | None = None
) -> StepForm:
    """The form of one step. `earlier` are the answers of the other steps, raw or cleaned; they decide what is shown."""
    form = StepForm(data, files, questions=step.questions, language=language, earlier=earlier or {})
    form.helper = helper(step=step.key)
    return form


def all_steps_form(schema: FormSchema, language: str, *, data: Any = None, files: Any = None) -> StepForm:
    """One form with every question, for staff who note what a person says: so nobody speaks into it."""
    questions = [question for question in schema.questions.values() if question.kind != "voice"]
    form = StepForm(data, files, questions=questions, language=language, earlier={})
    form.helper = helper()
    return form


def raw_answers(schema: FormSchema, data: MultiValueDict[str, str]) -> dict[str, Any]:
    """What came in, by question key, before any check: text, or a list where a question takes several."""
    return {
        key: data.getlist(key) if question.kind in LIST_KINDS else data.get(key, "")
        for key, question in schema.questions.items()
        if question.kind != "files" and key in data
    }


def check_all(schema: FormSchema, data: Any, language: str) -> tuple[dict[str, Any], list[tuple[Step, StepForm]]]:
    """Judge every step again, in order, each with the answers before it.

    Gives the answers to store, and the steps that do not hold with their bound forms (empty when all is well).
    """
    answers: dict[str, Any] = {}
    wrong: list[tuple[Step, StepForm]] = []
    for step in schema.steps:
        if not step.asks(answers):
            continue
        form = step_form(step, language, data=data, files=MultiValueDict(), earlier=answers)
        if not form.is_valid():
            wrong.append((step, form))
        answers.update({key: value for key, value in form.answers.items() if key not in form.errors})
    return answers, wrong


def for_reading(
    schema: FormSchema, answers: Mapping[str, Any], language: str
) -> list[tuple[str, list[dict[str, Any]]]]:
    """The answers as they were asked: a title and, for each question answered, key, label, kind and lines.

    Steps that follow one another under the same title are read as one.
    """
    made: list[tuple[str, list[dict[str, Any]]]] = []
    for step in schema.steps:
        rows = [
            {
                "key": question.key,
                "kind": question.kind,
                "label": in_language(question.label, language),
                "lines": kinds.read(question, answers[question.key], language),
            }
            for question in step.questions
            if question.key in answers
        ]
        title = in_language(step.title, language)
        if rows and made and made[-1][0] == title:
            made[-1][1].extend(rows)
        elif rows:
            made.append((title, rows))
    return made
