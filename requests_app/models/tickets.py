"""The ticket: one request being followed, and what belongs to it alone."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from requests_app.models.forms import Form, FormVersion
from requests_app.models.history import sign
from requests_app.models.people import Team, User
from requests_app.models.routing import Priority

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from requests_app.models.attachments import Attachment
    from requests_app.models.belongings import Contact
    from requests_app.models.conversation import Message, Note


class Status(models.TextChoices):
    """Where a ticket stands. What the public reads is in `public_status()` of the follow-up page."""

    NEW = "new", _("new")
    OPEN = "open", _("open")
    PENDING = "pending", _("waiting for the person")
    ON_HOLD = "on_hold", _("waiting for somebody else")
    SCHEDULED = "scheduled", _("appointment made")
    RESOLVED = "resolved", _("resolved")
    CLOSED = "closed", _("closed")
    ASIDE = "aside", _("set aside")  # it looks like a robot's: nobody works on it before a person has looked


OPEN_STATUSES = (Status.NEW, Status.OPEN, Status.PENDING, Status.ON_HOLD, Status.SCHEDULED)
PAUSED_STATUSES = (Status.PENDING, Status.ON_HOLD, Status.SCHEDULED)
FINISHED_STATUSES = (Status.RESOLVED, Status.CLOSED)

# From a status to those that a person may choose next. The clock and the mailbox move along the same edges.
_WORKING = (Status.OPEN, Status.PENDING, Status.ON_HOLD, Status.SCHEDULED, Status.RESOLVED)
TRANSITIONS: dict[str, tuple[Status, ...]] = {
    Status.NEW: _WORKING,
    Status.OPEN: tuple(status for status in _WORKING if status != Status.OPEN),
    Status.PENDING: tuple(status for status in _WORKING if status != Status.PENDING),
    Status.ON_HOLD: tuple(status for status in _WORKING if status != Status.ON_HOLD),
    Status.SCHEDULED: tuple(status for status in _WORKING if status != Status.SCHEDULED),
    Status.RESOLVED: (Status.OPEN, Status.CLOSED),
    Status.CLOSED: (),
    Status.ASIDE: (),  # only `services/aside.py` leads out of it
}


class Channel(models.TextChoices):
    """How a request reached us."""

    WEB = "web", _("online form")
    EMAIL = "email", _("e-mail")
    PHONE = "phone", _("telephone")
    WALK_IN = "walk_in", _("at the counter")
    LETTER = "letter", _("letter")
    PARTNER = "partner", _("partner")
    API = "api", _("other program")


class Outcome(models.TextChoices):
    """How a request ended."""

    NONE = "", _("not ended yet")
    ANSWERED = "answered", _("answered")
    REFERRED = "referred", _("referred to another service")
    APPOINTMENT = "appointment", _("appointment kept")
    ENROLLED = "enrolled", _("enrolled")
    COUNTED_ONLY = "counted_only", _("counted, as the person wished")
    NO_ANSWER = "no_answer", _("the person no longer answers")
    WITHDRAWN = "withdrawn", _("withdrawn by the person")
    OUT_OF_SCOPE = "out_of_scope", _("outside our missions")
    DUPLICATE = "duplicate", _("duplicate")
    SPAM = "spam", _("unwanted")


class TicketQuerySet(models.QuerySet["Ticket"]):
    """The desk's questions about tickets. `visible_to()` is where every door starts."""

    def visible_to(self, user: User) -> Self:
        """What `user` may read.

        Agents read their teams' tickets; reception and managers also every ticket that is not confidential.
        A confidential ticket exists for the members of its team only, whatever other role a person has.
        """
        if not user.is_active:
            return self.none()
        readable = Q(team__in=[team.pk for team in user.team_list])
        if user.is_manager or user.is_reception:
            readable |= Q(confidential=False)
        return self.filter(readable)

    def locked(self, pk: int) -> "Ticket":
        """The row, held until the end of the transaction (SQLite: the whole database already is)."""
        return self.select_for_update(of=("self",)).select_related("form", "team").get(pk=pk)

    def open(self) -> Self:
        """What still needs somebody."""
        return self.filter(status__in=OPEN_STATUSES)

    def late(self, now: datetime) -> Self:
        """Open tickets whose next promise is broken. Waiting for the person stops the clock."""
        return self.open().filter(next_due_at__lt=now)

    def for_queue(self) -> Self:
        """All that the queue shows of each ticket, in one query."""
        return self.select_related("team", "assignee", "contact")

    def for_page(self) -> Self:
        """All that the ticket page shows of the ticket itself, in one query."""
        return self.select_related("team", "assignee", "contact", "answers", "form_version", "form")


class Ticket(models.Model):
    """One request being followed. Holds codes, dates and decisions; what people wrote stands in other tables."""

    reference = models.CharField(_("reference"), max_length=20, unique=True)
    submission_key = models.CharField(max_length=64, unique=True, editable=False)
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="tickets")
    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="tickets")
    channel = models.CharField(_("channel"), max_length=10, choices=Channel, default=Channel.WEB)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.NEW)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, default=Outcome.NONE, blank=True)
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, default=Priority.NORMAL)
    topic = models.CharField(_("topic"), max_length=50, blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="tickets", verbose_name=_("team"))
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="tickets"
    )
    language = models.CharField(max_length=10, default="fr")
    message_language = models.CharField(max_length=10, blank=True)
    reply_language = models.CharField(_("language of the answer"), max_length=10, default="fr")
    interpreter_language = models.CharField(_("interpreter"), max_length=10, blank=True)
    office = models.CharField(_("office"), max_length=30, blank=True)
    commune = models.CharField(_("municipality"), max_length=10, blank=True)
    confidential = models.BooleanField(_("confidential"), default=False)
    routed_because = models.CharField(_("reason of the routing"), max_length=150, blank=True)
    signals = models.JSONField(default=list, blank=True)
    # Why it was set aside: codes of `requests_app/suspicion.py`. Kept when a person has decided otherwise.
    suspicions = models.JSONField(default=list, blank=True, editable=False)
    follows = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="followed_by")
    # Mail that answers one of our letters, but from an address that this ticket does not know: a hint, never a proof.
    seems_to_answer = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    next_action_on = models.DateField(_("next action"), null=True, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    read_back = models.BooleanField(_("read back to the person"), null=True, blank=True)

    opened_at = models.DateTimeField()
    last_activity_at = models.DateTimeField()
    first_response_due_at = models.DateTimeField()
    first_response_at = models.DateTimeField(null=True, blank=True)
    resolution_due_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    paused_since = models.DateTimeField(null=True, blank=True)
    next_due_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    objects = TicketQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=["submission_key", "last_activity_at", "version", "next_due_at", "suspicions"]
    )

    if TYPE_CHECKING:
        messages: "RelatedManager[Message]"
        notes: "RelatedManager[Note]"
        attachments: "RelatedManager[Attachment]"

    class Meta:
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=FINISHED_STATUSES, resolved_at__isnull=False)
                | (~Q(status__in=FINISHED_STATUSES) & Q(resolved_at__isnull=True)),
                name="ticket_resolved_at_only_when_finished",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.CLOSED, closed_at__isnull=False)
                | (~Q(status=Status.CLOSED) & Q(closed_at__isnull=True)),
                name="ticket_closed_at_only_when_closed",
            ),
            models.CheckConstraint(
                condition=Q(status__in=PAUSED_STATUSES, paused_since__isnull=False)
                | (~Q(status__in=PAUSED_STATUSES) & Q(paused_since__isnull=True)),
                name="ticket_paused_only_while_waiting",
            ),
            models.CheckConstraint(condition=Q(priority__in=Priority.values), name="ticket_priority_known"),
        ]
        indexes = [
            models.Index(fields=["-last_activity_at", "-id"], name="ticket_by_activity"),
            models.Index(fields=["team", "status", "-last_activity_at", "-id"], name="ticket_team_status"),
            models.Index(fields=["team", "-last_activity_at", "-id"], name="ticket_team_activity"),
            models.Index(fields=["-opened_at", "-id"], name="ticket_by_opening"),
            models.Index(  # holds every column that the queue's counters read, so that they never touch the rows
                fields=["team", "status", "assignee", "next_due_at", "confidential"],
                name="ticket_open_counters",
                condition=Q(status__in=OPEN_STATUSES),
            ),
            models.Index(
                fields=["-priority", "next_due_at", "id"],
                name="ticket_open_by_need",
                condition=Q(status__in=OPEN_STATUSES),
            ),
            models.Index(
                fields=["assignee", "-last_activity_at"], name="ticket_open_mine", condition=Q(status__in=OPEN_STATUSES)
            ),
            models.Index(
                fields=["opened_at", "team", "confidential"], name="ticket_aside", condition=Q(status=Status.ASIDE)
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def save_change(self, *fields: str, by: "User | None", why: str) -> None:
        """Save the named fields as one decision: the history keeps who, when and `why` (a code of the timeline).

        `by=None` stands for the house itself. The version grows by one, for whoever is editing at the same time.
        """
        self.version += 1
        self.renew_next_due_at()
        sign(self, by=by, why=why)
        self.save(update_fields={*fields, "version", "next_due_at", "last_activity_at"})

    def save_new(self, *, by: "User | None", why: str) -> None:
        """Save the row for the first time, with its reason in the history."""
        self.renew_next_due_at()
        sign(self, by=by, why=why)
        self.save(force_insert=True)

    def renew_next_due_at(self) -> None:
        """Set when the next promise falls due: none while we wait, and none at the end."""
        if self.is_finished or self.is_paused or self.is_aside:
            self.next_due_at = None
        else:
            self.next_due_at = self.resolution_due_at if self.first_response_at else self.first_response_due_at

    @property
    def is_finished(self) -> bool:
        return self.status in FINISHED_STATUSES

    @property
    def is_paused(self) -> bool:
        return self.status in PAUSED_STATUSES

    @property
    def is_aside(self) -> bool:
        return self.status == Status.ASIDE

    def is_late(self, now: datetime) -> bool:
        """Whether the next promise is broken."""
        return self.next_due_at is not None and self.next_due_at < now

    @property
    def requester(self) -> "Contact | None":
        """Who wrote to us, or None when anonymous."""
        try:
            return self.contact
        except ObjectDoesNotExist:
            return None

    @property
    def all_answers(self) -> dict[str, Any]:
        """What was answered, by question: the answers, and those that are kept as the contact."""
        contact = self.requester
        return {**self.answers.data, **(contact.as_answers if contact else {})}

    @property
    def next_statuses(self) -> tuple[Status, ...]:
        """What a person may choose next."""
        return TRANSITIONS[self.status]
