"""What arrives more than once, by several workers at once, and what two people type at one moment."""

import random
import uuid
from collections import defaultdict, deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection, transaction

from nabij.kernel.actors import Actor
from nabij.registry import actions
from nabij.registry.models import Conflict, Identity, Membership, Operation, SpokenLanguage
from nabij.registry.types import BirthDate, ClientIdReused, Naming
from nabij.staff.types import Role
from tests.registry.people import NOW, account, actor, desk, household

WORKERS = 3
FIELDS = ("given", "family", "called")
Typed = dict[int, dict[str, str]]


class Stumbled(Exception):
    """A worker fell in the middle of its work."""


def dealt(operations: list[uuid.UUID], chance: random.Random) -> list[deque[uuid.UUID]]:
    """Each operation one to five times, somewhat out of order, its copies to workers side by side."""
    queues: list[list[tuple[float, uuid.UUID]]] = [[] for _ in range(WORKERS)]
    for place, client_id in enumerate(operations):
        first = chance.randrange(WORKERS)
        for copy in range(chance.randint(1, 5)):
            queues[(first + copy) % WORKERS].append((place + chance.random() * 30, client_id))
    return [deque(client_id for _, client_id in sorted(queue)) for queue in queues]


def asked(by: Actor, person: int, client_id: uuid.UUID, *, content: str, falls: bool) -> int:
    """Write down a language in one transaction; falls in the middle of it when it has to."""

    def work() -> int:
        spoken = SpokenLanguage.objects.create(
            person_id=person, code=client_id.hex[:10], level="well", recorded_at=NOW
        )
        if falls:
            raise Stumbled
        return spoken.pk

    with transaction.atomic():
        return actions.once(
            "test.language",
            actor=by,
            client_id=client_id,
            content={"code": content},
            now=NOW,
            work=work,
        )


def delivered(ask: Callable[..., int], seed: int, queue: deque[uuid.UUID]) -> list[tuple[uuid.UUID, int]]:
    """What one worker was answered; what it fell over comes back at the end of its queue."""
    luck, answers = random.Random(seed), []
    try:
        while queue:
            client_id = queue.popleft()
            try:
                answers.append((client_id, ask(client_id, content=client_id.hex, falls=luck.random() < 0.02)))
            except Stumbled:
                queue.append(client_id)
    finally:
        connection.close()
    return answers


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [1_000, pytest.param(10_000, marks=pytest.mark.nightly)])
def test_operations_that_three_workers_deliver_at_once_stand_once_each(number: int) -> None:
    """R-14, where workers also fall in the middle of one in fifty and try again."""
    at = desk()
    person = Membership.objects.get(household=household(at.noor)).person_id
    before = Operation.objects.count()
    chance = random.Random(14)
    operations = [uuid.UUID(int=chance.getrandbits(128)) for _ in range(number)]

    ask = partial(asked, at.noor, person)
    answers: dict[uuid.UUID, set[int]] = defaultdict(set)
    with ThreadPoolExecutor(max_workers=WORKERS) as pool:
        for told in pool.map(partial(delivered, ask), range(WORKERS), dealt(operations, chance)):
            for client_id, answer in told:
                answers[client_id].add(answer)
    assert answers.keys() == set(operations)
    assert all(len(given) == 1 for given in answers.values()), "a repeat got another answer"
    assert set().union(*answers.values()) == set(SpokenLanguage.objects.values_list("pk", flat=True))
    assert SpokenLanguage.objects.count() == Operation.objects.count() - before == number
    for client_id in chance.sample(operations, 50):
        with pytest.raises(ClientIdReused):
            ask(client_id, content="something else", falls=False)
    assert SpokenLanguage.objects.count() == number


def assert_kept(identity: Identity, seen: dict[str, str], first: int, second: int, typed: Typed) -> None:
    """Who saved first stands; what the other typed in the same field waits beside it, once."""
    identity.refresh_from_db()
    stands = {field: getattr(identity, field) for field in FIELDS}
    assert stands == seen | typed[second] | typed[first]
    beside = Conflict.objects.filter(settled_at=None)
    shown = set(beside.values_list("field", "kept_value", "kept_by_id", "other_value", "other_by_id"))
    assert shown == {
        (field, typed[first][field], first, typed[second][field], second)
        for field in typed[first].keys() & typed[second].keys()
    }
    assert beside.count() == len(shown), "a form that was sent twice shows its text once"
    beside.delete()


@pytest.mark.django_db
@pytest.mark.parametrize("interleavings", [100, pytest.param(1_000, marks=pytest.mark.nightly)])
def test_in_every_interleaving_of_two_people_what_both_typed_is_kept(interleavings: int) -> None:
    """R-20: both see the same page, type in some fields, and save in any order, now and then twice."""
    at = desk()
    number = household(at.noor)
    vera = actor(account("vera"), Role.SOCIAL_WORKER, teams=(at.team,))
    identity = Identity.objects.get(person=Membership.objects.get(household=number).person_id)
    chance = random.Random(20)
    for turn in range(interleavings):
        identity.refresh_from_db()
        seen = {field: getattr(identity, field) for field in FIELDS}
        base = identity.version
        typed = {
            by.staff_id: {
                field: f"Waarde {turn} van {name}" for field in chance.sample(FIELDS, chance.randint(1, 3))
            }
            for by, name in ((at.noor, "Noor"), (vera, "Vera"))
        }
        saves = [at.noor, vera, *chance.sample([at.noor, vera], chance.choice((0, 0, 1)))]
        chance.shuffle(saves)
        for by in saves:
            actions.correct_identity(
                actor=by,
                household_id=number,
                person_id=identity.person_id,
                base_version=base,
                naming=Naming(**seen | typed[by.staff_id]),
                birth=BirthDate(1988, 3, 2),
                is_expected=False,
                now=NOW,
            )
        first, second = dict.fromkeys(by.staff_id for by in saves)
        assert_kept(identity, seen, first, second, typed)
