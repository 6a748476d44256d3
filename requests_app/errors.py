"""The two kinds of no that a service gives, beside Django's PermissionDenied."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from requests_app.models import Ticket


class Refused(ValidationError):
    """No, in words fit for the person; any form can show it."""


class EditedMeanwhile(Refused):
    """A colleague was quicker. `ticket` is the row as it stands now."""

    def __init__(self, ticket: "Ticket") -> None:
        super().__init__(_("A colleague has changed this request since you opened it. Check, then send again."))
        self.ticket = ticket
