"""Letters out, mail in, and the signs of life of those who move them.

The row of a letter is also its place in the queue (docs/decisions/0003-outbox-rows-not-jobs.md).
"""

from notifications.models.incoming import UNSETTLED, Fate, IncomingEmail, IncomingEmailQuerySet, MailboxReading
from notifications.models.outgoing import (
    LEFT_STATES,
    LOST_STATES,
    SEALED_FIELDS,
    UNFINISHED_STATES,
    DeliveryAttempt,
    DeliveryEvent,
    Outcome,
    OutgoingEmail,
    OutgoingEmailQuerySet,
    Reason,
    State,
    Thread,
)
from notifications.models.running import DemoLetter, PeriodicRun, PeriodicRunQuerySet, ServerPause, WorkerHeartbeat

__all__ = [
    "LEFT_STATES",
    "LOST_STATES",
    "SEALED_FIELDS",
    "UNFINISHED_STATES",
    "UNSETTLED",
    "DeliveryAttempt",
    "DeliveryEvent",
    "DemoLetter",
    "Fate",
    "IncomingEmail",
    "IncomingEmailQuerySet",
    "MailboxReading",
    "Outcome",
    "OutgoingEmail",
    "OutgoingEmailQuerySet",
    "PeriodicRun",
    "PeriodicRunQuerySet",
    "Reason",
    "ServerPause",
    "State",
    "Thread",
    "WorkerHeartbeat",
]
