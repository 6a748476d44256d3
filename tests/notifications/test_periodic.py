"""What the worker does again and again."""

from datetime import timedelta

import pytest
from django.db import OperationalError

from notifications import periodic
from notifications.models import PeriodicRun
from tests.notifications.conftest import NOW


@pytest.fixture
def ran(monkeypatch, db):
    """Moments at which the only registered function ran; it is due at NOW, then every minute."""
    monkeypatch.setattr(periodic, "_registry", {})
    moments = []
    periodic.every(60, name="count", lease_seconds=300)(moments.append)
    periodic.remember(NOW)
    return moments


def test_a_function_runs_when_it_is_due_and_not_before(ran):
    for seconds in (0, 30, 59, 60, 61):
        periodic.run_due(NOW + timedelta(seconds=seconds))

    assert ran == [NOW, NOW + timedelta(seconds=60)]


def test_two_workers_do_not_run_the_same_function_at_once(ran):
    assert PeriodicRun.objects.claim("count", now=NOW, lease=timedelta(seconds=300))

    assert periodic.run_due(NOW + timedelta(seconds=299)) == 0
    assert periodic.run_due(NOW + timedelta(seconds=300)) == 1  # the other one died over it


def test_remembering_twice_keeps_what_is_known(ran):
    periodic.run_due(NOW)
    periodic.remember(NOW + timedelta(seconds=1))

    assert PeriodicRun.objects.get().next_at == NOW + timedelta(seconds=60)


def test_one_functions_mistake_is_kept_and_stops_nothing_else(ran, caplog):
    periodic.every(60, name="broken")(lambda _now: {}["Zoé"])
    periodic.remember(NOW)

    assert periodic.run_due(NOW) == 2

    assert ran == [NOW]
    assert dict(PeriodicRun.objects.values_list("name", "failure")) == {"count": "", "broken": "KeyError"}
    assert "broken failed: KeyError at " in caplog.text
    assert "Zoé" not in caplog.text


def test_a_database_that_is_away_is_nobodys_mistake(ran):
    def away(_now):
        raise OperationalError

    periodic.every(60, name="count")(away)

    with pytest.raises(OperationalError):
        periodic.run_due(NOW)

    assert PeriodicRun.objects.get().failure == ""


def test_a_function_is_known_by_its_module_and_name(ran):
    @periodic.every(60)
    def tidy(_now):
        """Nothing."""

    periodic.remember(NOW)

    name = f"{__name__}.test_a_function_is_known_by_its_module_and_name.<locals>.tidy"
    assert PeriodicRun.objects.filter(name=name).exists()


def test_a_worker_that_is_told_to_stop_begins_nothing(ran):
    assert periodic.run_due(NOW, keep_going=lambda: False) == 0
