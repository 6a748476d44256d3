"""All answers on one page, as the person gave them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from requests_app.intake import kinds
from requests_app.intake.schema import FILE_KINDS, Question
from requests_app.intake.words import in_language
from requests_app.public.typed import Typed


def sections(typed: Typed, answers: dict[str, Any]) -> list[dict[str, Any]]:
    """For each title: its questions that were asked, each with label, lines of the answer, and where to change it.

    A question that was left empty has no lines: the page says so, because "I thought I had answered" is common.
    """
    made: list[dict[str, Any]] = []
    for step in typed.schema.steps:
        change = reverse("public:form-step", args=[typed.asked.form.slug, step.key])
        rows = [
            {"change": change, **_row(typed, question, answers)}
            for question in step.questions
            if question.is_shown(answers)
        ]
        title = in_language(step.title)
        if rows and made and made[-1]["title"] == title:
            made[-1]["rows"] += rows
        elif rows:
            made.append({"title": title, "rows": rows})
    return made


def _row(typed: Typed, question: Question, answers: dict[str, Any]) -> dict[str, Any]:
    if question.kind in FILE_KINDS:
        lines = [upload.original_name for upload in typed.files_of(question)]
    else:
        lines = kinds.read(question, answers.get(question.key), get_language() or "fr")
    return {
        "key": question.key,
        "label": in_language(question.label),
        "lines": lines,
        "is_text": question.kind == "long_text",
    }
