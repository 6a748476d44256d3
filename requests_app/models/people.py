"""Staff and their teams. There is no table of the public: an address is not an identity."""

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from requests_app.intake.words import Words, in_language
from requests_app.models.fields import WordsField
from requests_app.wordbook import Placed

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class UserManager(BaseUserManager["User"]):
    """Users are found by address, whatever the case it was typed in."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person who logs in. Without a password the account waits for one to be set."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An administrator: configures everything, reads no ticket by virtue of the role."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A member of staff. The e-mail address is the log-in."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=10, default="fr")
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("administrator"), default=False)
    is_manager = models.BooleanField(_("manager"), default=False)
    away_from = models.DateField(_("away from"), null=True, blank=True)
    away_until = models.DateField(_("away until (included)"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    teams: "models.ManyToManyField[Team, Membership]" = models.ManyToManyField(
        "Team", through="Membership", related_name="members"
    )

    objects = UserManager()
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("member of staff")
        verbose_name_plural = _("staff")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once_whatever_the_case"),
            models.CheckConstraint(
                name="user_away_from_before_until",
                condition=models.Q(away_from__isnull=True, away_until__isnull=True)
                | models.Q(away_from__lte=models.F("away_until")),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A log-in is no decision: it leaves no row in the history."""
        if list(kwargs.get("update_fields") or ()) == ["last_login"]:
            kept_quiet = type(self).objects.filter(pk=self.pk)
            kept_quiet.update(last_login=self.last_login)
            return
        super().save(*args, **kwargs)

    def is_away(self, today: date) -> bool:
        """Whether nobody should count on this person today."""
        return bool(self.away_from and self.away_until and self.away_from <= today <= self.away_until)

    @cached_property
    def team_list(self) -> list["Team"]:
        """The teams of this person, read once a request."""
        return list(self.teams.all())

    @property
    def is_reception(self) -> bool:
        """Whether this person triages for the whole house."""
        return any(team.is_reception for team in self.team_list)


class Team(models.Model):
    """Who is responsible for a ticket. A confidential team's tickets exist for its members only."""

    code = models.SlugField(_("code"), unique=True)
    name = WordsField(_("name"))
    description = WordsField(_("description"), blank=True, validators=[])
    email = models.EmailField(_("address for new tickets"), blank=True)
    confidential = models.BooleanField(_("confidential"), default=False)
    is_reception = models.BooleanField(
        _("reception"),
        default=False,
        help_text=_("Members triage for the whole house: they read every ticket that is not confidential."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    history = HistoricalRecords()

    if TYPE_CHECKING:
        memberships: "RelatedManager[Membership]"

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(confidential=True, is_reception=True), name="team_reception_is_never_confidential"
            )
        ]

    def __str__(self) -> str:
        return in_language(self.name)

    @property
    def words(self) -> Words:
        """Its name in every language, for the public too."""
        return Placed(self.name, f"team/{self.code}/name")

    def has_member(self, user: User) -> bool:
        """Whether `user` answers for this team."""
        return user.is_active and self.memberships.filter(user=user).exists()


class Membership(models.Model):
    """A person in a team."""

    class Role(models.TextChoices):
        AGENT = "agent", _("agent")
        LEAD = "lead", _("team lead")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.AGENT)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [models.UniqueConstraint(fields=["user", "team"], name="membership_once_per_team")]

    def __str__(self) -> str:
        return f"{self.user} – {self.team}"
