"""The administration: how the house is set up. Tickets are not here, for the role gives no right to read them."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from requests_app.admin_letters import LetterTextAdmin
from requests_app.admin_texts import TranslatedTextAdmin
from requests_app.intake import schema as schemas
from requests_app.models import (
    ClosingDay,
    Form,
    FormVersion,
    LetterText,
    Membership,
    Office,
    OpeningSpan,
    RoutingRule,
    SlaPolicy,
    Team,
    Topic,
    TranslatedText,
    UrgencySignal,
    User,
)
from requests_app.routing import Rule, Signal
from requests_app.services import forms as form_services


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 1


class NewUserForm(AdminUserCreationForm):
    """Address, name and a password; everything else on the next page."""

    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ("email", "name")


@admin.register(User)
class StaffAdmin(SimpleHistoryAdmin, UserAdmin):
    add_form = NewUserForm
    inlines = [MembershipInline]
    ordering = ["name"]
    list_display = ["email", "name", "is_active", "is_manager", "is_staff"]
    list_filter = ["is_active", "is_manager", "is_staff", "teams"]
    search_fields = ["email", "name"]
    readonly_fields = ["last_login"]
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("email", "name", "language", "password")}),
        (_("Absence"), {"fields": ("away_from", "away_until")}),
        (_("Roles"), {"fields": ("is_active", "is_manager", "is_staff", "is_superuser", "last_login")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "name", "usable_password", "password1", "password2")}),)


@admin.register(Team)
class TeamAdmin(SimpleHistoryAdmin):
    list_display = ["__str__", "code", "email", "confidential", "is_reception", "position"]
    inlines = [MembershipInline]


class RuleForm(ModelForm):
    """A rule that cannot be used is refused here, with a sentence, and not found out at night."""

    class Meta:
        model = RoutingRule
        fields = ["position", "name", "is_active", "conditions", "actions"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        rule = Rule.parse(cleaned.get("name", ""), cleaned.get("conditions") or {}, cleaned.get("actions") or {})
        rule.check_codes(
            teams=set(Team.objects.values_list("code", flat=True)),
            topics=set(Topic.objects.values_list("code", flat=True)),
        )
        return cleaned


@admin.register(RoutingRule)
class RoutingRuleAdmin(SimpleHistoryAdmin):
    form = RuleForm
    list_display = ["position", "name", "is_active"]
    list_display_links = ["name"]


class SignalForm(ModelForm):
    """Phrases that cannot be used are refused with a sentence."""

    class Meta:
        model = UrgencySignal
        fields = ["code", "label", "phrases", "priority", "is_active"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        Signal.parse(cleaned.get("code", ""), cleaned.get("phrases") or {}, cleaned.get("priority") or 1)
        return cleaned


@admin.register(UrgencySignal)
class UrgencySignalAdmin(SimpleHistoryAdmin):
    form = SignalForm
    list_display = ["__str__", "code", "priority", "is_active"]


@admin.register(Form)
class FormAdmin(SimpleHistoryAdmin):
    list_display = ["__str__", "slug", "default_team", "confidential", "is_open", "retention_months"]


class VersionForm(ModelForm):
    """A schema is judged when it is saved, with a sentence that names the place."""

    class Meta:
        model = FormVersion
        fields = ["form", "number", "schema"]

    def clean_schema(self) -> Any:
        data = self.cleaned_data["schema"]
        schemas.parse(data)
        return data


@admin.register(Office)
class OfficeAdmin(SimpleHistoryAdmin):
    list_display = ["__str__", "address", "phone", "is_house", "checked_on"]


@admin.register(FormVersion)
class FormVersionAdmin(SimpleHistoryAdmin):
    form = VersionForm
    list_display = ["__str__", "number", "published_at"]
    list_select_related = ["form"]
    list_filter = ["form"]
    actions = ["publish"]

    def has_change_permission(self, request: HttpRequest, obj: FormVersion | None = None) -> bool:
        """A published version never changes."""
        return super().has_change_permission(request, obj) and not (obj and obj.published_at)

    def has_delete_permission(self, request: HttpRequest, obj: FormVersion | None = None) -> bool:
        """A published version may have been answered."""
        return super().has_delete_permission(request, obj) and bool(obj and not obj.published_at)

    @admin.action(description=_("Publish: ask the public this from now on"))
    def publish(self, request: HttpRequest, queryset: Any) -> None:
        for version in queryset:
            try:
                form_services.publish(version, by=cast("User", request.user))
            except ValidationError as refusal:
                self.message_user(request, " ".join(refusal.messages), level="ERROR")
            else:
                self.message_user(request, _("%(version)s is published.") % {"version": version})


admin.site.register(LetterText, LetterTextAdmin)
admin.site.register(TranslatedText, TranslatedTextAdmin)
admin.site.register([ClosingDay, OpeningSpan, SlaPolicy, Topic], SimpleHistoryAdmin)
