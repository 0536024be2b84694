"""What holds for every test: no network; and the run on PostgreSQL takes only what needs a database."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils import translation
from django.utils.translation import trans_real

from tests import prepared
from tools import languages

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}
SHARED_BY_A_FOLDER = ["trust", "demo"]
LOOPBACK = ["127.0.0.1", "::1", "localhost"]


def pytest_configure(config: pytest.Config) -> None:
    """Compile translations that changed, once, before the tests start."""
    if not hasattr(config, "workerinput") and languages.compile_changed():
        trans_real._translations.clear()  # Django read the old ones while it was set up
    BaseDatabaseOperations.execute_sql_flush = flush_append_only_tables_too


_flush = BaseDatabaseOperations.execute_sql_flush


def flush_append_only_tables_too(operations: BaseDatabaseOperations, statements: list[str]) -> None:
    """Empty all tables after a test that commits: only here the triggers of append-only tables step aside."""
    if connection.vendor == "postgresql":
        _empty_what_holds_rows()
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        triggers = cursor.fetchall()
    aside = [f"DROP TRIGGER {name}" for name, _ in triggers]
    _flush(operations, [*aside, *statements, *[statement for _, statement in triggers]])


def _empty_what_holds_rows() -> None:
    """TRUNCATE makes new files for hundreds of tables, most of them empty; a test fills a few."""
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    tables = [connection.ops.quote_name(name) for name in sorted(names)]
    asked = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in tables)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(asked)
        filled = [table for (table,) in cursor.fetchall()]
        for table in filled:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for table in filled:  # what refers to a row is checked when all are empty
            cursor.execute(f"DELETE FROM {table}")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in filled:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@pytest.fixture(autouse=True)
def in_dutch() -> None:
    """A request leaves its language behind in the thread; each test begins in that of the settings."""
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """Begin with tables that stand already; on PostgreSQL each process copies a database of its own."""
    if connection.vendor != "sqlite":
        address = os.environ["NABIJ_TEST_POSTGRES_URL"]
        connection.settings_dict["TEST"]["TEMPLATE"] = prepared.template(address)
        return False
    prepared.lay_down(Path(settings.DATABASES["default"]["TEST"]["NAME"]))
    return True


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option of the second run."""
    parser.addoption("--only-database", action="store_true", help="run only tests that touch the database")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail where nothing may be skipped (CI=true) and something was."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def touches_the_database(item: pytest.Item) -> bool:
    """Tell whether a test asks for a database, by mark or by fixture."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(DATABASE_FIXTURES & fixtures)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Open the loopback for browsers, and leave out what needs no database when only those are asked for."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))
    if config.getoption("--only-database"):
        kept = [item for item in items if touches_the_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    """When a test has its turn; within a turn the order stays random.

    Folders that share what takes half a minute to make come first: one process then has all of such a folder
    and makes it once. Then what takes long: at the end of a run one process would be left working alone.
    """
    if item.path.parent.name in SHARED_BY_A_FOLDER:
        return SHARED_BY_A_FOLDER.index(item.path.parent.name)
    return len(SHARED_BY_A_FOLDER) + (item.get_closest_marker("slow") is None)
