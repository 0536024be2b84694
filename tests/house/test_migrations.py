"""Migrations make one line per app, and nothing waits to be written."""

import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

OURS = sorted(config.label for config in apps.get_app_configs() if config.name.startswith("nabij."))


@pytest.mark.parametrize("app", OURS)
def test_the_migrations_of_an_app_make_one_line(app: str) -> None:
    loader = MigrationLoader(None)
    own = sorted(name for label, name in loader.disk_migrations if label == app)
    assert [int(re.match(r"\d{4}", name).group()) for name in own] == list(range(1, len(own) + 1))
    for before, name in zip([None, *own], own, strict=False):
        earlier = [key[1] for key in loader.disk_migrations[app, name].dependencies if key[0] == app]
        assert earlier == ([before] if before else [])


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
