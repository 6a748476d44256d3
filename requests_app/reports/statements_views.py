"""What the site says of itself, for the manager who answers for it."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.models import User
from requests_app.models.statements import StatementKind
from requests_app.permissions import Permission
from requests_app.reports.doors import only_for
from requests_app.services import statements


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Permission.STATEMENTS)
def statements_page(request: HttpRequest) -> HttpResponse:
    """Each statement with who approved it; POST (`kind`, `seen`) approves the words that were on the screen."""
    if request.method != "POST":
        rows = [{"standing": statements.standing(kind), "seen": statements.fingerprint(kind)} for kind in StatementKind]
        return render(request, "reports/statements.html", {"rows": rows})
    kind, by = request.POST.get("kind", ""), cast(User, request.user)
    if kind in StatementKind.values and statements.approve(StatementKind(kind), request.POST.get("seen", ""), by=by):
        messages.success(request, _("Approved. The public page no longer says that it is a draft."))
    else:
        messages.warning(request, _("Not approved: the words have changed since this page was shown. Read them again."))
    return redirect("reports:statements")
