"""All answers on one page, as the person gave them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from requests_app.intake import kinds
from requests_app.intake.schema import FILE_KINDS
from requests_app.intake.words import in_language
from requests_app.public.typed import Typed


def sections(typed: Typed, answers: dict[str, Any]) -> list[dict[str, Any]]:
    """For each step: title, and for each question that was asked: label, lines of the answer, where to change it.

    A question that was left empty has no lines: the page says so, because "I thought I had answered" is common.
    """
    language = get_language() or "fr"
    made = []
    for step in typed.schema.steps:
        asked = [question for question in step.questions if question.is_shown(answers)]
        rows = []
        for question in asked:
            if question.kind in FILE_KINDS:
                lines = [upload.original_name for upload in typed.files_of(question)]
            else:
                lines = kinds.read(question, answers.get(question.key), language)
            rows.append(
                {
                    "key": question.key,
                    "label": in_language(question.label),
                    "lines": lines,
                    "is_text": question.kind == "long_text",
                }
            )
        if rows:
            change = reverse("public:form-step", args=[typed.asked.form.slug, step.key])
            made.append({"title": in_language(step.title), "rows": rows, "change": change})
    return made
