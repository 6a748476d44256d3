"""For whoever watches: is the process up, and can the house do its work? No secret, no personal data."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from notifications import health
from requests_app.models import Team

HEARTBEAT_LIMIT = timedelta(minutes=2)


@require_safe
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when the house can do its work, else 503 with the names of what keeps it from it."""
    troubles = problems()
    return JsonResponse({"ready": not troubles, "problems": troubles}, status=503 if troubles else 200)


def problems() -> list[str]:
    """Codes of what is wrong: database, migrations, setup, worker, letters. Empty when all is well."""
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return ["migrations"]
        troubles = [] if Team.objects.filter(is_reception=True).exists() else ["setup"]
        return troubles + post_problems()
    except DatabaseError:
        return ["database"]


def post_problems() -> list[str]:
    """Codes of what is wrong with the post: no worker, or a letter that waits too long."""
    standing = health.standing(timezone.now())
    troubles = []
    if standing.last_heartbeat is None or standing.last_heartbeat > HEARTBEAT_LIMIT:
        troubles.append("worker")
    if standing.oldest_unsent is not None and standing.oldest_unsent > timedelta(minutes=settings.LETTER_ALARM_MINUTES):
        troubles.append("letters")
    return troubles
