"""Letters that go out, and what became of them."""

import json
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sealing.fields import SealedTextField


class State(models.TextChoices):
    """Where a letter stands. All but the first two are final: we try no more, unless a person asks.

    What is known after SENT comes from elsewhere, as events (a webhook) or as mail that came back.
    """

    WAITING = "waiting", _("waiting to leave")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("handed to the mail server")
    DELIVERED = "delivered", _("delivered")
    BOUNCED = "bounced", _("came back")
    REFUSED = "refused", _("refused by the mail server")
    GIVEN_UP = "given_up", _("given up after many tries")
    WITHDRAWN = "withdrawn", _("withdrawn before it left")


UNFINISHED_STATES = (State.WAITING, State.SENDING)
LEFT_STATES = (State.SENT, State.DELIVERED, State.BOUNCED)  # a mail server has taken it
LOST_STATES = (State.BOUNCED, State.REFUSED, State.GIVEN_UP)  # nobody has read it
Thread = tuple[str, str]
SEALED_FIELDS = ("to", "subject", "text", "html", "headers")


class Outcome(models.TextChoices):
    """How one try ended."""

    SENT = "sent", _("The mail server took the letter.")
    LATER = "later", _("It will be tried again later.")
    REFUSED = "refused", _("The letter was refused for good.")
    UNREACHABLE = "unreachable", _("The mail server could not be used.")
    INTERRUPTED = "interrupted", _("The sending was interrupted.")


class Reason(models.TextChoices):
    """Why, in words of our own: what a mail server says often quotes the address, so it is never kept."""

    ACCEPTED = "accepted", _("The mail server took the letter.")
    NO_SUCH_MAILBOX = "no_such_mailbox", _("The mail server says that this address does not exist.")
    MAILBOX_FULL = "mailbox_full", _("The mailbox is full.")
    BUSY = "busy", _("The mail server asks us to come back later.")
    NOT_WANTED = "not_wanted", _("The mail server refuses this letter.")
    NOT_LET_IN = "not_let_in", _("The mail server does not let us in: please check its settings.")
    NOT_REACHED = "not_reached", _("The mail server cannot be reached.")
    NO_ANSWER = "no_answer", _("The mail server fell silent; it may have taken the letter all the same.")
    STOPPED = "stopped", _("Our own program was stopped before the answer was noted; the letter may have left.")
    UNFIT = "unfit", _("The letter cannot be sent as it stands.")
    LOCKED = "locked", _("The letter cannot be opened with the keys we have.")


class OutgoingEmailQuerySet(models.QuerySet["OutgoingEmail"]):
    def due(self, now: datetime) -> Self:
        """What a worker may take: waiting letters whose time has come, and those whose worker died over them."""
        return self.filter(attempt_after__lte=now)

    def unfinished(self) -> Self:
        """Letters that are still to leave, now or later."""
        return self.filter(attempt_after__isnull=False)

    def unopened(self) -> Self:
        """Without what is sealed, which is opened only when read: where a key is missing the rest is still known."""
        return self.defer(*SEALED_FIELDS)

    def about(self, reference: str) -> Self:
        """The letters about one thing, oldest first. `reference` is whatever `queue(about=…)` was given."""
        return self.filter(about=reference).order_by("created_at", "pk")

    def free(self, now: datetime, pks: Collection[int]) -> set[int]:
        """Which of these letters nobody holds, locked until the transaction ends."""
        free = self.due(now).filter(pk__in=pks, state=State.WAITING)
        # In one order for everybody, so that two workers never wait for each other.
        return set(free.order_by("pk").select_for_update().values_list("pk", flat=True))

    def threads_in_hands(self, letters: Collection["OutgoingEmail"]) -> set[Thread]:
        """Those threads of these letters of which some worker holds a letter."""
        about = {letter.about for letter in letters} - {""}
        held = self.filter(about__in=about, state=State.SENDING) if about else self.none()
        return set(held.values_list("about", "to_key"))

    def claim(self, pks: Collection[int], *, by: str, now: datetime, lease: timedelta) -> int:
        """Reserve due letters for the worker `by`; how many it won. A dead worker's lease just runs out."""
        due = self.due(now).filter(pk__in=pks)
        return due.update(state=State.SENDING, attempts=F("attempts") + 1, leased_by=by, attempt_after=now + lease)


class OutgoingEmail(models.Model):
    """One letter to one reader: written when queued, unchanged ever after, sealed from the first moment."""

    message_id = models.CharField(max_length=255, unique=True)
    provider_id = models.CharField(max_length=255, blank=True, db_index=True)  # what a provider calls it in its events
    kind = models.CharField(max_length=64)
    about = models.CharField(max_length=100, blank=True, db_index=True)
    to = SealedTextField()
    # Keyed hashes of the address and of its domain: how many letters somebody got can be counted, never to whom.
    to_key = models.CharField(max_length=64, blank=True)
    to_domain_key = models.CharField(max_length=64, blank=True)
    nature = models.CharField(max_length=20, blank=True)  # the Auto-Submitted of RFC 3834; empty: a person's own words
    subject = SealedTextField()
    text = SealedTextField()
    html = SealedTextField(blank=True)
    headers = SealedTextField()
    language = models.CharField(max_length=12)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    # When a worker may next take it: the schedule while it waits, the end of the lease while it is being sent, and
    # nothing once it is final. One column, so that one comparison on one small index finds all that is due.
    attempt_after = models.DateTimeField(null=True)
    leased_by = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=100, blank=True)
    # Of a letter that did not arrive: who decided that nothing more need be done about it, and why. Opaque names.
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=100, blank=True)
    settled_because = models.CharField(max_length=20, blank=True)

    objects = OutgoingEmailQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing letter")
        verbose_name_plural = _("outgoing letters")
        indexes = [
            models.Index(fields=["attempt_after"], name="email_due", condition=Q(attempt_after__isnull=False)),
            # Not `state__in`: SQLite uses a partial index only where the question is put in the very same words.
            models.Index(
                fields=["state"],
                name="email_lost",
                condition=Q(state="refused") | Q(state="given_up") | Q(state="bounced"),
            ),
            models.Index(fields=["to_key", "created_at"], name="email_by_address"),
            models.Index(fields=["to_domain_key", "created_at"], name="email_by_domain"),
        ]
        constraints = [
            models.CheckConstraint(name="email_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="email_has_a_next_time_unless_final",
                condition=Q(state__in=["waiting", "sending"], attempt_after__isnull=False)
                | (~Q(state__in=["waiting", "sending"]) & Q(attempt_after__isnull=True)),
            ),
            models.CheckConstraint(
                name="email_sent_at_only_when_it_left",
                condition=Q(state__in=["sent", "delivered", "bounced"], sent_at__isnull=False)
                | (~Q(state__in=["sent", "delivered", "bounced"]) & Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="email_leased_only_while_sending",
                condition=(Q(state="sending") & ~Q(leased_by="")) | (~Q(state="sending") & Q(leased_by="")),
            ),
            models.CheckConstraint(
                name="email_settled_by_somebody_for_a_reason",
                condition=Q(settled_at__isnull=True, settled_by="", settled_because="")
                | (Q(settled_at__isnull=False) & ~Q(settled_by="") & ~Q(settled_because="")),
            ),
            models.CheckConstraint(
                name="email_tried_before_it_ended",
                condition=Q(state__in=["waiting", "withdrawn"]) | Q(attempts__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def thread(self) -> Thread:
        """What it is about, and for whom: letters of one thread keep their order."""
        return self.about, self.to_key

    @property
    def is_final(self) -> bool:
        """Whether nothing more happens to it unless a person asks."""
        return self.attempt_after is None

    @property
    def header_values(self) -> dict[str, str]:
        """All headers but To, From and Subject, by name, as they leave."""
        values: dict[str, str] = json.loads(self.headers)
        return values


class DeliveryAttempt(models.Model):
    """One try at posting one letter. No address and no content, so that it may be shown and kept."""

    email = models.ForeignKey(OutgoingEmail, on_delete=models.CASCADE, related_name="delivery_attempts")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    reason = models.CharField(max_length=20, choices=Reason.choices)
    smtp_code = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("delivery attempt")
        verbose_name_plural = _("delivery attempts")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(name="attempt_outcome_is_known", condition=Q(outcome__in=Outcome.values)),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.email_id}"


class DeliveryEvent(models.Model):
    """What somebody else told about a letter after it left: a provider's webhook, or a report that came by mail.

    One row an event, however often it is told. No address and no words of a server.
    """

    class Kind(models.TextChoices):
        DEFERRED = "deferred", _("The other mail server asked to come back later.")
        DELIVERED = "delivered", _("The other mail server took the letter.")
        BOUNCED = "bounced", _("The letter came back: the address does not work.")
        REJECTED = "rejected", _("The provider refused to send the letter.")
        COMPLAINED = "complained", _("The person marked the letter as unwanted.")

    email = models.ForeignKey(OutgoingEmail, on_delete=models.CASCADE, related_name="delivery_events")
    event_key = models.CharField(max_length=64, unique=True)  # a hash of who told it and what they call it
    kind = models.CharField(max_length=12, choices=Kind.choices)
    reason = models.CharField(max_length=20, choices=Reason.choices, blank=True)
    is_permanent = models.BooleanField(default=False)
    happened_at = models.DateTimeField()
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("delivery event")
        verbose_name_plural = _("delivery events")
        ordering = ["happened_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="delivery_event_kind_is_known",
                condition=Q(kind__in=["deferred", "delivered", "bounced", "rejected", "complained"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.email_id}"
