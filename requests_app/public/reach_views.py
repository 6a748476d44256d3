"""How we may reach the person: said later than the request, changed or taken back by herself, behind her own code."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.errors import Refused
from requests_app.models import Contact, Ticket
from requests_app.public import visit
from requests_app.public.reach_form import ReachForm
from requests_app.services import contacts

REMOVALS = {"email": {"email": ""}, "all": {"name": "", "email": "", "phone": ""}}


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def follow_reach(request: HttpRequest) -> HttpResponse:
    """Name, e-mail address and telephone number: all, some or none of them. One button takes away the address alone."""
    ticket = visit.ticket(request)
    if ticket is None:
        return redirect("public:follow")
    if request.method != "POST":
        return reach_page(request, ticket, ReachForm(initial=_known(ticket.requester)))
    form = ReachForm(_without_what_is_removed(request, ticket))
    if form.is_valid():
        try:
            contacts.say_how_to_reach(ticket, **form.for_service())
        except Refused as refusal:
            form.add_error("email", refusal)
        else:
            messages.success(request, _("Saved. Only the people who deal with your request see it."))
            return redirect("public:follow-ticket")
    return reach_page(request, ticket, form, status=422)


def reach_page(request: HttpRequest, ticket: Ticket, form: ReachForm, *, status: int = 200) -> HttpResponse:
    """The form, and what is known now."""
    context = {
        "form": form,
        "ticket": ticket,
        "contact": ticket.requester,
        "forget_url": reverse("public:follow-end"),
    }
    return render(request, "public/follow_reach.html", context, status=status)


def _known(contact: Contact | None) -> dict[str, str]:
    if contact is None:
        return {"wish": contacts.Wish.NONE}
    known = {"name": contact.name, "email": contact.email, "phone": contact.phone}
    return {**known, "wish": contacts.wish_of(contact)}


def _without_what_is_removed(request: HttpRequest, ticket: Ticket) -> dict[str, str]:
    """What was typed; under a button that removes, what is known without that, for the rest was not sent on purpose."""
    removed = REMOVALS.get(request.POST.get("remove", ""))
    if removed is None:
        return request.POST.dict()
    left = {**_known(ticket.requester), **removed}
    if left["wish"] == contacts.Wish.NEUTRAL:  # which needs an address
        left["wish"] = contacts.Wish.NONE
    return left
