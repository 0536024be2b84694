"""Checks everything that is not a test, says one line about each part, and shows what a failing part said."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = Path(sys.executable).parent

CHECKS: dict[str, list[str]] = {
    "mistakes in Python": ["ruff", "check", "."],
    "shape of Python": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "mistakes in templates": ["djlint", "src", "--lint", "--quiet"],
    "shape of templates": ["djlint", "src", "--check", "--quiet"],
    "direction of dependencies": ["lint-imports"],
    "settings of Django": ["python", "-m", "nabij", "check", "--fail-level", "WARNING"],
    "migrations": ["python", "-m", "nabij", "makemigrations", "--check", "--dry-run"],
    "translations": ["python", "tools/messages.py", "check"],
    "change notes": ["towncrier", "build", "--draft", "--version", "next"],
    "vendored files": ["python", "tools/vendor/vendor.py", "check"],
    "locks": ["python", "tools/lock.py", "check"],
    "rules of rights": ["nabij-rights", "lint"],
}


def run(command: list[str]) -> tuple[subprocess.CompletedProcess[str], float]:
    """Run one check with the programs of our own environment; return how it ended, and its seconds."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "nabij.config.settings.test"}
    environment["PYTHONDONTWRITEBYTECODE"] = ""  # else every check compiles Django anew
    program = PROGRAMS / command[0]
    started = time.monotonic()
    done = subprocess.run(
        [str(program), *command[1:]],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done, time.monotonic() - started


def main() -> int:
    """Run every check, one per core at a time; return the exit status."""
    failed = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, (done, seconds) in zip(CHECKS, pool.map(run, CHECKS.values()), strict=True):
            verdict = "good" if done.returncode == 0 else "FAILED"
            print(f"{name:28} {verdict:8} {seconds:5.1f} s", flush=True)
            if done.returncode != 0:
                failed.append(name)
                print(done.stdout, flush=True)
    print(
        f"\n{len(CHECKS) - len(failed)} checks passed, {len(failed)} failed"
        + "".join(f"; {name}" for name in failed)
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
