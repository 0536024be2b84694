"""The files of the project, for tests about the whole tree."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
NOT_OURS = ("/vendor/", "/node_modules/")
_MADE_HERE = {
    *(".git", ".venv", ".tools", "var", "node_modules", "__pycache__", "dist", "build"),
    *(".pytest_cache", ".mypy_cache", ".ruff_cache", ".import_linter_cache", ".hypothesis"),
}


@cache
def files() -> tuple[Path, ...]:
    """Return every file of the project: what git knows and does not ignore, or all without git."""
    if shutil.which("git") and (ROOT / ".git").exists():
        command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
        return tuple(ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file())
    return tuple(
        file
        for file in ROOT.rglob("*")
        if file.is_file()
        and not _MADE_HERE.intersection(file.relative_to(ROOT).parts)
        and file.suffix != ".mo"
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
