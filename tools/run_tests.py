"""Runs every test: all on SQLite, then those that touch the database again on PostgreSQL.

Says in words what could not be run here and why. With CI=true everything must run. Arguments go to pytest;
`--nightly` as the first one runs what the everyday run leaves to the night (docs/decisions/0037).
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.browser import CHROMIUM_MISSING, find_chromium

from tools import languages, postgres

ROOT = Path(__file__).resolve().parents[1]
POSTGRES_MISSING = (
    "PostgreSQL was not tested: no NABIJ_TEST_POSTGRES_URL is set and initdb is not installed. "
    "On Debian and Ubuntu: apt install postgresql."
)
KEPT_AS_COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
"""Where Python is told to forget what it compiled (as in many containers), each of the hundred processes of a
run compiles Django and all of Nabij again: 3 to 25 seconds each."""
EVERY_DAY = "not bench and not cluster and not nightly"
"""What a change waits for; the rest has commands of its own in the Makefile."""
NIGHTLY = "nightly and not bench and not cluster"


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
    together = {**os.environ, **KEPT_AS_COMPILED, **environment}
    return subprocess.run(command, cwd=ROOT, env=together, check=False).returncode


@contextmanager
def a_postgres() -> Iterator[str]:
    """The address of a PostgreSQL, or nothing where there is none. Its empty tables are made meanwhile.

    They take a process more than a minute, in which the tests on SQLite often wait for a browser.
    """
    given, programs = os.environ.get("NABIJ_TEST_POSTGRES_URL", ""), postgres.folder_of_programs()
    if given or programs is None:
        yield given
        return
    with postgres.temporary_cluster(programs) as address:
        together = {**os.environ, **KEPT_AS_COMPILED, "NABIJ_TEST_POSTGRES_URL": address}
        together["DJANGO_SETTINGS_MODULE"] = "nabij.config.settings.test"
        command = [sys.executable, "-m", "tests.prepared"]
        with subprocess.Popen(command, cwd=ROOT, env=together, stderr=subprocess.DEVNULL) as preparing:
            try:
                yield address
            finally:
                preparing.terminate()


def on_postgres(address: str, marks: str, arguments: list[str]) -> int:
    """Run what touches the database on PostgreSQL; return the exit status. Raises LookupError without one."""
    if not address:
        raise LookupError(POSTGRES_MISSING)
    # What takes long shows the same on either; tests of the tree and pages for visitors say nothing of a
    # database. Once is enough.
    long = "slow" if marks == EVERY_DAY else "nightly"
    wanted = f"{marks} and not sqlite and not browser and not visitor and (postgres or not {long})"
    again = ["--only-database", "-m", wanted, "--ignore=tests/house", *arguments]
    return pytest(*again, NABIJ_TEST_POSTGRES_URL=address)


def main(arguments: list[str]) -> int:
    """Run both parts and sum up; return the exit status."""
    languages.compile_changed()
    marks = EVERY_DAY
    if arguments[:1] == ["--nightly"]:
        marks, arguments = NIGHTLY, arguments[1:]
    nothing_may_be_skipped = os.environ.get("CI") == "true"
    missing = [] if find_chromium() else [CHROMIUM_MISSING]
    results = {}
    with a_postgres() as address:
        print("== Everything, on SQLite ==", flush=True)
        results["SQLite"] = pytest("-m", f"{marks} and not postgres", *arguments, NABIJ_TEST_POSTGRES_URL="")
        print("\n== What touches the database, on PostgreSQL ==", flush=True)
        try:
            results["PostgreSQL"] = on_postgres(address, marks, arguments)
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
