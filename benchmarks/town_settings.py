"""Gives a benchmark a database and a data folder of its own, under the settings that serve pages."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# As a town has it: commits wait for the disk. Only the filling gets more room before it must write back.
_AS_IN_A_TOWN = ("-c", "max_wal_size=8GB")


@contextmanager
def own_database(*, on_postgres: bool) -> Iterator[str]:
    """Name a new database to Django before it is set up, make its tables, and throw it away at the end.

    Gives in words which database it is. Raises LookupError when PostgreSQL is not installed.
    """
    with tempfile.TemporaryDirectory(prefix="nabij-bench-") as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "benchmarks.served_settings",
            "NABIJ_DATA_DIR": str(Path(folder)),
            "NABIJ_SECRET_KEY": secrets.token_urlsafe(60),
            "NABIJ_DATABASE_URL": "",
            "NABIJ_DEBUG": "0",
        }
        if not on_postgres:
            yield _set_up()
            return
        from tools import postgres

        if (programs := postgres.folder_of_programs()) is None:
            raise LookupError("PostgreSQL is not installed. On Debian and Ubuntu: apt install postgresql.")
        with postgres.temporary_cluster(programs, settings=_AS_IN_A_TOWN) as address:
            os.environ["NABIJ_DATABASE_URL"] = address
            try:
                yield _set_up()
            finally:
                from django.db import connection

                connection.close()


def _set_up() -> str:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    if connection.vendor != "postgresql":
        return "SQLite"
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0].split()[0]}"
