"""The rows. What is true of every row is a constraint, a question about many rows is a queryset method."""

from requests_app.models.attachments import Attachment, Upload
from requests_app.models.belongings import Answers, Contact, ReceiptCode, ReferenceGuess, TicketSearch
from requests_app.models.calendar import ClosingDay, Office, OpeningSpan, SlaPolicy
from requests_app.models.conversation import Message, Note
from requests_app.models.drafts import Draft
from requests_app.models.facts import TicketFact
from requests_app.models.forms import Form, FormVersion
from requests_app.models.guards import Tally
from requests_app.models.letters import LetterText
from requests_app.models.notices import Notice, NoticePreference
from requests_app.models.people import Membership, Team, User
from requests_app.models.routing import RoutingRule, Topic, UrgencySignal
from requests_app.models.statements import StatementApproval
from requests_app.models.texts import TranslatedText
from requests_app.models.tickets import Ticket

__all__ = [
    "Answers",
    "Attachment",
    "ClosingDay",
    "Contact",
    "Draft",
    "Form",
    "FormVersion",
    "LetterText",
    "Membership",
    "Message",
    "Note",
    "Notice",
    "NoticePreference",
    "Office",
    "OpeningSpan",
    "ReceiptCode",
    "ReferenceGuess",
    "RoutingRule",
    "SlaPolicy",
    "StatementApproval",
    "Tally",
    "Team",
    "Ticket",
    "TicketFact",
    "TicketSearch",
    "Topic",
    "TranslatedText",
    "Upload",
    "UrgencySignal",
    "User",
]
