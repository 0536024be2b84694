"""What rounds need around them: a process of their own, the roads of the town, a drawing, few questions."""

from __future__ import annotations

import io
import json
import re
from datetime import timedelta
from typing import Any
from urllib.error import URLError

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from nabij.campaigns.actions import planning
from nabij.campaigns.models import Planning, Round
from nabij.campaigns.queries import road_times
from nabij.campaigns.queries.round_map import drawn
from nabij.campaigns.types import PlanningState
from nabij.campaigns.types.drawn_rounds import Way, WayDoor, number_words
from nabij.campaigns.views import beside
from nabij.directory.queries import known_places
from nabij.kernel import clock
from nabij.staff.models import RoleGrant, TownGrant, User
from nabij.staff.types import Role
from nabij_methods.rounds import Basis, Mode, Place
from tests.campaigns.rounds import DAY, a_door_campaign, a_station, goes, plan
from tests.registry.people import NOW, TOWN

pytestmark = pytest.mark.django_db

PLACES = [Place(51.36, 2.91, "a"), Place(51.37, 2.92, "b"), Place(51.38, 2.93, "c")]


def a_road_service(answers: Any, monkeypatch: pytest.MonkeyPatch, asked: list[str]) -> None:
    def answer(address: str, timeout: float) -> io.BytesIO:
        asked.append(address)
        if isinstance(answers, Exception):
            raise answers
        first, then = re.findall(r"(?:sources|destinations)=([0-9;]+)", address)
        row = [answers] * len(then.split(";"))
        return io.BytesIO(json.dumps({"durations": [row] * len(first.split(";"))}).encode())

    monkeypatch.setattr(road_times, "urlopen", answer)


def test_without_a_road_service_nothing_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    a_road_service(60, monkeypatch, asked)
    travel, said = road_times.travel_between(PLACES, {Mode.FOOT})
    assert (travel.basis, said, asked) == (Basis.CROW_FLIES, "", [])


def test_the_roads_of_the_town_give_the_times_and_hear_no_name(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.ROADS_URL = "http://wegen.zonnedam.example/{mode}"
    asked: list[str] = []
    a_road_service(61.5, monkeypatch, asked)
    travel, said = road_times.travel_between(PLACES, {Mode.BICYCLE})
    assert (travel.basis, said) == (Basis.ROADS, "")
    assert travel.seconds(PLACES, Mode.BICYCLE)[0, 2] == 62
    assert len(asked) == 1
    assert asked[0].startswith("http://wegen.zonnedam.example/bicycle/table/v1/bicycle/2.910000,51.360000;")


@pytest.mark.parametrize("fault", [URLError("away"), TimeoutError(), ValueError("no json")])
def test_a_road_service_that_does_not_answer_leaves_the_estimate_and_says_so(
    fault: Exception, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.ROADS_URL = "http://wegen.zonnedam.example"
    a_road_service(fault, monkeypatch, [])
    at = a_door_campaign(doors=2)
    goes(at)
    made = plan(at)
    assert (made.state, made.planned, made.is_by_roads) == (PlanningState.DONE, 2, False)
    assert "antwoordde niet" in made.said


def test_roads_stand_with_the_planning(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.ROADS_URL = "http://wegen.zonnedam.example"
    a_road_service(120, monkeypatch, [])
    at = a_door_campaign(doors=2)
    goes(at)
    assert plan(at).is_by_roads
    assert Round.objects.get().minutes_travel == 6  # to the first door, to the second, and back


def test_a_fault_in_the_program_ends_the_planning_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    at = a_door_campaign(doors=2)
    goes(at)

    def broken(*_all: Any, **_more: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(planning, "asked_of", broken)
    with pytest.raises(ZeroDivisionError):
        plan(at)
    made = Planning.objects.get()
    assert (made.state, Round.objects.count()) == (PlanningState.FAILED, 0)
    assert "fout in het programma" in made.said


def test_a_long_planning_gets_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []

    class Process:
        def __init__(self, command: list[str], **_more: Any) -> None:
            started.append(command[1:])

        def wait(self) -> int:
            return 0

    monkeypatch.setattr(beside.subprocess, "Popen", Process)
    beside.begin_planning(7, doors=61)
    assert started == [["-m", "nabij", "plan_rounds", "7"]]


def test_the_command_works_a_planning_out_and_leaves_a_finished_one_alone() -> None:
    at = a_door_campaign(doors=2)
    goes(at)
    made = plan(at)
    call_command("plan_rounds", str(made.pk))
    assert Planning.objects.get(pk=made.pk).ended_at == made.ended_at


def test_doors_on_one_spot_share_a_mark_and_north_is_above() -> None:
    near, far = (51.36, 2.91), (51.37, 2.93)
    doors = tuple(WayDoor(number, point) for number, point in enumerate((near, near, near, far), 1))
    drawing = drawn([Way("", None, doors, None)], is_alone=True)
    assert drawing is not None
    (way,) = drawing.ways
    assert [mark.words for mark in way.marks] == ["1–3", "4"]
    assert way.marks[1].y < way.marks[0].y
    assert way.marks[1].x > way.marks[0].x
    assert all(0 <= mark.x <= drawing.width and 0 <= mark.y <= drawing.height for mark in way.marks)
    assert drawn([Way("", near, (), None)]) is None


def test_a_map_holds_each_door_with_the_number_of_its_line_and_no_word_about_anybody() -> None:
    spot, other = (50.828, 3.265), (50.83, 3.27)  # in Kortrijk, of which the outlines are known
    told = (
        WayDoor(1, spot, is_done=True),
        WayDoor(3, spot),
        WayDoor(4, spot),
        WayDoor(7, other, is_done=True),
    )
    drawing = drawn([Way("", other, told, other, "round-1")], is_alone=True)
    assert drawing is not None
    assert drawing.source
    parts = [one["properties"] | {"at": one["geometry"]["coordinates"]} for one in drawing.shapes["features"]]
    doors = [(one["words"], one["done"], one["to"], one["at"]) for one in parts if one["is"] == "door"]
    assert doors == [
        ("1, 3–4", False, "stop-1", [3.265, 50.828]),
        ("7", True, "stop-7", [3.27, 50.83]),
    ]
    assert [one["at"] for one in parts if one["is"] == "end"] == [[3.27, 50.83]]
    assert "Kortrijk Centrum" in {one["name"] for one in parts if one["is"] == "outline"}


def test_on_the_map_of_a_day_a_door_leads_to_the_line_of_its_round() -> None:
    ways = [Way(name, None, (WayDoor(2, (51.36, 2.91)),), None, f"round-{name}") for name in "AB"]
    drawing = drawn(ways)
    assert drawing is not None
    assert drawing.source == ""  # a town without outlines: nobody is to be named
    doors = [one["properties"] for one in drawing.shapes["features"] if one["properties"]["is"] == "door"]
    assert [(one["words"], one["to"], one["colour"]) for one in doors] == [
        ("A2", "round-A", "rA"),
        ("B2", "round-B", "rB"),
    ]
    assert number_words([9, 4, 5, 6]) == "4–6, 9"


def test_a_round_begins_at_a_place_of_the_town_that_is_on_the_map() -> None:
    assert known_places(TOWN) == []
    assert a_station() == known_places(TOWN)[0].key
    assert known_places("elders") == []


def test_pages_of_rounds_ask_few_questions_also_with_many_doors(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    now, today = clock.now(), clock.today()
    at = a_door_campaign(
        doors=30, visitors=3, now=now, from_on=today, until_on=today + timedelta(days=30), reference_on=today
    )
    at.campaign.targets.update(due_at=now)
    RoleGrant.objects.create(user_id=at.lead.staff_id, role=Role.CAMPAIGN_LEAD)
    TownGrant.objects.create(user_id=at.lead.staff_id, town=TOWN)
    for days in (1, 2, 3):
        for visitor in at.callers:
            goes(at, visitor, day=today + timedelta(days=days), now=now)
    made = plan(at, now, from_on=today)
    assert made.planned == 30
    made = plan(at, now, from_on=today, is_balanced=True)
    client.force_login(User.objects.get(pk=at.lead.staff_id))
    walked = Round.objects.filter(stops__taken_off_at=None).first()
    assert walked is not None
    for name, number in (
        ("rounds", [at.campaign_id]),
        ("shifts", [at.campaign_id]),
        ("round-plan", [at.campaign_id]),
        ("planning", [at.campaign_id, made.pk]),
        ("round", [walked.pk]),
    ):
        address = reverse(f"campaigns:{name}", args=number)
        client.get(address)
        with django_assert_max_num_queries(30):
            assert client.get(address).status_code == 200


def test_the_day_is_that_of_belgium() -> None:
    at = a_door_campaign(doors=1)
    shift = goes(at)
    plan(at, NOW)
    assert (shift.day, Round.objects.get().day) == (DAY, DAY)
