"""The town of canaries, planted once for all tests of this folder and taken back after them."""

from collections.abc import Iterator

import pytest
from cryptography.fernet import Fernet
from django.conf import settings
from django.db import transaction
from django.test.utils import override_settings

from nabij.kernel import clock
from tests.trust.canaries import Town, plant


@pytest.fixture(scope="package")
def town(django_db_setup: None, django_db_blocker, tmp_path_factory) -> Iterator[Town]:
    """The planted town; what a test changes on top of it, it takes back itself."""
    place = tmp_path_factory.mktemp("trust")
    own = {
        "NATIONAL_NUMBERS": True,
        "SEALING_KEYS": [Fernet.generate_key().decode(), Fernet.generate_key().decode()],
        "ERASED_FILE": place / "erased",
        "MEDIA_ROOT": place / "files",
    }
    assert not settings.NATIONAL_NUMBERS
    with override_settings(**own), django_db_blocker.unblock(), transaction.atomic():
        yield plant(clock.now())
        transaction.set_rollback(True)
