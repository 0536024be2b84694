"""What the role that serves pages may do on PostgreSQL: read and write, but never change or empty a log."""

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from nabij.kernel.running import APPEND_ONLY_TABLES, NEVER_CHANGED_TABLES
from nabij.operations.queries import tables


def grant(connection: BaseDatabaseWrapper, *, role: str) -> int:
    """Give the serving role what it needs, as the owner; return the number of tables it may not change.

    Does nothing on SQLite, and nothing when the owner itself serves the pages.
    """
    if connection.vendor != "postgresql" or role in {"", connection.settings_dict["USER"]}:
        return 0
    name = connection.ops.quote_name(role)
    there = set(tables.table_names(connection))
    logs, unchanged = sorted(APPEND_ONLY_TABLES & there), sorted(NEVER_CHANGED_TABLES & there)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {name}")
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {name}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}")
        for log in logs:
            cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {connection.ops.quote_name(log)} FROM {name}")
        for table in unchanged:
            cursor.execute(f"REVOKE UPDATE, TRUNCATE ON {connection.ops.quote_name(table)} FROM {name}")
    return len(logs) + len(unchanged)
