"""Checkpoints on disk."""

from pathlib import Path

from nabij.audit.types.checkpoint import Checkpoint, UnreadableCheckpoint, read_checkpoint


def checkpoint_files(folder: Path) -> list[Path]:
    """Return the files of checkpoints in a folder, oldest first."""
    return sorted(folder.glob("[0-9]*/checkpoint-*.json"))


def last_checkpoint(folder: Path) -> Checkpoint | None:
    """Return the newest checkpoint, or None before the first. Raises UnreadableCheckpoint."""
    files = checkpoint_files(folder)
    return read_checkpoint(files[-1].read_text(encoding="utf-8")) if files else None


def kept_checkpoints(folder: Path) -> tuple[list[Checkpoint], list[str]]:
    """Return all checkpoints of a folder, and a sentence for each file that cannot be read."""
    found, problems = [], []
    for file in checkpoint_files(folder):
        try:
            found.append(read_checkpoint(file.read_text(encoding="utf-8")))
        except (UnreadableCheckpoint, OSError, UnicodeDecodeError) as problem:
            problems.append(f"The checkpoint {file.name} cannot be read ({problem}). Compare it with a copy.")
    return sorted(found, key=lambda one: one.number), problems
