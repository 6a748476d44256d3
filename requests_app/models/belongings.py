"""What belongs to one ticket alone: the contact, the answers, the receipt code, the words by which it is found."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from requests_app import likeness
from requests_app.models.tickets import Ticket
from sealing.fields import SealedWhenConfidentialJSONField, SealedWhenConfidentialTextField


class BelongsToTicket(models.Model):
    """A row that is sealed when its ticket is confidential."""

    class Meta:
        abstract = True

    @property
    def is_sealed(self) -> bool:
        ticket: Ticket = self.ticket  # type: ignore[attr-defined]  # every subclass has one
        return ticket.confidential


# Questions whose answers are kept as the contact, and nowhere else: there is one place to correct and to erase.
CONTACT_QUESTIONS = {
    "name": "name",
    "organisation": "organisation",
    "email": "email",
    "phone": "phone",
    "preferred_contact": "preferred",
    "safe_contact": "safe_contact",
}


class Contact(BelongsToTicket):
    """How to reach the person. Absent when anonymous."""

    class Preferred(models.TextChoices):
        EMAIL = "email", _("e-mail")
        PHONE = "telephone", _("call")
        SMS = "sms", _("text message")
        LETTER = "courrier", _("letter")
        VISIT = "sur_place", _("will come by")
        NONE = "aucun", _("does not want to be contacted")

    class Trouble(models.TextChoices):
        BOUNCED = "bounced", _("letters to this address come back")
        COMPLAINED = "complained", _("the person marked our letter as unwanted")

    ticket = models.OneToOneField(Ticket, on_delete=models.CASCADE, related_name="contact", primary_key=True)
    name = SealedWhenConfidentialTextField(_("name"), blank=True)
    organisation = SealedWhenConfidentialTextField(_("organisation"), blank=True)
    email = SealedWhenConfidentialTextField(_("e-mail"), blank=True)
    phone = SealedWhenConfidentialTextField(_("telephone, as typed"), blank=True)
    phone_e164 = SealedWhenConfidentialTextField(_("telephone"), blank=True)
    preferred = models.CharField(_("how to answer"), max_length=20, choices=Preferred, blank=True)
    safe_contact = models.CharField(_("safe contact"), max_length=40, blank=True)
    # What came of writing to this address: while it says something, no letter goes there.
    email_trouble = models.CharField(_("trouble with the address"), max_length=12, choices=Trouble, blank=True)
    email_trouble_at = models.DateTimeField(null=True, blank=True)
    # Keyed hashes (`likeness.py`), by which the same address or number is found where it may not be read.
    email_key = models.CharField(max_length=64, blank=True, editable=False)
    phone_key = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("contact")
        indexes = [
            models.Index(fields=["email_key"], name="contact_by_email", condition=~models.Q(email_key="")),
            models.Index(fields=["phone_key"], name="contact_by_phone", condition=~models.Q(phone_key="")),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With the hashes that go with what stands there now."""
        self.email_key = likeness.of_email(self.email, confidential=self.is_sealed)
        self.phone_key = likeness.of_phone(self.phone_e164, confidential=self.is_sealed)
        super().save(*args, **kwargs)

    @property
    def as_answers(self) -> dict[str, str]:
        """The same by question, as the form asked it."""
        return {question: value for question, field in CONTACT_QUESTIONS.items() if (value := getattr(self, field))}

    @property
    def may_be_written_to(self) -> bool:
        """Whether an e-mail may go out: there is an address that works, and nobody asked us to keep away from it."""
        return (
            bool(self.email)
            and not self.email_trouble
            and self.preferred != self.Preferred.NONE
            and self.safe_contact != "telephone_seulement"
        )

    @property
    def wants_neutral_letters(self) -> bool:
        """Whether somebody else may read this person's mail: then letters carry no content."""
        return self.safe_contact not in {"", "ok"}


class Answers(BelongsToTicket):
    """What was answered, keyed by question, at the version that was asked."""

    ticket = models.OneToOneField(Ticket, on_delete=models.CASCADE, related_name="answers", primary_key=True)
    data: Any = SealedWhenConfidentialJSONField(default=dict)
    text_key = models.CharField(max_length=64, blank=True, editable=False)  # the same, of the folded message

    class Meta:
        indexes = [models.Index(fields=["text_key"], name="answers_by_text", condition=~models.Q(text_key=""))]

    def __str__(self) -> str:
        return f"{self.ticket_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With the hash that goes with what stands there now."""
        self.text_key = likeness.of_text(str(self.data.get("message", "")), confidential=self.is_sealed)
        super().save(*args, **kwargs)


class ReceiptCode(models.Model):
    """The Argon2id hash of the code with which the person comes back."""

    ticket = models.OneToOneField(Ticket, on_delete=models.CASCADE, related_name="receipt_code", primary_key=True)
    hash = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.ticket_id}"


class ReferenceGuess(models.Model):
    """Failed attempts to come back to one reference, whether it exists or not: guessing gets slower, never locked."""

    reference_key = models.CharField(max_length=64, primary_key=True)  # keyed hash: nobody learns who was guessed
    failures = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.reference_key


class TicketSearch(models.Model):
    """The folded words of a ticket. A confidential ticket's words never come here: it is known by its reference."""

    ticket = models.OneToOneField(Ticket, on_delete=models.CASCADE, related_name="search", primary_key=True)
    words = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.ticket_id}"
