"""Two people at one record, and one thing sent more than once: nothing is lost, nothing is doubled."""

import random
import uuid

import pytest
from django.db import connection

from nabij.kernel.decisions import NotFoundHere
from nabij.kernel.purposes import Purpose
from nabij.registry import actions, queries
from nabij.registry.models import Conflict, ContactWish, Membership, Operation, Revision, SpokenLanguage
from nabij.registry.types import BirthDate, ClientIdReused, Naming, NotPossible, WishKind
from nabij.staff.types import Role
from tests.registry.people import NOW, TODAY, Desk, account, actor, desk, household, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Desk:
    return desk()


def correct(by, number, base, *, given="Ayşe", family="Zeewind", called="", birth=None):
    person = Membership.objects.get(household=number).person_id
    return actions.correct_identity(
        actor=by,
        household_id=number,
        person_id=person,
        base_version=base,
        naming=Naming(given=given, family=family, called=called),
        birth=birth or BirthDate(1988, 3, 2),
        is_expected=False,
        now=NOW,
    )


def stands(at: Desk, number: int):
    return queries.household(at.noor, number, purpose=Purpose.HELP, on=TODAY, now=NOW).reference


def test_two_who_change_different_fields_both_get_their_way(at: Desk) -> None:
    number = household(at.noor)
    vera = actor(account("vera"), Role.SOCIAL_WORKER, teams=(at.team,))
    correct(at.noor, number, 1, family="Zeewinden")
    # A form sends all fields as they were seen; what was not touched is no change.
    done = correct(vera, number, 2, family="Zeewinden", called="Ays")
    assert done.conflicts == ()
    now_stands = stands(at, number)
    assert (now_stands.naming.family, now_stands.naming.called) == ("Zeewinden", "Ays")


def test_the_same_field_keeps_the_first_value_and_shows_both(at: Desk) -> None:
    number = household(at.noor)
    vera = actor(account("vera"), Role.SOCIAL_WORKER, teams=(at.team,))
    correct(at.noor, number, 1, family="Zeewinden")
    done = correct(vera, number, 1, family="Zeewindt", called="Ays")
    conflict = Conflict.objects.get()
    assert done.changed == ("called",)
    assert (conflict.kept_value, conflict.other_value) == ("Zeewinden", "Zeewindt")
    assert (conflict.kept_by_id, conflict.other_by_id) == (at.noor.staff_id, vera.staff_id)
    assert stands(at, number).naming.family == "Zeewinden"
    settling = {"actor": at.noor, "household_id": number, "conflict_id": conflict.pk, "now": NOW}
    with pytest.raises(NotFoundHere):
        actions.settle_conflict(**{**settling, "actor": at.sam}, take_other=True)
    actions.settle_conflict(**settling, take_other=True)
    assert stands(at, number).naming.family == "Zeewindt"
    with pytest.raises(NotPossible):
        actions.settle_conflict(**settling, take_other=False)


def test_parts_of_a_date_are_never_mixed(at: Desk) -> None:
    number = household(at.noor)
    correct(at.noor, number, 1, birth=BirthDate(1988, 2, 2))
    done = correct(at.noor, number, 1, birth=BirthDate(1988, 3, 31))
    assert {conflict.field for conflict in done.conflicts} == {"birth_month", "birth_day"}
    assert stands(at, number).birth == BirthDate(1988, 2, 2)


def test_in_many_interleavings_no_value_is_ever_lost(at: Desk) -> None:
    chance = random.Random(20)
    number = household(at.noor)
    fields = ("given", "family", "called")
    typed = {field: set() for field in fields}
    for turn in range(60):
        version = stands(at, number).identity_version
        base = chance.randint(max(1, version - 3), version)
        current = stands(at, number).naming
        field = chance.choice(fields)
        value = f"Waarde{turn}"
        typed[field].add(value)
        names = {name: getattr(current, name) for name in fields} | {field: value}
        correct(at.noor, number, base, **names)
    kept = {
        value for revision in Revision.objects.all() for pair in revision.fields.values() for value in pair
    }
    kept |= {conflict.other_value for conflict in Conflict.objects.all()}
    assert set().union(*typed.values()) <= kept


def deliver(by, operations, chance) -> None:
    """Each operation one to five times, in any order."""
    deliveries = [one for one in operations for _ in range(chance.randint(1, 5))]
    chance.shuffle(deliveries)
    for client_id, number in deliveries:
        actions.set_wish(
            actor=by,
            household_id=number,
            person_id=None,
            kind=WishKind.TIMES,
            detail=f"{client_id}",
            client_id=client_id,
            now=NOW,
        )


def test_wishes_delivered_many_times_in_any_order_stand_once(at: Desk) -> None:
    chance = random.Random(3)
    numbers = [household(at.noor, somebody("Jo", f"Duin{sign}")) for sign in "abc"]
    operations = [(uuid.UUID(int=chance.getrandbits(128)), chance.choice(numbers)) for _ in range(40)]
    deliver(at.noor, operations, chance)
    assert ContactWish.objects.count() == 40
    assert set(ContactWish.objects.values_list("detail", flat=True)) == {str(one) for one, _ in operations}


@pytest.mark.parametrize("number", [1_000, pytest.param(10_000, marks=pytest.mark.nightly)])
def test_operations_delivered_one_to_five_times_leave_no_double_and_lose_none(at: Desk, number: int) -> None:
    chance = random.Random(14)
    person = Membership.objects.get(household=household(at.noor)).person_id
    operations = [uuid.UUID(int=chance.getrandbits(128)) for _ in range(number)]
    deliveries = [one for one in operations for _ in range(chance.randint(1, 5))]
    chance.shuffle(deliveries)
    answers: dict[uuid.UUID, set[int]] = {}
    for client_id in deliveries:

        def work(code=client_id.hex[:10]) -> int:
            return SpokenLanguage.objects.create(
                person_id=person, code=code, level="well", recorded_at=NOW
            ).pk

        answer = actions.once(
            "test.language",
            actor=at.noor,
            client_id=client_id,
            content={"code": client_id.hex},
            now=NOW,
            work=work,
        )
        answers.setdefault(client_id, set()).add(answer)
    assert SpokenLanguage.objects.count() == number
    assert all(len(given) == 1 for given in answers.values())
    assert len(set().union(*answers.values())) == number


def test_what_fails_leaves_its_number_free_for_the_next_try(at: Desk) -> None:
    number = household(at.noor)
    client_id = uuid.uuid4()

    def stumbles() -> int:
        raise NotPossible("not today")

    given = {"actor": at.noor, "client_id": client_id, "content": {"number": number}, "now": NOW}
    with pytest.raises(NotPossible):
        actions.once("test.thing", **given, work=stumbles)
    assert not Operation.objects.filter(pk=client_id).exists()
    assert actions.once("test.thing", **given, work=lambda: 7) == 7
    assert actions.once("test.thing", **given, work=stumbles) == 7
    with pytest.raises(ClientIdReused):
        actions.once("test.other", **given, work=stumbles)
    assert connection.in_atomic_block
