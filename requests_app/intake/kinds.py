"""The kinds of question: how each is asked, and how its answer reads afterwards.

A new kind is one entry in FIELD_KINDS (and its name in schema.KINDS). Answers are kept as typed: text stays text,
a choice is its code, several are a list of codes.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from requests_app import widgets
from requests_app.files import in_megabytes
from requests_app.intake import dates, languages, places
from requests_app.intake.schema import GIVEN, Question
from requests_app.intake.text import clean as clean_text
from requests_app.intake.words import in_language

SHORT_LIMIT = 200
LONG_LIMIT = 5000
THREE_WAY = (("yes", _("Yes")), ("no", _("No")), ("unknown", _("I do not know")))
YES_NO = THREE_WAY[:2]
HALF_DAYS = tuple(
    (f"{day}_{half}", label)
    for day, halves in (
        ("lun", (_("Monday morning"), _("Monday afternoon"))),
        ("mar", (_("Tuesday morning"), _("Tuesday afternoon"))),
        ("mer", (_("Wednesday morning"), _("Wednesday afternoon"))),
        ("jeu", (_("Thursday morning"), _("Thursday afternoon"))),
        ("ven", (_("Friday morning"), _("Friday afternoon"))),
    )
    for half, label in zip(("am", "pm"), halves, strict=True)
)
ACCEPTED_FILES = ".pdf,.jpg,.jpeg,.png,.webp,.heic,.docx,.odt,.txt,image/*,audio/*"
ACCEPTED_SOUNDS = "audio/*"


class TypedText(forms.CharField):
    """Text kept letter for letter, but for line ends; characters that nobody can see or that deceive are refused.

    The refused characters are taken out of what is shown again, so that sending again repairs it.
    """

    def clean(self, value: Any) -> str:
        text, problems = clean_text(str(value or ""))
        if problems:
            raise ValidationError([str(problem) for problem in problems], code="characters")
        return str(super().clean(text.strip()))

    def bound_data(self, data: Any, initial: Any) -> Any:
        return clean_text(data)[0] if isinstance(data, str) else data


class AddressText(TypedText):
    """An e-mail address."""

    default_validators = forms.EmailField.default_validators


class DateText(TypedText):
    """A date as exact as the person knows it, kept as typed."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if text:
            dates.parse(text, timezone.localdate())
        return text


class Agreement(forms.Field):
    """A tick box: "yes" or nothing."""

    def to_python(self, value: Any) -> str:
        return "yes" if value in (True, "yes", "on") else ""


class ManyFiles(forms.FileField):
    """Any number of files; their number, size and content are judged by the service that keeps them."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [file for file in (data if isinstance(data, (list, tuple)) else [data]) if file]


class FilesInput(widgets.Files):
    """The chosen files as a list."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        return list(files.getlist(name)) if hasattr(files, "getlist") else list(files.get(name, []))


class Spoken(forms.Field):
    """A voice message: its file is kept like any other, and the answer says that there is one."""

    def to_python(self, value: Any) -> str:
        return GIVEN if value == GIVEN else ""


class VoiceInput(widgets.Voice):
    """The answer is not the file that was chosen, but whether one is kept."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(name)


def _text(question: Question, limit: int, **attrs: Any) -> TypedText:
    limit = int(question.options.get("max_length", limit))
    if "autocomplete" in question.options:
        attrs["autocomplete"] = question.options["autocomplete"]
    return TypedText(
        max_length=limit,
        min_length=question.options.get("min_length"),
        strip=False,
        widget=forms.TextInput({"dir": "auto", **attrs}),
    )


def short_text(question: Question, _language: str) -> forms.Field:
    return _text(question, SHORT_LIMIT)


def long_text(question: Question, _language: str) -> forms.Field:
    field = _text(question, LONG_LIMIT)
    field.widget = widgets.LongText(field.max_length or LONG_LIMIT, {"dir": "auto"})
    return field


def email(question: Question, _language: str) -> forms.Field:
    attrs = {"autocomplete": "email", "inputmode": "email", "dir": "ltr", "type": "email"}
    return AddressText(max_length=254, strip=False, widget=forms.EmailInput(attrs))


def phone(question: Question, _language: str) -> forms.Field:
    return TypedText(max_length=60, strip=False, widget=widgets.Telephone({"dir": "ltr"}))


def municipality(question: Question, _language: str) -> forms.Field:
    return _text(question, SHORT_LIMIT, list="places", autocomplete="off")


def partial_date(question: Question, _language: str) -> forms.Field:
    return DateText(max_length=40, strip=False, widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}))


def choice(question: Question, language: str) -> forms.Field:
    choices = question.labelled_choices(language)
    if question.options.get("as") == "select":
        return forms.ChoiceField(choices=[("", "—"), *choices], initial=question.options.get("default"))
    return _radios(question, choices)


def _radios(question: Question, choices: Any) -> forms.Field:
    pictograms = {choice.value: choice.pictogram for choice in question.choices if choice.pictogram}
    widget = widgets.RadioSelect(pictograms=pictograms)
    return forms.ChoiceField(choices=choices, widget=widget, initial=question.options.get("default"))


def choices(question: Question, language: str) -> forms.Field:
    pictograms = {choice.value: choice.pictogram for choice in question.choices if choice.pictogram}
    return forms.MultipleChoiceField(
        choices=question.labelled_choices(language), widget=widgets.CheckboxSelectMultiple(pictograms=pictograms)
    )


def three_way(question: Question, _language: str) -> forms.Field:
    return _radios(question, THREE_WAY)


def yes_no(question: Question, _language: str) -> forms.Field:
    return _radios(question, YES_NO)


def half_days(question: Question, _language: str) -> forms.Field:
    return forms.MultipleChoiceField(choices=HALF_DAYS, widget=widgets.CheckboxSelectMultiple())


def language(question: Question, shown: str) -> forms.Field:
    options = [(known.code, known.autonym) for known in languages.LANGUAGES]
    return forms.ChoiceField(choices=[("", "—"), *options], initial=question.options.get("default", shown))


def interpreter(question: Question, _language: str) -> forms.Field:
    known = [(one.code, one.autonym) for one in languages.LANGUAGES if one.interpreter_option and one.code != "other"]
    options = [("", "—"), ("no", _("No")), *known, ("yes", _("Yes, in another language"))]
    return forms.ChoiceField(choices=options)


def number(question: Question, _language: str) -> forms.Field:
    low, high = question.options.get("min", 0), question.options.get("max", 999)
    widget = forms.NumberInput({"inputmode": "numeric"})
    return forms.IntegerField(min_value=low, max_value=high, initial=question.options.get("default"), widget=widget)


def consent(question: Question, language: str) -> forms.Field:
    return Agreement(widget=forms.CheckboxInput({"value": "yes"}))


def files(question: Question, _language: str) -> forms.Field:
    return ManyFiles(widget=FilesInput(ACCEPTED_FILES))


def voice(question: Question, _language: str) -> forms.Field:
    seconds, size_bytes = settings.VOICE_LIMIT_SECONDS, settings.ATTACHMENT_LIMIT_BYTES
    return Spoken(widget=VoiceInput(ACCEPTED_SOUNDS, seconds=seconds, size_bytes=size_bytes))


FIELD_KINDS: dict[str, Callable[[Question, str], forms.Field]] = {
    "short_text": short_text,
    "long_text": long_text,
    "email": email,
    "phone": phone,
    "choice": choice,
    "choices": choices,
    "three_way": three_way,
    "yes_no": yes_no,
    "municipality": municipality,
    "language": language,
    "interpreter": interpreter,
    "partial_date": partial_date,
    "date_time": short_text,
    "half_days": half_days,
    "number": number,
    "consent": consent,
    "files": files,
    "voice": voice,
}


def limits_in_words(question: Question) -> str:
    """What a person should know before choosing a file or speaking: how many, how large, how long."""
    if question.kind == "voice":
        minutes, size = settings.VOICE_LIMIT_SECONDS // 60, in_megabytes(settings.ATTACHMENT_LIMIT_BYTES)
        return str(_("At most %(minutes)s minutes and %(size)s.") % {"minutes": minutes, "size": size})
    if question.kind != "files":
        return ""
    count = int(question.options.get("max_files", settings.ATTACHMENTS_LIMIT_COUNT))
    return str(
        _("At most %(count)s files of %(size)s each.")
        % {"count": count, "size": in_megabytes(settings.ATTACHMENT_LIMIT_BYTES)}
    )


def read(question: Question, answer: Any, shown: str) -> list[str]:
    """The answer in words, one line a value, in the language `shown`. An unknown code is shown as it stands."""
    values = answer if isinstance(answer, list) else [answer]
    return [_read_one(question, str(value), shown) for value in values if value not in (None, "")]


def _read_one(question: Question, value: str, shown: str) -> str:
    for known in question.choices:
        if known.value == value:
            return in_language(known.label, shown)
    if question.kind in ("language", "interpreter") and languages.is_known(value):
        return languages.label(value, shown)
    if question.kind == "municipality":
        return _with_commune(value)
    if question.kind == "voice":
        return str(_("Voice message"))
    fixed = {"half_days": HALF_DAYS, "three_way": THREE_WAY, "yes_no": YES_NO, "consent": YES_NO}
    words = dict(fixed.get(question.kind, YES_NO if question.kind == "interpreter" else ()))
    return str(words.get(value, value))


def _with_commune(typed: str) -> str:
    place = places.find(typed)
    return f"{typed} ({place.commune})" if place and place.commune and place.commune not in typed else typed
