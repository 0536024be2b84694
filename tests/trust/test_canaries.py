"""Nobody reads on any page what their work does not ask for, and all reading stands in the log (R-03, R-04).

The town of `canaries.py` is walked over by every role. That the walk sees a leak is shown by planting some.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
import time_machine
from django.apps import apps
from django.db import models

from nabij.audit.queries import writing
from nabij.casework.models.contacts import ContactQuerySet
from nabij.registry.models import Household, ListRow, Stay
from nabij.registry.models.households import HouseholdQuerySet
from nabij.registry.queries import own_lists
from nabij.registry.types import Sight
from nabij.rights import policies as rights
from nabij.staff.types import Role
from tests.house.test_people_in_tables import OURS, leads_to, points_at_people
from tests.trust import crawl
from tests.trust.canaries import Town

pytestmark = pytest.mark.django_db

NO_WORDS = {
    "casework.HeldRight.right_id": "the id of a right of the catalogue",
    "casework.HeldRight.engine_said": "a code of what the rules said",
    "casework.RightMove.engine_said": "a code of what the rules said",
    "registry.SpokenLanguage.code": "a code of a language",
    "registry.Household.town": "the code of the town",
    "registry.Notice.town": "the code of the town",
    "registry.Identity.folded": "the name again, folded to search by",
    "registry.Identity.sound": "the consonants of the name",
    "registry.NationalNumber.lookup": "a keyed hash; a canary itself",
    "registry.NationalNumber.sealed": "the number sealed; a canary itself",
    "registry.Revision.record": "the name of a table",
    "registry.Conflict.record": "the name of a table",
    "registry.Conflict.field": "the name of a column",
    "registry.PhoneTail.figures": "the end of a number that stands in ContactPoint",
    "registry.ListRow.content_hash": "a hash of the row",
    "registry.ListRow.problems": "codes of problems, with what was read: none in a row without problems",
    "registry.ListedChild.birth": "a day",
    "registry.ListUpload.sha256": "a hash",
    "registry.ListUpload.table": "the cells of a file, packed",
    "registry.ListUpload.signature": "a hash of the headers",
    "registry.ListUpload.columns": "which column holds what",
    "registry.ListUpload.date_order": "a code",
    "registry.ListUpload.base": "a hash",
    "registry.SearchWord.skeleton": "the consonants of a word",
    "registry.SearchGram.gram": "three letters",
    "registry.Address.town": "the code of the town",
    "registry.Address.number": "the number of a house",
    "registry.Address.box": "the number of a box",
    "registry.Address.postcode": "a postcode",
    "registry.Address.municipality": "a municipality",
    "registry.FrozenChild.birth": "a day",
    "registry.ChildPair.level": "a code",
    "registry.ChildPair.reasons": "codes of reasons",
    "registry.PairDecision.result_before": "a hash",
    "registry.PairDecision.result_after": "a hash",
    "rights.Fact.key": "the name of a fact in the vocabulary",
    "rights.Fact.value": "a value of a fixed kind: never free words",
    "casework.EndedStep.step_topic": "a code of a topic",
    "casework.Letter.contact_name": "the name of a colleague",
    "casework.Letter.contact_phone": "the number of a colleague",
    "casework.Letter.template_version": "a hash",
    "casework.Letter.file_sha256": "a hash",
    "casework.Signal.town": "the code of the town",
    "casework.Referral.receiver_name": "the name of an organisation or a team",
    "casework.Document.sha256": "a hash",
    "casework.VisitLetter.said": "a sentence of ours",
    "casework.VisitLetter.letter": "sealed; what stands in it is a canary on the page that opens it",
    "casework.VisitLetter.digest": "a hash",
    "casework.Document.right_code": "the code of a right",
    "campaigns.DoorTold.needs": "codes of what was asked",
    "campaigns.Target.language": "the code of a language",
    "campaigns.Target.because": "ages and codes: the facts for which somebody is on a list",
    "campaigns.NotPlanned.facts": "moments, minutes and codes of languages",
    "audit.Line.event": "the name of an event",
    "audit.Line.roles": "codes of roles",
    "audit.Line.purpose": "a code",
    "audit.Line.detail": "codes and numbers; that no word of a person comes in is tested by erasing",
    "audit.Line.activity": "a code",
    "audit.Line.channel": "a code",
    "audit.Line.hash": "a hash",
    "audit.Erasure.report": "names of tables and numbers of rows",
}
"""Columns of text in which no word of a person can stand, with what stands there."""

HOLDS_WORDS_OF_PEOPLE = {
    "registry.ListUpload",
    "registry.SearchWord",
    "registry.SearchGram",
    "registry.Address",
}
"""Tables that point at nobody, and still hold words of people."""


def tables_about_people() -> list[type[models.Model]]:
    """Tables about a person or household, and those that hang on one of them."""
    ours = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in OURS - {"staff"}
    ]
    found = {model._meta.label for model in ours if points_at_people(model)} | HOLDS_WORDS_OF_PEOPLE
    while more := {
        model._meta.label
        for model in ours
        if model._meta.label not in found
        and any(field.remote_field is not None and leads_to(field) in found for field in model._meta.fields)
    }:
        found |= more
    return [model for model in ours if model._meta.label in found]


def columns_with_words(model: type[models.Model]) -> Iterator[models.Field[Any, Any]]:
    """The columns in which somebody's words can stand: text of which not every value is in a closed list."""
    for field in model._meta.local_fields:
        words = models.CharField | models.TextField | models.JSONField | models.BinaryField
        if isinstance(field, words) and not field.choices:
            yield field


def test_in_every_table_about_people_stands_a_canary_in_every_column_of_words(town: Town) -> None:
    missing = []
    for model in tables_about_people():
        for field in columns_with_words(model):
            name = f"{model._meta.label}.{field.name}"
            kept = " ".join(map(str, model._default_manager.values_list(field.attname, flat=True))).lower()
            if name not in NO_WORDS and not crawl.canaries_in(town, kept):
                missing.append(name)
    told = "Plant a canary in these (tests/trust/canaries.py), or say in NO_WORDS what stands there:\n"
    assert not missing, told + "\n".join(missing)


def test_what_is_named_as_without_words_exists() -> None:
    there = {
        f"{model._meta.label}.{field.name}"
        for model in tables_about_people()
        for field in model._meta.local_fields
    }
    assert set(NO_WORDS) <= there


@pytest.mark.slow  # thirty kinds of people over every page
def test_no_role_reads_what_it_need_not_know_and_the_log_has_exactly_who_was_shown(town: Town) -> None:
    """All roles and a visitor over every page, export and paper they can reach, about objects by turns."""
    answers, seen = walk_of_all(town, by_turns=True)
    assert answers > 2000
    assert seen > 2000, "the walk hardly met a canary: it does not see what it should"


@pytest.mark.nightly
def test_no_role_reads_it_of_any_object_either(town: Town) -> None:
    answers, seen = walk_of_all(town, by_turns=False)
    assert answers > 3500
    assert seen > 3000, "the walk hardly met a canary: it does not see what it should"


def walk_of_all(town: Town, *, by_turns: bool) -> tuple[int, int]:
    """Let everybody walk; return how many answers came and how many canaries stood in them."""
    leaks: list[str] = []
    miscounts: list[str] = []
    in_addresses: list[str] = []
    answers = seen = 0
    for turn, role in enumerate(("visitor", *Role.values)):
        # A worry that nobody took for ten minutes calls wider: who is called then is looked at too.
        with time_machine.travel(town.now + timedelta(minutes=15)):
            found = crawl.walk(town, role, turn=turn if by_turns else None)
        assert not [one.address for one in found.answers if one.status >= 500]
        leaks += crawl.leaks(town, found)
        miscounts += crawl.miscounts(town, found)
        in_addresses += crawl.in_addresses(town, found)
        answers += len(found.answers)
        seen += sum(len(one.canaries) for one in found.answers)
    assert leaks == []
    assert miscounts == []
    assert in_addresses == []
    return answers, seen


# ------------------------------------------------------------------------- what the walk would find


def every_household(
    self: HouseholdQuerySet, actor: object, at: object, *, at_once: bool = False
) -> HouseholdQuerySet:
    """A scope that forgets the team."""
    return self.all()


def all_topics(sight: Sight, fact_key: str) -> bool:
    """A policy that forgets the topic."""
    return True


def every_stay(household: Household, sight: Sight, *, on: object) -> tuple[Stay, ...]:
    """A query that forgets what is hidden."""
    return tuple(Stay.objects.filter(household=household).select_related("address__neighbourhood"))


def every_contact(self: ContactQuerySet, sight: Sight) -> ContactQuerySet:
    """A timeline that forgets under which topic a note lies, and who hid it."""
    return self.all()


@contextmanager
def rows_of_others() -> Iterator[None]:
    """A query of the own list that forgets whose list it is."""
    real = ListRow.objects.filter

    def every_row(*arguments: Any, **named: Any) -> Any:
        named.pop("invitation", None)
        return real(*arguments, **named)

    with mock.patch.object(own_lists.ListRow.objects, "filter", every_row):
        yield


LEAKS: dict[str, tuple[str, tuple[str, ...], Callable[[], Any], str]] = {
    "a scope that forgets the team": (
        Role.BRIDGE_WORKER, ("registry:household",),
        lambda: mock.patch.object(HouseholdQuerySet, "visible_to", every_household), "“town”",
    ),
    "a policy that forgets the topic": (
        Role.COMMUNITY_WORKER, ("rights:household-facts",),
        lambda: mock.patch.object(rights, "sees_fact", all_topics), "proof.",
    ),
    "a query that forgets what is hidden": (
        Role.SOCIAL_WORKER, ("registry:household",),
        lambda: mock.patch("nabij.registry.queries.households.stays_of", every_stay), "secret street",
    ),
    "a timeline that forgets the topic": (
        Role.BRIDGE_WORKER, ("casework:timeline",),
        lambda: mock.patch.object(ContactQuerySet, "seen_with", every_contact), "words.money",
    ),
    "a list that forgets whose it is": (
        Role.PARTNER, ("registry:own-list",), rows_of_others, "list jeugdhuis",
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", LEAKS)
def test_a_leak_that_is_planted_is_found(town: Town, mistake: str) -> None:
    role, only, planted, told = LEAKS[mistake]
    with planted():
        found = crawl.leaks(town, crawl.walk(town, role, only=only))
    assert found, mistake
    assert any(told in sentence for sentence in found), found[:3]


def test_a_name_in_an_address_is_found(town: Town) -> None:
    walked = crawl.walk(town, Role.SOCIAL_WORKER, only=("registry:households",))
    assert walked.answers
    assert crawl.in_addresses(town, walked) == []
    named = next(one for one in town.canaries.values() if one.kind == "name")
    walked.answers[0].links.append(f"/nl/werk/gezinnen/?na=een+{named.token}%7C12")
    assert len(crawl.in_addresses(town, walked)) == 1


def test_somebody_left_out_of_the_log_is_found_and_somebody_twice_too(town: Town) -> None:
    real = writing.write_lines

    def forgets_one(event: str, *, about: Any, **named: Any) -> None:
        real(event, about=list(about)[1:], **named)

    with mock.patch("nabij.audit.actions.log.write_lines", forgets_one):
        told = crawl.miscounts(town, crawl.walk(town, Role.CASE_MANAGER, only=("registry:households",)))
    assert any("no line of the log says so" in sentence for sentence in told)

    def writes_twice(event: str, **named: Any) -> None:
        real(event, **{**named, "about": list(named["about"])})
        real(event, **{**named, "about": list(named["about"])})

    with mock.patch("nabij.audit.actions.log.write_lines", writes_twice):
        told = crawl.miscounts(town, crawl.walk(town, Role.CASE_MANAGER, only=("registry:households",)))
    assert any("stands 2 times" in sentence for sentence in told)


def test_the_table_of_need_to_know_names_roles_and_kinds_that_exist(town: Town) -> None:
    kinds = {canary.kind for canary in town.canaries.values()}
    table = {kind: ways for kind, ways in crawl.TABLE.items() if kind != "groups"}
    assert set(table) <= kinds
    named = {role for kind, ways in table.items() for way in ways for role in crawl.allowed(kind, way)}
    assert named <= set(Role.values)
    assert set(crawl.WITHOUT_NAME) <= set(crawl.LINES)


def test_an_occupational_therapist_meets_the_own_task_and_the_address_and_nothing_else(town: Town) -> None:
    """M-28: over every page she can reach, about every object, no word of a dossier and no name."""
    walked = crawl.walk(town, Role.OCCUPATIONAL_THERAPIST)
    seen = {(one.kind, one.home) for answer in walked.answers for one in answer.canaries}
    own = {(kind, "task") for kind in ("task.given", "task note", "task need", "place")}
    assert seen == own
    assert crawl.leaks(town, walked) == []
    assert crawl.miscounts(town, walked) == []
    assert crawl.in_addresses(town, walked) == []
