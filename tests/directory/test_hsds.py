"""The export in the Human Services Data Specification: valid against its published schemas."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from nabij.directory.types import Exceptional, Hours, Slot
from tests.directory.offers import KAAI, TOWN, service
from tests.directory.test_ipdc import times

pytestmark = pytest.mark.django_db
SCHEMAS = Path(__file__).parent / "published" / "hsds"


def validator() -> Draft202012Validator:
    known = [
        (file.name, Resource.from_contents(json.loads(file.read_text()), default_specification=DRAFT202012))
        for file in SCHEMAS.glob("*.json")
    ]
    schema = json.loads((SCHEMAS / "service.json").read_text())
    return Draft202012Validator(
        schema, registry=Registry().with_resources(known), format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def test_every_service_is_valid_and_says_the_same_in_each_export(tmp_path: Path) -> None:
    hours = Hours(
        (Slot(0, *times("09:00", "12:00")),),
        (Exceptional(date(2026, 12, 24), date(2026, 12, 24), *times("09:00", "10:00"), "vroeger dicht"),),
    )
    service(
        "Alles",
        summary="Kort",
        name_en="All",
        languages=("nl", "uk"),
        cost="free",
        waiting_weeks=3,
        phone="09 000 00 01",
        email="a@b.example",
        website="https://b.example",
        door=KAAI,
        hours=hours,
        full_until=date(2099, 1, 1),
    )
    service("Niets", needs=(), languages=())
    files = [tmp_path / "one.json", tmp_path / "two.json"]
    for file in files:
        call_command("directory", "export", TOWN, str(file), "--format", "hsds")
    written = json.loads(files[0].read_text(encoding="utf-8"))
    assert files[0].read_bytes() == files[1].read_bytes()
    check = validator()
    assert [error.message for one in written for error in check.iter_errors(one)] == []
    everything = written[0]
    assert everything["status"] == "temporarily closed"
    assert everything["schedules"][0]["byday"] == "MO"
    assert everything["service_at_locations"][0]["location"]["latitude"] == 51.36
    assert everything["attributes"][0]["taxonomy_term"]["code"] == "energy"
    assert not any(value in ("", None, []) for value in everything.values())


def test_the_schema_does_refuse_what_is_wrong() -> None:
    assert list(validator().iter_errors({"id": 3, "name": "x", "status": "misschien"}))
