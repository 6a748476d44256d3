"""A confidential row is sealed in the database; every row reads back as it was written."""

import pytest
from django.core.exceptions import FieldError
from django.db import connection

from requests_app.models import Contact, Note, Upload
from tests import make


def column(table: str, name: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM {table}")
        return [row[0] for row in cursor.fetchall()]


def test_a_note_on_a_confidential_ticket_is_sealed_and_reads_as_written(cast):
    note = make.note(make.ticket(form="discrimination"), "Appeler Samira après 18 h")

    assert column("requests_app_note", "body")[0].startswith("sealed:v1:")
    assert Note.objects.get(pk=note.pk).body == "Appeler Samira après 18 h"


def test_a_note_on_an_ordinary_ticket_is_kept_as_it_is(cast):
    make.note(make.ticket(), "À rappeler")

    assert column("requests_app_note", "body") == ["À rappeler"]


@pytest.mark.parametrize("typed", ["sealed:v1:abc", "plain:v1:abc", "plain:v1:sealed:v1:abc"])
def test_somebody_who_types_our_own_marks_reads_them_again(cast, typed):
    note = make.note(make.ticket(), typed)

    assert Note.objects.get(pk=note.pk).body == typed


def test_answers_of_any_shape_come_back_from_a_sealed_column(cast):
    data = {"message": 'ሰላም\n"x"', "wishes": ["conseil"], "people_count": 2}

    ticket = make.ticket(form="discrimination", answers=data)
    ticket.refresh_from_db()

    assert ticket.answers.data == data
    assert column("requests_app_answers", "data")[0].startswith("sealed:v1:")


def test_a_sealed_column_cannot_be_searched_by_value_for_it_would_quietly_find_nothing(cast):
    with pytest.raises(FieldError, match="sealed"):
        Contact.objects.filter(email="a@example.org")


def test_a_sealed_column_cannot_be_written_past_its_row(cast):
    with pytest.raises(FieldError, match="sealed"):
        Upload.objects.update(original_name="clair.pdf")
