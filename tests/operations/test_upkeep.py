"""The work of the night, as a timer runs it: with no transaction around it."""

import io

import pytest
from django.core.management import call_command


@pytest.mark.django_db(transaction=True)
def test_every_part_of_the_work_of_the_night_stands_on_its_own() -> None:
    """A test in a transaction would hide a part that needs one and does not begin it."""
    said = io.StringIO()
    call_command("upkeep", stdout=said)
    assert "registry.words: " in said.getvalue()
