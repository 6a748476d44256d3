"""What a page of a form does before it is sent: keep a draft, erase it, take a file as soon as it is chosen."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from requests_app.public import drafts
from requests_app.public.typed import read
from requests_app.services import forms
from requests_app.services.forms import Asked


@login_not_required
@require_POST
def keep(request: HttpRequest, slug: str) -> HttpResponse:
    """The page as it stands, sent by public.js while somebody types. Nothing is judged, and nothing is said back."""
    asked = _asked(slug)
    response = HttpResponse(status=204)
    step = asked.schema.step(request.POST.get("step", "")) or asked.schema.steps[0]
    drafts.keep(request, response, read(request, asked), step.key)
    return response


@login_not_required
@require_POST
def erase(request: HttpRequest, slug: str) -> HttpResponse:
    """Forget what was typed, here and in the page: the form begins anew."""
    _asked(slug)
    response = redirect("public:form-start", slug)
    drafts.forget(request, response)
    return response


@login_not_required
@require_POST
def files(request: HttpRequest, slug: str) -> HttpResponse:
    """The files that were just chosen, kept at once: the page shows what was kept, and what was refused and why."""
    asked = _asked(slug)
    typed = read(request, asked)
    question = asked.schema.files_question
    errors = typed.problems.get(question.key, []) if question else []
    context = {"kept_files": typed.files, "errors": errors}
    return render(request, "public/_files_answer.html", context, status=422 if errors else 200)


def _asked(slug: str) -> Asked:
    asked = forms.published(slug)
    if asked is None:
        raise Http404
    return asked
