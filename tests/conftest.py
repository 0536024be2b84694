"""What holds for every test: no network; and the run on PostgreSQL takes only what needs a database."""

import os

import pytest
from django.utils.translation import trans_real

from tools import languages

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}
LOOPBACK = ["127.0.0.1", "::1", "localhost"]


def pytest_configure(config: pytest.Config) -> None:
    """Compile translations that changed, once, before the tests start."""
    if not hasattr(config, "workerinput") and languages.compile_changed():
        trans_real._translations.clear()  # Django read the old ones while it was set up


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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Open the loopback for browsers, and leave out what needs no database when only those are asked for."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))
    if config.getoption("--only-database"):
        kept = [item for item in items if touches_the_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept
