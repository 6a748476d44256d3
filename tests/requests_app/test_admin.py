"""The administration opens on every setting, keeps who changed it, and refuses in words what could not be used."""

import json

import pytest
from django.contrib import admin
from django.urls import reverse

from requests_app import remembered
from requests_app.models import Form, FormVersion, RoutingRule, Team, TranslatedText
from requests_app.services.forms import published


@pytest.fixture
def office(client, cast):
    client.force_login(cast.admin)
    return client


NEVER_ADDED = {TranslatedText}  # a text is at its place already, or it is not of this house
MODELS = [model for model in admin.site._registry if model._meta.app_label == "requests_app"]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("page", ["changelist", "add"])
def test_every_setting_can_be_listed_and_added(office, model, page):
    response = office.get(reverse(f"admin:requests_app_{model._meta.model_name}_{page}"))

    assert response.status_code == (403 if page == "add" and model in NEVER_ADDED else 200)


def test_no_ticket_and_nothing_of_a_ticket_is_in_the_administration():
    names = {model.__name__ for model in admin.site._registry}

    assert names.isdisjoint({"Ticket", "Message", "Note", "Contact", "Answers", "Attachment", "OutgoingEmail"})


@pytest.mark.parametrize("name", ["amina", "bruno", "claire", "dara"])
def test_nobody_else_gets_in(client, cast, name):
    client.force_login(getattr(cast, name))

    assert client.get("/admin/", follow=True).status_code in (403, 404)


def test_there_is_one_way_in_and_the_administrations_own_is_closed(client, db):
    assert "/accounts/login/" in client.get("/admin/login/").headers["Location"]


def test_who_changed_a_rule_and_when_is_on_record(office, cast):
    rule = RoutingRule.objects.first()
    address = reverse("admin:requests_app_routingrule_change", args=[rule.pk])

    office.post(address, fields_of(rule, name="Renommée"))

    assert rule.history.first().history_user == cast.admin
    assert rule.history.first().name == "Renommée"


@pytest.mark.parametrize(
    ("conditions", "actions"),
    [
        ({"moon_in": ["full"]}, {"team": "accueil"}),
        ({"form_in": ["general"]}, {"team": "nobody"}),
        ({}, {"priority": 9}),
    ],
)
def test_a_rule_that_could_not_be_used_is_refused_in_words(office, conditions, actions):
    rule = RoutingRule.objects.first()
    address = reverse("admin:requests_app_routingrule_change", args=[rule.pk])

    response = office.post(address, fields_of(rule, conditions=conditions, actions=actions))

    assert response.status_code == 200
    assert "errornote" in response.text
    assert RoutingRule.objects.get(pk=rule.pk).conditions == rule.conditions


def fields_of(rule, **changed):
    values = {"position": rule.position, "name": rule.name, "is_active": "on"}
    values |= {"conditions": rule.conditions, "actions": rule.actions, **changed}
    return {key: json.dumps(value) if isinstance(value, dict) else value for key, value in values.items()}


def test_a_draft_is_published_and_asked_from_then_on(office, cast):
    form = Form.objects.get(slug="general")
    schema = json.loads(json.dumps(form.versions.first().schema))
    schema["title"]["fr"] = "Une nouvelle version"
    draft = FormVersion.objects.create(form=form, number=2, schema=schema)

    office.post(
        reverse("admin:requests_app_formversion_changelist"), {"action": "publish", "_selected_action": [draft.pk]}
    )

    remembered.forget()  # the commit does it; a test has none
    assert FormVersion.objects.get(pk=draft.pk).published_at is not None
    assert published("general").schema.title["fr"] == "Une nouvelle version"


def test_a_schema_that_cannot_be_used_is_refused_with_its_place(office):
    form = Form.objects.get(slug="general")
    schema = json.loads(json.dumps(form.versions.first().schema))
    del schema["steps"][0]["questions"][0]["label"]["fr"]

    response = office.post(
        reverse("admin:requests_app_formversion_add"), {"form": form.pk, "number": 9, "schema": json.dumps(schema)}
    )

    assert "steps 1 &gt; writing_for" in response.text
    assert not FormVersion.objects.filter(number=9).exists()


def test_a_confidential_reception_is_refused_in_words(office):
    team = Team.objects.get(is_reception=True)
    fields = {"code": team.code, "name": json.dumps(team.name), "description": "{}", "email": team.email, "position": 1}
    inline = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}

    response = office.post(
        reverse("admin:requests_app_team_change", args=[team.pk]),
        {**fields, **inline, "confidential": "on", "is_reception": "on"},
    )

    assert response.status_code == 200
    assert not Team.objects.get(pk=team.pk).confidential
