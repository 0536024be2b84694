"""Runs every test: all on SQLite, then those that touch the database again on PostgreSQL.

Says in words what could not be run here and why. With CI=true everything must run. Arguments go to pytest.
"""

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.browser import CHROMIUM_MISSING, find_chromium

from tools import languages, postgres

ROOT = Path(__file__).resolve().parents[1]
POSTGRES_MISSING = (
    "PostgreSQL was not tested: no NABIJ_TEST_POSTGRES_URL is set and initdb is not installed. "
    "On Debian and Ubuntu: apt install postgresql."
)
EVERY_DAY = "not bench and not cluster and not nightly"
"""What a change waits for; the rest has commands of its own in the Makefile."""


def processes() -> str:
    """Return how many tests run side by side: one more than cores, since journeys mostly wait."""
    return os.environ.get("NABIJ_TEST_PROCESSES", str(min(os.cpu_count() or 1, 4) + 1))


def pytest(*arguments: str, **environment: str) -> int:
    """Run pytest once; return its exit status."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--no-header",
        "-n",
        processes(),
        "--dist",
        "worksteal",
        *arguments,
    ]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode


def on_postgres(arguments: list[str]) -> int:
    """Run what touches the database on PostgreSQL; return the exit status. Raises LookupError without one."""
    # What takes long shows the same on either; tests of the tree and pages for visitors say nothing of a
    # database. Once is enough.
    wanted = f"{EVERY_DAY} and not browser and not visitor and (postgres or not slow)"
    again = ["--only-database", "-m", wanted, "--ignore=tests/house", *arguments]
    if address := os.environ.get("NABIJ_TEST_POSTGRES_URL"):
        return pytest(*again, NABIJ_TEST_POSTGRES_URL=address)
    programs = postgres.folder_of_programs()
    if programs is None:
        raise LookupError(POSTGRES_MISSING)
    with postgres.temporary_cluster(programs) as address:
        return pytest(*again, NABIJ_TEST_POSTGRES_URL=address)


def main(arguments: list[str]) -> int:
    """Run both parts and sum up; return the exit status."""
    languages.compile_changed()
    nothing_may_be_skipped = os.environ.get("CI") == "true"
    missing = [] if find_chromium() else [CHROMIUM_MISSING]
    print("== Everything, on SQLite ==", flush=True)
    results = {
        "SQLite": pytest("-m", f"{EVERY_DAY} and not postgres", *arguments, NABIJ_TEST_POSTGRES_URL="")
    }
    print("\n== What touches the database, on PostgreSQL ==", flush=True)
    try:
        results["PostgreSQL"] = on_postgres(arguments)
    except LookupError as reason:
        missing.append(str(reason))

    print()
    for name, status in results.items():
        print(f"{name}: {'passed' if status == 0 else 'FAILED'}")
    for reason in missing:
        print(f"{'FAILED' if nothing_may_be_skipped else 'Skipped'}: {reason}")
    failed = any(results.values()) or (nothing_may_be_skipped and bool(missing))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
