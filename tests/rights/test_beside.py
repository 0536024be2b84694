"""What a server does beside its requests."""

import pytest
from django.db import DatabaseError

from nabij.kernel import clock
from nabij.rights.queries import beside, charts
from nabij_rights.catalogue import rules_on


def test_rules_and_charts_are_ready_after_warming_up() -> None:
    charts._drawn.cache_clear()
    beside.warm_up()
    assert charts._drawn.cache_info().currsize > 0
    assert rules_on(clock.today()) is rules_on(clock.today())


def test_without_the_database_the_rights_of_before_stay(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def no_database() -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(beside, "refresh", no_database)
    monkeypatch.setattr(beside.connection, "close", lambda: None)
    beside.look_for_editions()
    assert "those of before stay" in caplog.text
