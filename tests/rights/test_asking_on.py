"""At the kitchen table one question follows another, and one member of a household after another."""

from __future__ import annotations

import re
import uuid

import pytest
from django.http import HttpResponse

from nabij.registry.models import Membership
from nabij.registry.types import Relation
from nabij.rights.models import Fact
from tests.registry.people import child, somebody
from tests.registry.test_pages import Worker, noor, opened, text

__all__ = ["noor"]  # the fixture of a worker with a browser
pytestmark = pytest.mark.django_db


def sends_on(by: Worker, address: str, **fields: object) -> HttpResponse:
    """Send the question at an address with "and ask the next", and go where that leads."""
    sent = by.client.post(address, {"client_id": uuid.uuid4(), "source": "told", "then": "next", **fields})
    assert sent.status_code == 302
    first = sent["Location"]
    return by.client.get(first)


def test_a_question_that_was_skipped_is_not_asked_again_in_the_same_round(noor: Worker) -> None:
    number = opened(noor, somebody(), child("Mo"))
    asked = noor.opens(f"{number}/eerste-vraag/")["Location"]
    seen = []
    for _turn in range(4):
        seen.append(asked.partition("?")[0])
        answer = sends_on(noor, asked, answer="skip")
        assert answer.status_code == 302
        asked = answer["Location"]
        assert re.fullmatch(r"na=[0-9a-f.]+", asked.partition("?")[2])  # signs that name nobody
    assert len(set(seen)) == 4
    assert not Fact.objects.exists()


def test_a_plain_save_goes_back_to_the_household(noor: Worker) -> None:
    number = opened(noor)
    asked = noor.opens(f"{number}/eerste-vraag/")["Location"]
    sent = noor.client.post(asked, {"client_id": uuid.uuid4(), "source": "told", "answer": "skip"})
    assert sent["Location"] == f"/nl/werk/gezinnen/{number}/"


def test_after_a_child_the_next_form_begins_with_its_surname_after_a_partner_with_none(noor: Worker) -> None:
    number = opened(noor)
    fields = {"from_on": "1/11/2026", "share_pct": "100", "then": "again"}
    partner = {"given": "Jo", "family": "Wulp", "relation": Relation.PARTNER.value}
    sent = noor.sends(f"{number}/persoon/", **partner, **fields)
    assert sent["Location"] == f"/nl/werk/gezinnen/{number}/persoon/?nog=1"
    assert 'value="Wulp"' not in text(noor.client.get(sent["Location"]))
    kid = {"given": "Lou", "family": "Wulp", "relation": Relation.CHILD.value}
    sent = noor.sends(f"{number}/persoon/", **kid, **fields)
    form = text(noor.client.get(sent["Location"]))
    assert 'value="Wulp"' in form
    assert re.search(r'<option value="child"\s+selected', form)
    assert Membership.objects.filter(household=number).count() == 3
    assert 'value="Wulp"' not in text(noor.opens(f"{number}/persoon/"))
