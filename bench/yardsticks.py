"""What the least costs. L1: a ready text. L3: session, user, one indexed query. F: the plainest page of the same."""

import secrets
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from notifications.models import OutgoingEmail
from requests_app.models import FormVersion, Message, Ticket
from requests_app.models.tickets import OPEN_STATUSES

READY = ("<!doctype html><title>Ready</title>" + "<p>Bonjour, ceci est une phrase.</p>\n" * 600)[:20_000]


def ready(request: HttpRequest) -> HttpResponse:
    """L1: 20 KB that were there already, behind the middlewares of a new Django project."""
    return HttpResponse(READY)


@login_required
def logged_in(request: HttpRequest) -> HttpResponse:
    """L3: the same for somebody who is logged in, after one indexed query."""
    Ticket.objects.filter(team__members=request.user.pk).order_by("-last_activity_at")[:1].exists()
    return HttpResponse(READY)


@login_required
def floor_list(request: HttpRequest) -> HttpResponse:
    """F for lists: 25 rows by one indexed query, one plain template, no permissions, no counters."""
    rows = Ticket.objects.select_related("team", "assignee", "contact")
    if "team" in request.GET:
        rows = rows.filter(team=request.GET["team"], status="closed").order_by("-last_activity_at", "-id")
    else:
        rows = rows.filter(status__in=OPEN_STATUSES).order_by("-priority", "next_due_at", "id")
    return render(request, "bench/list.html", {"rows": rows[:25]})


@login_required
def floor_ticket(request: HttpRequest, pk: int) -> HttpResponse:
    """F for the ticket page: the row, its answers and its newest 30 messages."""
    ticket = Ticket.objects.select_related("team", "assignee", "contact", "answers").get(pk=pk)
    said = Message.objects.filter(ticket=ticket).order_by("-created_at", "-id")[:30]
    return render(request, "bench/ticket.html", {"ticket": ticket, "said": said})


@csrf_exempt
def floor_send(request: HttpRequest) -> HttpResponse:
    """F for sending a form: ticket, message and two letters, one commit; no history, no fact, no routing."""
    now = timezone.now()
    version = _version()
    with transaction.atomic():
        ticket = Ticket(
            reference=secrets.token_hex(8),
            submission_key=secrets.token_hex(32),
            form=version.form,
            form_version=version,
            team=version.form.default_team,
            **dict.fromkeys(("opened_at", "last_activity_at", "first_response_due_at", "resolution_due_at"), now),
        )
        Ticket.objects.bulk_create([ticket])  # bulk: no history
        key = secrets.token_hex(32)
        said = request.POST.get("message", "")
        Message.objects.create(ticket=ticket, direction="in", body=said, submission_key=key, created_at=now)
        for _letter in range(2):
            _letter_row(ticket, now)
    return HttpResponse(ticket.reference)


def _letter_row(ticket: Ticket, now: Any) -> None:
    OutgoingEmail.objects.create(
        message_id=f"<{secrets.token_hex(16)}@bench>",
        kind="bench",
        about=ticket.reference,
        to="a@example.org",
        subject="Bonjour",
        text="Bonjour",
        html="",
        headers="{}",
        language="fr",
        not_before=now,
        attempt_after=now,
        created_at=now,
    )


_versions: list[FormVersion] = []


def _version() -> FormVersion:
    if not _versions:
        newest = FormVersion.objects.published().select_related("form__default_team")
        _versions.append(newest.filter(form__slug="general")[0])
    return _versions[0]
