"""A member of staff's own page: her name, when she is away, and what she is told."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.services import accounts, colleagues
from requests_app.triage.answer import TYPED_WRONG
from requests_app.triage.desk_request import DeskRequest
from requests_app.triage.forms_account import AbsenceForm, AccountForm, NoticesForm


@require_http_methods(["GET", "POST"])
def account(request: DeskRequest) -> HttpResponse:
    """Three small forms; `part` says which of them was sent."""
    user, part = request.user, request.POST.get("part", "")

    def sent(name: str) -> QueryDict | None:
        return request.POST if request.method == "POST" and part == name else None

    form = AccountForm(sent(""), user=user)
    absence = AbsenceForm(sent("absence"), user=user)
    notices = NoticesForm(sent("notices"), wishes=colleagues.wishes_of(user.pk))
    if form.is_valid():
        accounts.describe(user, **form.cleaned_data)
    elif absence.is_valid():
        accounts.set_absence(user, **absence.cleaned_data)
    elif notices.is_valid():
        accounts.choose_notices(user, notices.cleaned_data)
    else:
        wrong = next((one for one in (form, absence, notices) if one.errors), None)
        context = {"form": form, "absence": absence, "notices": notices, "wrong": wrong, "teams": user.team_list}
        return render(request, "triage/account.html", context, status=TYPED_WRONG if wrong else 200)
    messages.success(request, _("Saved."))
    return redirect("triage:account")
