"""Forms: what is open, what is asked now, and how a version is published."""

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from requests_app import blocks
from requests_app.errors import Refused
from requests_app.intake import schema as schemas
from requests_app.intake.schema import FormSchema
from requests_app.models import Form, FormVersion
from requests_app.models.history import sign
from requests_app.permissions import Actor, person
from requests_app.remembered import forget, remembered


class Asked:
    """A published version with its schema already read."""

    __slots__ = ("form", "schema", "version")

    def __init__(self, version: FormVersion) -> None:
        self.version = version
        self.form = version.form
        self.schema = _read(version.schema, version.form.slug)


@remembered
def published(slug: str) -> Asked | None:
    """What the open form at this address asks now; None when there is none, or it is closed."""
    newest = FormVersion.objects.published().filter(form__slug=slug, form__is_open=True)
    version = newest.select_related("form__default_team", "form__sla").first()
    return Asked(version) if version else None


@remembered
def open_forms() -> list[Asked]:
    """What the public may fill in, in order."""
    slugs = Form.objects.filter(is_open=True).values_list("slug", flat=True)
    return [asked for slug in slugs if (asked := published(slug))]


@remembered
def mail_addresses() -> dict[str, str]:
    """The addresses, in lower case, to which mail opens a request of a form, and that form's slug."""
    forms = Form.objects.exclude(mail_address="").values_list("mail_address", "slug")
    return {address.lower(): slug for address, slug in forms}


@remembered
def confidential_teams() -> dict[str, str]:
    """The slugs of confidential forms, open or not, and the codes of their teams."""
    return dict(Form.objects.filter(confidential=True).values_list("slug", "default_team__code"))


@remembered
def read_schema(version_pk: int) -> FormSchema:
    """The schema of any version: old answers read as they were asked."""
    return _read(*FormVersion.objects.values_list("schema", "form__slug").get(pk=version_pk))


def _read(schema: dict[str, object], slug: str) -> FormSchema:
    """The schema with its words in their places, so that other languages can be laid over it."""
    return schemas.parse(blocks.placed(schema, blocks.place_of_form(slug)))


@transaction.atomic
def draft(form: Form, schema: dict[str, object], *, by: Actor) -> FormVersion:
    """A next version of the form that nobody is asked yet. Raises BadSchema, with the place, if it cannot be used."""
    schemas.parse(schema)
    newest = form.versions.aggregate(newest=models.Max("number"))["newest"] or 0
    version = FormVersion(form=form, number=newest + 1, schema=schema)
    sign(version, by=person(by), why="drafted")
    version.save()
    return version


@transaction.atomic
def publish(version: FormVersion, *, by: Actor) -> FormVersion:
    """From now on the public is asked this version. Raises BadSchema, or Refused if it already was published."""
    version = FormVersion.objects.select_for_update().get(pk=version.pk)
    if version.published_at is not None:
        raise Refused(_("This version is published already."))
    schemas.parse(version.schema)
    version.published_at = timezone.now()
    sign(version, by=person(by), why="published")
    version.save()
    transaction.on_commit(forget)
    return version
