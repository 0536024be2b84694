"""The files of the project, for tests about the whole tree."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
NOT_OURS = ("/vendor/", "/node_modules/")
_SKIPPED_FOLDERS = {".git", ".venv", ".tools", "var", "node_modules", "__pycache__", "dist", "build"}


@cache
def files() -> tuple[Path, ...]:
    """Return every file that belongs to the project: what git knows and does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if listed.returncode == 0:
        return tuple(ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file())
    return tuple(
        file
        for file in ROOT.rglob("*")
        if file.is_file() and not _SKIPPED_FOLDERS.intersection(file.relative_to(ROOT).parts)
    )


def ours(*endings: str) -> list[Path]:
    """Return our own files with one of these endings, without vendored copies."""
    return [
        file
        for file in files()
        if file.name.endswith(endings) and not any(part in f"/{name(file)}" for part in NOT_OURS)
    ]


def name(file: Path) -> str:
    """Return the path of a file inside the project."""
    return file.relative_to(ROOT).as_posix()


def text(file: Path) -> str | None:
    """Return the text of a file, or None when it is not text."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None
