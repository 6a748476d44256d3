"""A form whose token was too old is shown again, filled as it was, with a new token and a sentence."""

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import gettext as _

from requests_app.public import exchange, follow_views, pages, reach_views, sent_views, visit
from requests_app.public.forms import FollowForm, WriteForm
from requests_app.public.reach_form import ReachForm
from requests_app.public.typed import read
from requests_app.services import forms


def show_again(request: HttpRequest) -> HttpResponse | None:
    """The page with status 403, or None where the address is not that of a public form."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    notice = _(
        "Nothing was sent: this page was open for too long. Your answers are still here. Press the button again."
    )
    if not request.COOKIES:
        notice += " " + _("If this happens again, allow cookies for this site in your browser.")
    if match.view_name in {"public:form-step", "public:form-check"}:
        return _form_again(request, match, notice)
    if match.view_name == "public:form-sent":
        return sent_views.shown_again(request, match.kwargs["slug"])
    if match.view_name == "public:follow":
        return follow_views.follow_page(request, FollowForm(initial=request.POST.dict()), status=403, notice=notice)
    if match.view_name == "public:follow-ticket":
        return _ticket_again(request, notice)
    if match.view_name == "public:follow-reach":
        return _reach_again(request)
    return None


def _reach_again(request: HttpRequest) -> HttpResponse | None:
    ticket = visit.ticket(request)
    return reach_views.reach_page(request, ticket, ReachForm(request.POST.dict()), status=403) if ticket else None


def _form_again(request: HttpRequest, match: ResolverMatch, notice: str) -> HttpResponse | None:
    asked = forms.published(match.kwargs["slug"])
    if asked is None:
        return None
    typed = read(request, asked)
    step = asked.schema.step(match.kwargs.get("step", ""))
    if step is not None:
        return pages.step_page(request, typed, step, status=403, notice=notice)
    answers, _wrong = typed.judge()
    return pages.check_page(request, typed, answers, status=403, notice=notice)


def _ticket_again(request: HttpRequest, notice: str) -> HttpResponse:
    ticket = visit.ticket(request)
    if ticket is None:
        return follow_views.follow_page(request, FollowForm(), status=403, notice=notice)
    form = WriteForm(initial={"body": request.POST.get("body", "")}, kept=exchange.kept_files(request))
    return follow_views.ticket_page(request, ticket, form, status=403, notice=notice)
