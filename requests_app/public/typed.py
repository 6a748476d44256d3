"""What a person has typed so far, on every step: it travels with the page, and nothing is kept here in between.

Every page of a form holds all answers, those of its own step as questions and the others as hidden inputs of the
same names. So a POST to any step brings everything, and no session, cookie or draft row exists before it is sent.
"""

import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language, get_language_from_path
from django.utils.translation import gettext as _

from requests_app import stamps
from requests_app.intake import build
from requests_app.intake.build import StepForm
from requests_app.intake.schema import GIVEN, LIST_KINDS, FormSchema, Question, Step
from requests_app.intake.text import clean as clean_text
from requests_app.models import Upload
from requests_app.public import guards
from requests_app.services import uploads
from requests_app.services.forms import Asked

SUBMISSION = re.compile(r"[A-Za-z0-9_-]{22,64}")
KEPT_FILES = "attachments_kept"


def new_submission() -> str:
    """A name for this page's request, that nobody can guess: the same page sent twice is one request."""
    return secrets.token_urlsafe(24)


@dataclass
class Typed:
    """Everything that came with one POST, before any judgement of the answers."""

    asked: Asked
    data: QueryDict
    submission: str
    edit: str = ""  # "1": from the check page; "back", "language": as it stands, please
    to_check: bool = False  # after this step, back to the check page
    stamp: str = ""  # of the first page
    bait: str = ""  # what a robot typed where people see nothing
    may_remember: bool = False  # a draft was asked for: by public.js, on a confidential form by the person
    files: list[Upload] = field(default_factory=list)
    lost_files: int = 0
    problems: dict[str, list[str]] = field(default_factory=dict)  # by question

    @property
    def schema(self) -> FormSchema:
        """What is asked."""
        return self.asked.schema

    @property
    def answers(self) -> dict[str, Any]:
        """The answers as typed, by question."""
        return build.raw_answers(self.schema, self.data)

    def files_of(self, question: Question) -> list[Upload]:
        """The files that answer this question: where voice messages have a question of their own, they belong there."""
        if self.schema.voice_question is None or self.schema.files_question is None:
            return self.files
        return [upload for upload in self.files if upload.is_sound == (question.kind == "voice")]

    def pairs(self, *, without: set[str]) -> Iterator[tuple[str, str]]:
        """Name and value of every answer, for hidden inputs, but for the questions that the page itself asks."""
        for key in self.schema.questions:
            if key not in without:
                for value in self.data.getlist(key):
                    yield key, clean_text(value)[0]

    def judge(self) -> tuple[dict[str, Any], list[tuple[Step, StepForm]]]:
        """Every step judged: the answers to store, and in order the steps that do not hold, with their forms."""
        return self._judged

    @cached_property
    def _judged(self) -> tuple[dict[str, Any], list[tuple[Step, StepForm]]]:
        language = get_language() or "fr"
        answers, wrong = build.check_all(self.schema, self.data, language)
        forms = {step.key: form for step, form in wrong}
        for key, sentences in self.problems.items():
            step = self.schema.step_of(key)
            form = forms.get(step.key) or build.step_form(
                step, language, data=self.data, files=MultiValueDict(), earlier=answers
            )
            form.is_valid()  # judges it, if that was not done above: an error can be added only then
            if key in form.fields:
                form.add_error(key, list(sentences))
                forms[step.key] = form
        return answers, [(step, forms[step.key]) for step in self.schema.steps if step.key in forms]


def blank(asked: Asked, submission: str, stamp: str) -> Typed:
    """Nothing typed yet."""
    return Typed(asked, QueryDict(), submission, stamp=stamp)


def from_link(request: HttpRequest, asked: Asked) -> Typed | None:
    """What the address answers already, as in `?topic=logement`; None where it answers nothing.

    Only choices, by their codes: what somebody types does not belong in an address. And nothing on a confidential form:
    an address stays in the history of the browser.
    """
    if not request.GET or asked.form.confidential:
        return None
    data = QueryDict(mutable=True)
    for key, question in asked.schema.questions.items():
        known = {choice.value for choice in question.choices}
        values = [value for value in dict.fromkeys(request.GET.getlist(key)) if value in known]
        if values:
            data.setlist(key, values if question.kind in LIST_KINDS else values[:1])
    return Typed(asked, data, new_submission(), stamp=stamps.new(timezone.now())) if data else None


def read(request: HttpRequest, asked: Asked) -> Typed:
    """What came with this POST. Names that the form does not know are left aside; chosen files are kept at once."""
    typed = sorted_out(request.POST, asked)
    if typed.edit == "language":
        _follow_the_page(request, typed)
    _keep_files(request, typed)
    return typed


def sorted_out(post: QueryDict, asked: Asked) -> Typed:
    """The names and values of a page of this form, with the files that it names."""
    data = QueryDict(mutable=True)
    problems: dict[str, list[str]] = {}
    for key, question in asked.schema.questions.items():
        values = post.getlist(key)
        if question.kind not in LIST_KINDS and len(set(values)) > 1:
            values = [_one_of(question, values)]
            problems[key] = [_("This question was answered twice. Check what stands here.")]
        if values:
            data.setlist(key, values)
    submission = post.get("submission", "")
    typed = Typed(
        asked,
        data,
        submission if SUBMISSION.fullmatch(submission) else new_submission(),
        edit=post.get("edit", ""),
        to_check=post.get("check") == "1" or post.get("edit") == "1",
        stamp=guards.carried(post, guards.STAMP),
        bait=guards.carried(post, guards.BAIT),
        may_remember=post.get("remember") == "1",
        problems=problems,
    )
    if asked.schema.files_question or asked.schema.voice_question:
        tokens = list(dict.fromkeys(post.getlist(KEPT_FILES)))
        typed.files = uploads.of(tokens)
        typed.lost_files = len(tokens) - len(typed.files)
    return typed


def _follow_the_page(request: HttpRequest, typed: Typed) -> None:
    """A question for a language that held the language of the page, as we had filled it in, follows to the new one."""
    before = get_language_from_path(urlsplit(request.headers.get("Referer", "")).path)
    for key, question in typed.schema.questions.items():
        if question.kind == "language" and before and typed.data.get(key) == before:
            typed.data[key] = get_language() or before


def file_pairs(typed: Typed, *, without: Sequence[Upload] = ()) -> list[tuple[str, str]]:
    """Name and value of every file that was kept, but for those that the page itself shows."""
    return [(KEPT_FILES, upload.token) for upload in typed.files if upload not in without]


def _one_of(question: Question, values: list[str]) -> str:
    """Several answers where one is asked: a text keeps them all, a choice the last."""
    return "\n".join(dict.fromkeys(values)) if question.kind == "long_text" else values[-1]


def _keep_files(request: HttpRequest, typed: Typed) -> None:
    asking = [one for one in (typed.schema.files_question, typed.schema.voice_question) if one is not None]
    if not asking:
        return
    for question in asking:
        try:
            typed.files += uploads.keep(request.FILES.getlist(question.key), already=typed.files)
        except uploads.FilesRefused as refusal:
            typed.files += refusal.kept
            typed.problems[question.key] = list(refusal.messages)
    _answer_by_voice(request, typed)


def _answer_by_voice(request: HttpRequest, typed: Typed) -> None:
    """Whether something was said is for the files that are kept to say, and not for the page."""
    question = typed.schema.voice_question
    if question is None:
        return
    # What the first of two clicks has sent is the ticket's own by now: the second must read the same.
    was_given = typed.lost_files > 0 and request.POST.get(question.key) == GIVEN
    typed.data.pop(question.key, None)
    if was_given or any(upload.is_sound for upload in typed.files):
        typed.data[question.key] = GIVEN
