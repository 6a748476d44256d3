"""For whoever watches: is the process up, and can the house do its work? No secret, no personal data."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from notifications import health, imap
from requests_app.models import Team
from requests_app.remembered import remembered


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
    """Codes of what is wrong: database, migrations, setup, worker, letters, mailbox, mail. Empty when all is well."""
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return ["migrations"]
        troubles = [] if Team.objects.filter(is_reception=True).exists() else ["setup"]
        return troubles + post_problems()
    except DatabaseError:
        return ["database"]


def post_problems() -> list[str]:
    """Codes of what keeps letters from leaving (worker, letters), and mail from coming in (mailbox, mail)."""
    now = timezone.now()
    return [
        *health.troubles(
            now,
            letter_limit=timedelta(minutes=settings.LETTER_ALARM_MINUTES),
            heartbeat_limit=timedelta(minutes=settings.HEARTBEAT_ALARM_MINUTES),
        ),
        *health.mail_troubles(
            now,
            limit=timedelta(minutes=settings.MAILBOX_ALARM_MINUTES),
            mailbox=imap.DOOR if settings.IMAP_URL else "",
        ),
    ]


@remembered
def post_banner() -> str:
    """What every member of staff must know about the post, in words; nothing when all is well."""
    troubles = post_problems()
    if "letters" in troubles:
        return gettext("Letters are not leaving. Tell the person who looks after the program, and telephone meanwhile.")
    if "worker" in troubles:
        return gettext("The part of the program that sends letters is not running. They are kept and leave later.")
    if "mailbox" in troubles:
        return gettext(
            "The mailbox cannot be read: what people write to it does not arrive here. Look there meanwhile."
        )
    if "mail" in troubles:
        return gettext("E-mails have arrived and are not filed. Tell the person who looks after the program.")
    return ""
