"""The round on pages: without script, on a phone, and for the coordinator."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nabij.campaigns.models import (
    DoorTold,
    HeldDelivery,
    Instruction,
    InstructionTick,
    Stop,
    TakenRound,
    Worry,
)
from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.offline import release
from nabij.kernel.sealed import sealed_for
from nabij.staff.models import RoleGrant, TownGrant, User
from nabij.staff.types import Role
from tests.campaigns.doors import stop, tell, walked
from tests.campaigns.town import Round as Town
from tests.registry.people import TOWN
from tests.registry.test_query_counts import FRAMES, MOST

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Town:
    town = walked(now=clock.now())
    TownGrant.objects.create(user_id=town.lead.staff_id, town=TOWN)
    RoleGrant.objects.create(user_id=town.lead.staff_id, role=Role.CAMPAIGN_LEAD)
    return town


def come_in(client: Client, who: Actor) -> None:
    client.force_login(User.objects.get(pk=who.staff_id))


def page_of(client: Client, name: str, *arguments: object) -> str:
    response = client.get(reverse(f"campaigns:{name}", args=arguments))
    assert response.status_code == 200
    return response.content.decode()


def sent(client: Client, name: str, content: Any) -> Any:
    address = reverse(f"campaigns:{name}")
    return client.post(address, json.dumps(content), content_type="application/json")


def test_a_round_is_walked_without_script(client: Client, at: Town) -> None:
    come_in(client, at.callers[0])
    page = page_of(client, "my-round")
    assert "Godelieve Peerdam1" in page
    door = reverse("campaigns:my-door", args=[stop(at).pk])
    assert "Hoorde je een vraag?" in client.get(door).content.decode()
    given = {"client_id": uuid.uuid4(), "outcome": "talked", "needs": ["shopping"]}
    refused = client.post(door, given)
    assert refused.status_code == 422
    assert "Vraag of we contact mogen opnemen" in refused.content.decode()
    assert client.post(door, given | {"may_contact": "yes"}).status_code == 302
    assert DoorTold.objects.get().stop == stop(at)
    again = client.post(door, given | {"client_id": uuid.uuid4(), "needs": [], "outcome": "no_answer"})
    assert "bewaard als notitie" in again.content.decode()


def test_a_worry_is_raised_on_the_page_of_a_door(client: Client, at: Town) -> None:
    come_in(client, at.callers[0])
    address = reverse("campaigns:my-door-worry", args=[stop(at).pk])
    assert client.post(address, {"client_id": uuid.uuid4(), "words": "Verward"}).status_code == 302
    assert Worry.objects.get().words == "Verward"
    assert "Het wachtteam is geroepen" in page_of(client, "my-door", stop(at).pk)


def test_the_instruction_is_ticked_before_the_doors(client: Client, at: Town) -> None:
    Instruction.objects.create(
        campaign_id=at.campaign_id, version=1, words="Blijf buiten", made_at=clock.now(),
        made_by_id=at.lead.staff_id,
    )  # fmt: skip
    come_in(client, at.callers[0])
    page = page_of(client, "my-round")
    assert "Blijf buiten" in page
    assert "Peerdam" not in page
    assert client.get(reverse("campaigns:my-door", args=[stop(at).pk])).status_code == 404
    assert sent(client, "round-take", {"number": str(uuid.uuid4())}).status_code == 409
    client.post(reverse("campaigns:instruction-tick"), {"instruction": Instruction.objects.get().pk})
    assert InstructionTick.objects.count() == 1
    assert "Peerdam" in page_of(client, "my-round")


def test_more_doors_ask_the_database_no_more_questions(client: Client) -> None:
    town = walked(doors=9, now=clock.now())
    come_in(client, town.callers[0])
    page_of(client, "my-round")
    with CaptureQueriesContext(connection) as nine:
        assert page_of(client, "my-round").count("/ronde/deur/") == 10  # the next door has a button too
    Stop.objects.filter(number__gt=2).update(taken_off_at=clock.now())
    with CaptureQueriesContext(connection) as two:
        assert page_of(client, "my-round").count("/ronde/deur/") == 3
    assert len(nine) == len(two)
    # As everywhere, what only frames a transaction is no question.
    assert len([one for one in nine if not one["sql"].startswith(FRAMES)]) <= MOST


def test_the_page_that_a_phone_keeps_names_nobody(client: Client, at: Town) -> None:
    come_in(client, at.callers[0])
    response = client.get(reverse("campaigns:round-phone"))
    page = response.content.decode()
    assert response.headers["X-Nabij-Offline"] == release()
    assert "Peerdam" not in page
    assert User.objects.get(pk=at.callers[0].staff_id).name not in page
    assert "csrfmiddlewaretoken" not in page


def test_a_phone_takes_along_what_a_doorbell_says_and_nothing_of_why(client: Client, at: Town) -> None:
    come_in(client, at.callers[0])
    number = str(uuid.uuid4())
    taken = sent(client, "round-take", {"number": number}).json()
    first = taken["round"]["doors"][0]
    assert first["called"] == "Godelieve Peerdam1"
    assert set(first) == {
        *("stop", "number", "called", "place", "language", "script", "script_language", "promised_at"),
        *("told", "open", "bag"),
    }
    told = json.dumps(taken)
    for hidden in ("1940", "because", "ages", "zonnedam.example", "0470", "purpose"):
        assert hidden not in told
    assert sent(client, "round-take", {"number": number}).json()["key"] == taken["key"]
    assert TakenRound.objects.count() == 1


def test_a_phone_brings_letters_and_gets_an_answer_for_each(client: Client, at: Town) -> None:
    come_in(client, at.callers[0])
    number = str(uuid.uuid4())
    taken = sent(client, "round-take", {"number": number}).json()
    state = client.get(reverse("campaigns:round-state")).json()
    assert [one["number"] for one in state["rounds"]] == [number]
    items = []
    for turn, outcome in enumerate(("talked", "no_answer"), 1):
        client_id = str(uuid.uuid4())
        content = {
            "v": 1, "kind": "visit", "stop": stop(at, turn).pk, "told_at": clock.now().isoformat(),
            "outcome": outcome, "needs": [], "words": "", "may_contact": False, "card_left": False,
            "come_back_at": None, "sequence": turn,
        }  # fmt: skip
        letter = sealed_for(taken["key"], content, bound_to=client_id, iv=b"123456789012")
        items.append({"client_id": client_id, "taken": number, "letter": letter})
    body = {"sent_at": clock.now().isoformat(), "items": items}
    answers = sent(client, "round-bring", body).json()["items"]
    assert [one["state"] for one in answers] == ["accepted", "accepted"]
    assert {one["receipt"] for one in answers} == {str(one.pk) for one in DoorTold.objects.all()}
    assert sent(client, "round-bring", body).json()["items"] == answers
    assert sent(client, "round-finish", {"number": number}).status_code == 200
    assert client.get(reverse("campaigns:round-state")).json()["rounds"] == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"sent_at": "gisteren", "items": []},
        {"sent_at": "2026-11-20T10:00:00", "items": []},
        {"sent_at": "2026-11-20T10:00:00+00:00", "items": [{"client_id": "x", "letter": {}}]},
        {"sent_at": "2026-11-20T10:00:00+00:00", "items": [{"client_id": str(uuid.uuid4()), "letter": "x"}]},
        {"sent_at": "2026-11-20T10:00:00+00:00", "items": [1] * 60},
    ],
)
def test_what_no_phone_sends_is_refused_and_nothing_is_written(client: Client, at: Town, body: Any) -> None:
    come_in(client, at.callers[0])
    assert sent(client, "round-bring", body).status_code == 400
    assert not HeldDelivery.objects.exists()


def test_logging_out_keeps_what_is_sealed_for_the_server_and_clears_the_rest(
    client: Client, at: Town
) -> None:
    out = reverse("staff:log-out")
    come_in(client, at.callers[0])
    assert client.post(out).headers["Clear-Site-Data"] == '"storage"'
    come_in(client, at.callers[0])
    sent(client, "round-take", {"number": str(uuid.uuid4())})
    answer = client.post(out)
    assert "Clear-Site-Data" not in answer.headers
    assert "offline/forget.js" in client.get(answer.headers["Location"]).content.decode()


def test_the_coordinator_writes_the_instruction_and_looks_at_what_came_back(client: Client, at: Town) -> None:
    now = clock.now()
    tell(at.callers[0], stop(at), now=now)
    tell(at.callers[0], stop(at), now=now)
    held = HeldDelivery.objects.create(
        client_id=uuid.uuid4(), town=TOWN, campaign_id=at.campaign_id, goer_id=at.callers[0].staff_id,
        letter={}, because="broken", sent_at=now, arrived_at=now,
    )  # fmt: skip
    come_in(client, at.lead)
    page = page_of(client, "doors", at.campaign_id)
    assert f"W{held.pk}" in page
    assert "Godelieve Peerdam1" in page
    address = reverse("campaigns:instruction", args=[at.campaign_id])
    assert client.post(address, {"words": "Blijf buiten", "base_version": 0}).status_code == 302
    assert client.post(address, {"words": "Iets anders", "base_version": 0}).status_code == 409
    assert Instruction.objects.get().words == "Blijf buiten"
    note = DoorTold.objects.notes().get()
    assert client.post(reverse("campaigns:door-note", args=[note.pk])).status_code == 302
    settle = reverse("campaigns:held", args=[held.pk])
    assert client.post(settle, {"again": "1"}).status_code == 409
    assert client.post(settle, {"what": "Gebeld"}).status_code == 302
    page = page_of(client, "doors", at.campaign_id)
    assert reverse("campaigns:held", args=[held.pk]) not in page
    assert re.search(rf"\bW{held.pk} · .*: Gebeld", page)
    assert "Peerdam" not in page


def test_the_service_worker_answers_for_pages_that_name_nobody_only(client: Client) -> None:
    response = client.get("/sw.js")
    assert response.headers["Service-Worker-Allowed"] == "/"
    assert response.headers["Cache-Control"] == "no-cache"
    text = response.content.decode()
    assert f'const RELEASE = "{release()}";' in text
    assert '"/nl/werk/ronde/mee/"' in text
    assert '"/nl/werk/ronde/"' not in text
    about = client.get("/nl/app.webmanifest").json()
    assert about["start_url"] == "/nl/werk/ronde/mee/"
    assert [one["sizes"] for one in about["icons"]] == ["192x192", "512x512"]
