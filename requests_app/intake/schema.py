"""What a form asks, as values: steps of questions, read from JSON and checked before anybody sees them.

A schema that cannot be used is refused with a sentence that names the place (`steps 2 > email: …`), because the
reader is an administrator who is editing a form.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from requests_app.intake.words import Words, in_language

TEXT_KINDS = frozenset({"short_text", "long_text", "email", "phone", "municipality", "partial_date", "date_time"})
CODE_KINDS = frozenset({"choice", "three_way", "yes_no", "language", "interpreter", "consent"})
LIST_KINDS = frozenset({"choices", "half_days"})
FILE_KINDS = frozenset({"files", "voice"})  # what is chosen or recorded travels as kept files, not as an answer
KINDS = TEXT_KINDS | CODE_KINDS | LIST_KINDS | FILE_KINDS | {"number"}
WITH_CHOICES = frozenset({"choice", "choices"})
RESERVED_KEYS = frozenset(
    {"submission", "framed", "attachments_kept", "csrfmiddlewaretoken", "edit", "next", "check", "sent"}
    | {"website", "stamp", "proof", "patience"}  # of `public/guards.py`
    | {"remember", "step"}  # of `public/drafts.py`
)
RESERVED_STEPS = frozenset({"verifier", "envoye", "brouillon", "effacer", "fichiers"})  # pages of every form
STAGES = ("request", "reach")  # what one asks, then how to answer: after these come the check and the confirmation
GIVEN = "yes"  # the answer to a voice question, once there is a voice message


class BadSchema(ValidationError):
    """The schema cannot be used; the message says where and why."""


@dataclass(frozen=True)
class Choice:
    """One possible answer."""

    value: str
    label: Words
    pictogram: str = ""


@dataclass(frozen=True)
class Condition:
    """True when the answer to `question` is, or holds, one of `values`."""

    question: str
    values: tuple[str, ...]

    def holds(self, answers: Mapping[str, Any]) -> bool:
        """Whether these answers (cleaned or raw: text, or a list of texts) meet the condition."""
        answer = answers.get(self.question)
        given = answer if isinstance(answer, (list, tuple)) else [answer]
        return any(value in self.values for value in given)


@dataclass(frozen=True)
class Question:
    """One question. The key is for ever; the label may be reworded and translated."""

    key: str
    kind: str
    label: Words
    help: Words = field(default_factory=dict)
    required: bool = False
    choices: tuple[Choice, ...] = ()
    shown_when: Condition | None = None
    required_when: Condition | None = None
    spoken_by: str = ""  # the voice question that may be answered instead
    options: Mapping[str, Any] = field(default_factory=dict)  # max_length, default, autocomplete, as, min, max, …

    def is_shown(self, answers: Mapping[str, Any]) -> bool:
        """Whether the person is asked this at all."""
        return self.shown_when is None or self.shown_when.holds(answers)

    def is_required(self, answers: Mapping[str, Any]) -> bool:
        """Whether it must be answered."""
        if self.spoken_by and answers.get(self.spoken_by) == GIVEN:
            return False
        return self.required or (self.required_when is not None and self.required_when.holds(answers))

    def labelled_choices(self, language: str) -> list[tuple[str, str]]:
        """Value and label, for a field."""
        return [(choice.value, in_language(choice.label, language)) for choice in self.choices]


@dataclass(frozen=True)
class Step:
    """One small group of questions: one screen, one HTML form."""

    key: str
    title: Words  # steps that follow one another under one title are one section where answers are read
    questions: tuple[Question, ...]
    intro: Words = field(default_factory=dict)
    stage: str = STAGES[0]

    def asks(self, answers: Mapping[str, Any]) -> bool:
        """Whether any question of this step is shown; a step that asks nothing is skipped."""
        return any(question.is_shown(answers) for question in self.questions)


@dataclass(frozen=True)
class FormSchema:
    """A whole form."""

    title: Words
    summary: Words
    steps: tuple[Step, ...]
    pictogram: str = ""
    start: Mapping[str, list[str]] = field(default_factory=dict)
    next: Mapping[str, list[str]] = field(default_factory=dict)
    privacy: Mapping[str, list[str]] = field(default_factory=dict)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """All questions by key, in order."""
        return {question.key: question for step in self.steps for question in step.questions}

    @cached_property
    def files_question(self) -> Question | None:
        """The question that takes files, if there is one."""
        return next((question for question in self.questions.values() if question.kind == "files"), None)

    @cached_property
    def voice_question(self) -> Question | None:
        """The question that may be answered by voice, if there is one."""
        return next((question for question in self.questions.values() if question.kind == "voice"), None)

    def step(self, key: str) -> Step | None:
        """The step of that name, or None."""
        return next((step for step in self.steps if step.key == key), None)

    def step_of(self, question_key: str) -> Step:
        """The step that asks this question."""
        return next(step for step in self.steps if any(question.key == question_key for question in step.questions))

    def visible_steps(self, answers: Mapping[str, Any]) -> list[Step]:
        """The steps that ask something of somebody who gave these answers."""
        return [step for step in self.steps if step.asks(answers)]


def parse(data: Any) -> FormSchema:
    """The schema as values. Raises BadSchema with a sentence that names the place."""
    if not isinstance(data, dict):
        raise BadSchema(_("The schema must be a JSON object."))
    steps = data.get("steps")
    if not isinstance(steps, list) or not steps:
        raise BadSchema(_("A form needs at least one step."))
    schema = FormSchema(
        title=_words(data.get("title"), "title"),
        summary=_words(data.get("summary"), "summary"),
        steps=tuple(_step(step, f"steps {number}") for number, step in enumerate(steps, start=1)),
        pictogram=str(data.get("pictogram", "")),
        start=data.get("start") or {},
        next=data.get("next") or {},
        privacy=data.get("privacy") or {},
    )
    _check_whole(schema)
    return schema


def _bad(where: str, why: Any) -> BadSchema:
    return BadSchema(_("%(where)s: %(why)s"), params={"where": where, "why": why})


def _words(value: Any, where: str, *, required: bool = True) -> Words:
    if value is None and not required:
        return {}
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise _bad(where, _('write the words as {"fr": "…", "en": "…"}.'))
    if not value.get("fr", "").strip():
        raise _bad(where, _("the French text is missing."))
    return value  # as it came: it may know its place (wordbook.Placed)


def _step(data: Any, where: str) -> Step:
    if not isinstance(data, dict) or not isinstance(data.get("questions"), list) or not data["questions"]:
        raise _bad(where, _("a step needs a key, a title and questions."))
    key = str(data.get("key", ""))
    if not key.replace("-", "").isalnum() or key in RESERVED_STEPS:
        raise _bad(where, _("the key of a step is made of letters, digits and dashes."))
    questions = [_question(question, where) for question in data["questions"]]
    stage = data.get("stage", STAGES[0])
    if stage not in STAGES:
        raise _bad(where, _("the stage of a step is “request” or “reach”."))
    return Step(
        key=key,
        title=_words(data.get("title"), f"{where} > title"),
        intro=_words(data.get("intro"), f"{where} > intro", required=False),
        questions=tuple(_spoken(questions, where)),
        stage=stage,
    )


def _spoken(questions: list[Question], where: str) -> list[Question]:
    """A voice question names, by `instead_of`, the text of the same step that need not be written then."""
    for voice in [question for question in questions if question.kind == "voice"]:
        texts = [one for one in questions if one.key == voice.options.get("instead_of") and one.kind == "long_text"]
        if not texts:
            raise _bad(f"{where} > {voice.key}", _("“instead_of” names a long text of the same step."))
        questions[questions.index(texts[0])] = replace(texts[0], spoken_by=voice.key)
    return questions


def _question(data: Any, where: str) -> Question:
    if not isinstance(data, dict) or not str(data.get("key", "")).isidentifier():
        raise _bad(where, _("each question needs a key of letters, digits and underscores."))
    key, kind = str(data["key"]), str(data.get("kind", ""))
    where = f"{where} > {key}"
    if key in RESERVED_KEYS:
        raise _bad(where, _("this key is used by the program itself."))
    if kind not in KINDS:
        raise _bad(where, _("the kind “%(kind)s” is not known.") % {"kind": kind})
    known = {"key", "kind", "label", "help", "required", "choices", "shown_when", "required_when"}
    return Question(
        key=key,
        kind=kind,
        label=_words(data.get("label"), f"{where} > label"),
        help=_words(data.get("help"), f"{where} > help", required=False),
        required=data.get("required") is True,
        choices=_choices(data.get("choices", []), kind, where),
        shown_when=_condition(data.get("shown_when"), where),
        required_when=_condition(data.get("required_when"), where),
        options={name: value for name, value in data.items() if name not in known},
    )


def _choices(data: Any, kind: str, where: str) -> tuple[Choice, ...]:
    if kind not in WITH_CHOICES:
        return ()
    if not isinstance(data, list) or len(data) < 2:
        raise _bad(where, _("give at least two choices."))
    made = []
    for choice in data:
        value = str(choice.get("value", "")) if isinstance(choice, dict) else ""
        if not value:
            raise _bad(where, _("each choice needs a value and a label."))
        words = _words(choice.get("label"), f"{where} > {value}")
        made.append(Choice(value, words, str(choice.get("pictogram", ""))))
    if len({choice.value for choice in made}) != len(made):
        raise _bad(where, _("two choices have the same value."))
    return tuple(made)


def _condition(data: Any, where: str) -> Condition | None:
    if data is None:
        return None
    if not isinstance(data, dict) or not data.get("question") or not isinstance(data.get("in"), list):
        raise _bad(where, _('write a condition as {"question": "…", "in": ["…"]}.'))
    return Condition(str(data["question"]), tuple(str(value) for value in data["in"]))


def _check_whole(schema: FormSchema) -> None:
    """Duplicate keys, and conditions on questions that do not exist, come later or cannot have that value."""
    seen: dict[str, Question] = {}
    _refuse_duplicates((step.key for step in schema.steps), "steps")
    _refuse_duplicates((question.key for step in schema.steps for question in step.questions), "questions")
    for kind, why in (
        ("files", _("one question of a form may take files, not more.")),
        ("voice", _("one question of a form may take a voice message, not more.")),
    ):
        if sum(question.kind == kind for question in schema.questions.values()) > 1:
            raise _bad("questions", why)
    for step in schema.steps:
        for question in step.questions:
            for condition in (question.shown_when, question.required_when):
                if condition is not None:
                    _check_condition(condition, question, seen)
            seen[question.key] = question


def _refuse_duplicates(keys: Iterable[str], where: str) -> None:
    listed = list(keys)
    for key in listed:
        if listed.count(key) > 1:
            raise _bad(where, _("“%(key)s” stands there twice.") % {"key": key})


def _check_condition(condition: Condition, question: Question, seen: Mapping[str, Question]) -> None:
    decider = seen.get(condition.question)
    if decider is None:
        raise _bad(
            question.key,
            _("the condition names “%(key)s”, which is not asked before.") % {"key": condition.question},
        )
    possible = {choice.value for choice in decider.choices}
    unknown = [value for value in condition.values if possible and value not in possible]
    if unknown:
        raise _bad(question.key, _("“%(value)s” is not a choice of that question.") % {"value": unknown[0]})
