"""The administration's page for the words of letters: choose one, change ours, see it as it would arrive."""

from typing import Any

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from simple_history.admin import SimpleHistoryAdmin

from requests_app import letterbook
from requests_app.emails import samples, wording, writing
from requests_app.intake import languages
from requests_app.letterbook import Words
from requests_app.models import LetterText
from requests_app.remembered import forget


def _kinds() -> list[tuple[str, Any]]:
    return [(kind, letter.title) for kind, letter in letterbook.LETTERS.items()]


class LetterTextForm(forms.ModelForm):
    """Words for one letter in one language; which, is chosen before and never changes."""

    kind = forms.ChoiceField(choices=_kinds, widget=forms.HiddenInput)
    language = forms.ChoiceField(choices=lambda: settings.LANGUAGES, widget=forms.HiddenInput)

    class Meta:
        model = LetterText
        fields = ["kind", "language", "is_active", "subject", "body"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = str(self["language"].value() or settings.LANGUAGE_CODE)
        direction = {"lang": language, "dir": languages.direction(language)}
        self.fields["subject"].widget = forms.TextInput({"class": "vLargeTextField", **direction})
        self.fields["body"].widget = forms.Textarea({"class": "vLargeTextField", "rows": 18, **direction})
        self.fields["subject"].help_text = _("One line. It may hold {reference}, and nothing about the request itself.")
        self.fields["body"].help_text = _(
            "Plain text. A blank line begins a paragraph; {link} on a line of its own becomes a button."
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.instance.pk:
            cleaned |= {"kind": self.instance.kind, "language": self.instance.language}
        return cleaned


class LetterTextAdmin(SimpleHistoryAdmin):
    """First which letter in which language; then a page that begins with our own words."""

    form = LetterTextForm
    change_form_template = "admin/letter_text/form.html"
    list_display = ["letter", "language", "is_active"]
    list_filter = ["language", "is_active"]

    @admin.display(description=_("letter"), ordering="kind")
    def letter(self, row: LetterText) -> str:
        """What the letter is called."""
        return letterbook.title_of(row.kind)

    def get_urls(self) -> list[URLPattern]:
        preview = self.admin_site.admin_view(self.preview)
        return [path("preview/", preview, name="requests_app_lettertext_preview"), *super().get_urls()]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Which letter is asked first."""
        if request.method == "GET" and _chosen(request.GET) is None:
            return self._choose(request)
        page: HttpResponse = super().add_view(request, form_url, extra_context)
        return page

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The page begins with our own words."""
        kind, language = _chosen(request.GET) or ("", "")
        ours = wording.our_words(kind, language)
        return {"kind": kind, "language": language, "subject": ours.subject, "body": ours.body}

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], add: Any = False, change: Any = False, **more: Any
    ) -> HttpResponse:
        """Beside the form: which letter it is, what it may hold, and our own words."""
        form = context["adminform"].form
        chosen = _chosen({"kind": str(form["kind"].value()), "language": str(form["language"].value())})
        page: HttpResponse = super().render_change_form(request, {**context, **_about(chosen)}, add, change, **more)
        return page

    def save_model(self, request: HttpRequest, obj: LetterText, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        transaction.on_commit(forget)

    def delete_model(self, request: HttpRequest, obj: LetterText) -> None:
        super().delete_model(request, obj)
        transaction.on_commit(forget)

    @method_decorator(require_POST)
    @method_decorator(csp_update({"style-src": [UNSAFE_INLINE]}))  # a letter brings its own style
    def preview(self, request: HttpRequest) -> HttpResponse:
        """What was typed, as it would arrive with sample values. Nothing is saved."""
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        kind, language = _chosen(request.POST) or ("", "")
        words = Words(request.POST.get("subject", ""), request.POST.get("body", ""))
        wrong = letterbook.problems(kind, words.subject, words.body)
        context = {
            **self.admin_site.each_context(request),
            **_about(_chosen(request.POST)),
            "title": _("Preview"),
            "problems": [sentence for sentences in wrong.values() for sentence in sentences],
            "seen": None if wrong else writing.set_out(kind, words, samples.values(language), language),
        }
        return render(request, "admin/letter_text/preview.html", context, status=422 if wrong else 200)

    def _choose(self, request: HttpRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        written = {(row.kind, row.language): row.pk for row in LetterText.objects.only("kind", "language")}
        letters = [
            {
                "title": letter.title,
                "places": [_place(kind, language, name, written) for language, name in settings.LANGUAGES],
            }
            for kind, letter in letterbook.LETTERS.items()
        ]
        context = {**self.admin_site.each_context(request), "title": _("Which letter?"), "letters": letters}
        return render(request, "admin/letter_text/choose.html", context)


def _place(kind: str, language: str, name: str, written: dict[tuple[str, str], int]) -> dict[str, Any]:
    pk = written.get((kind, language))
    page = reverse("admin:requests_app_lettertext_change", args=[pk]) if pk else f"?kind={kind}&language={language}"
    return {"language": language, "name": name, "page": page, "is_written": pk is not None}


def _chosen(given: Any) -> tuple[str, str] | None:
    kind, language = given.get("kind", ""), given.get("language", "")
    return (kind, language) if kind in letterbook.LETTERS and language in dict(settings.LANGUAGES) else None


def _about(chosen: tuple[str, str] | None) -> dict[str, Any]:
    """What the templates say of a letter; nothing of one that does not exist."""
    if chosen is None:
        return {"letter": None}
    kind, language = chosen
    letter = letterbook.LETTERS[kind]
    placeholders = [
        {"typed": f"{{{key}}}", "meaning": entry.meaning, "is_needed": key in letter.must_hold}
        for key, entry in letterbook.PLACEHOLDERS.items()
        if key in letter.may_hold
    ]
    return {
        "letter": {
            "title": letter.title,
            "language": language,
            "language_name": dict(settings.LANGUAGES)[language],
            "direction": languages.direction(language),
            "placeholders": placeholders,
            "ours": wording.our_words(kind, language),
        }
    }
