"""Fifty who at one moment want to be the second contact person of a household: the database refuses each."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from nabij.casework import queries
from nabij.kernel import clock
from nabij.registry.models import ContactAssignment
from nabij.staff.types import Role
from tests.casework.desk import guided
from tests.registry.people import account, actor, desk

FIFTY = 50


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_fifty_second_contact_persons_at_once_are_refused_by_the_database() -> None:
    """Past every policy, straight into the table; all fifty are in a transaction before the first writes."""
    at = desk()
    home = guided(at.noor)
    others = [actor(account(f"second{n}"), Role.SOCIAL_WORKER, teams=(at.team,)) for n in range(FIFTY)]
    now, ready = clock.now(), Barrier(FIFTY, timeout=60)

    def second(staff_id: int | None) -> str:
        try:
            with transaction.atomic():
                connection.ensure_connection()
                ready.wait()
                ContactAssignment.objects.create(household_id=home, staff_id=staff_id, from_at=now)
        except IntegrityError as refused:
            return str(refused)
        finally:
            connection.close()
        return "kept"

    with ThreadPoolExecutor(max_workers=FIFTY) as pool:
        answers = list(pool.map(second, [one.staff_id for one in others]))
    assert "kept" not in answers
    assert len(answers) == FIFTY
    assert ContactAssignment.objects.get(household=home, until_at=None).staff_id == at.noor.staff_id
    assert queries.lacking(now=now).is_whole
