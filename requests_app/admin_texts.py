"""The administration's pages for the texts of the public side: choose a language, see what each text is, change it."""

from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from simple_history.admin import SimpleHistoryAdmin

from requests_app import blocks, folding
from requests_app.errors import Refused
from requests_app.intake import languages
from requests_app.models import User
from requests_app.services import texts
from requests_app.services.texts import State, Text

PAGE_ROWS = 100


class TextForm(forms.Form):
    """The words of one text: one field, or one for each form of what is counted."""

    def __init__(self, text: Text, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        wanted = blocks.forms_of(text.language) if text.block.is_plural else 1
        now = [*text.texts, *[""] * wanted][:wanted]
        style = {"class": "vLargeTextField", "lang": text.language, "dir": languages.direction(text.language)}
        for number, words in enumerate(now):
            rows = max(3, words.count("\n") + 2, text.french[-1].count("\n") + 2)
            label = _("For %(numbers)s …") % {"numbers": numbers_of(text.language)[number]} if wanted > 1 else _("Text")
            self.fields[f"text_{number}"] = forms.CharField(
                label=label, strip=False, required=False, initial=words, widget=forms.Textarea({**style, "rows": rows})
            )

    @property
    def texts(self) -> list[str]:
        """What was typed, with the line ends of the program."""
        return [str(self.cleaned_data[name]).replace("\r\n", "\n") for name in self.fields]


def numbers_of(language: str) -> list[str]:
    """For each form of what is counted: the first numbers that take it."""
    return [", ".join(str(number) for number in numbers[:4]) for numbers in blocks.numbers_of(language)]


class TranslatedTextAdmin(SimpleHistoryAdmin):
    """No row need exist for a text to be listed: what is missing is what one comes to see."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A text is at its place, or it is not of this house."""
        return False

    def get_urls(self) -> list[URLPattern]:
        text = self.admin_site.admin_view(self.text_view)
        return [path("text/", text, name="requests_app_translatedtext_text"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The languages with their figures; or the texts of one, filtered."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        language = request.GET.get("language", "")
        if language not in blocks.PLURALS:
            return self._languages(request)
        if request.method == "POST":
            self._review_chosen(request, language)
            return redirect(request.get_full_path())
        return self._list(request, language)

    def _languages(self, request: HttpRequest) -> HttpResponse:
        rows = [
            {
                **_named(language),
                "figures": [counted[state] for state in State],
                "is_offered": texts.is_offered(language),
            }
            for language, counted in texts.figures().items()
        ]
        context = {**self.admin_site.each_context(request), "title": _("Texts for the public"), "languages": rows}
        return render(request, "admin/translated_text/languages.html", context)

    def _list(self, request: HttpRequest, language: str) -> HttpResponse:
        every = texts.in_language(language)
        state, area, words = (request.GET.get(name, "") for name in ("state", "area", "q"))
        shown = [text for text in every if _fits(text, state, area, words)]
        page = Paginator(shown, PAGE_ROWS).get_page(request.GET.get("page"))
        kept = {name: str(value) for name, value in request.GET.items() if name != "page"}
        context = {
            **self.admin_site.each_context(request),
            "title": _("Texts for the public"),
            "language": _named(language),
            "states": [(one.value, one.label, sum(text.state == one for text in every)) for one in State],
            "areas": _areas(every),
            "chosen": {"state": state, "area": area, "q": words},
            "rows": [{"text": text, "page": _page_of(text, kept)} for text in page],
            "page": page,
            "query": urlencode(kept),
            "may_change": self.has_change_permission(request),
        }
        return render(request, "admin/translated_text/list.html", context)

    def _review_chosen(self, request: HttpRequest, language: str) -> None:
        if not self.has_change_permission(request):
            raise PermissionDenied
        done = 0
        for place in request.POST.getlist("place"):
            try:
                texts.review(place, language, by=cast("User", request.user))
                done += 1
            except Refused as refusal:
                self.message_user(request, f"{place}: {' '.join(refusal.messages)}", level="ERROR")
            except ObjectDoesNotExist:
                self.message_user(request, _("%(place)s does not exist any more.") % {"place": place}, level="ERROR")
        said = ngettext("%(count)s text is marked as reviewed.", "%(count)s texts are marked as reviewed.", done)
        self.message_user(request, said % {"count": done})

    def text_view(self, request: HttpRequest) -> HttpResponse:
        """One text: what the French says, what is shown now, and a place to write."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            text = texts.one(request.GET.get("place", ""), request.GET.get("language", ""))
        except ObjectDoesNotExist:
            raise Http404 from None
        form = TextForm(text, request.POST or None)
        if request.method == "POST" and form.is_valid():
            if not self.has_change_permission(request):
                raise PermissionDenied
            try:
                self._change(request, text, form)
            except Refused as refusal:
                form.add_error(None, refusal)
            else:
                return redirect(_back(request, text))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Text for the public"),
            "text": text,
            "english": [] if text.language == "en" else text.block.said.get("en", []),
            "language": _named(text.language),
            "form": form,
            "back": _back(request, text),
            "may_change": self.has_change_permission(request),
        }
        return render(request, "admin/translated_text/text.html", context, status=422 if form.errors else 200)

    def _change(self, request: HttpRequest, text: Text, form: TextForm) -> None:
        by = cast("User", request.user)
        if "withdraw" in request.POST:
            texts.withdraw(text.place, text.language, by=by)
            self.message_user(request, _("Your text is gone: the program's own is shown."))
            return
        texts.write(text.place, text.language, form.texts, reviewed="reviewed" in request.POST, by=by)
        self.message_user(request, _("The text is saved. In ten seconds at most, the public sees it."))


def _named(language: str) -> dict[str, Any]:
    return {
        "code": language,
        "autonym": languages.autonym(language),
        "direction": languages.direction(language),
    }


def _fits(text: Text, state: str, area: str, words: str) -> bool:
    if (state and text.state != state) or (area and not text.place.startswith(f"{area}/")):
        return False
    searched = folding.fold(" ".join([text.place, *text.french, *text.texts, *text.block.said.get("en", [])]))
    return all(word in searched for word in folding.fold(words).split())


def _areas(every: list[Text]) -> list[str]:
    """What the list can be narrowed to: the pages, each form, teams, lists."""
    found = ("/".join(text.place.split("/")[: 2 if text.place.startswith("form/") else 1]) for text in every)
    return list(dict.fromkeys(found))


def _page_of(text: Text, kept: dict[str, str]) -> str:
    query = urlencode({"language": text.language, "place": text.place, "back": urlencode(kept)})
    return f"{reverse('admin:requests_app_translatedtext_text')}?{query}"


def _back(request: HttpRequest, text: Text) -> str:
    """To the list as it was filtered. The query string is only ever put behind our own address."""
    kept = request.GET.get("back") or urlencode({"language": text.language})
    return f"{reverse('admin:requests_app_translatedtext_changelist')}?{kept}"
