"""Opens a letter in a process of its own, with little memory, little time and no settings or secrets of ours.

Whatever the file does there, the application gets a file that was made anew, or a reason.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass

from nabij_methods.letters import limits
from nabij_methods.letters.refusals import NotALetter, Refusal

PHOTO, PAPER = "image/jpeg", "application/pdf"
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc", b"ftypmsf1")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that may be kept: made anew from what somebody sent."""

    media_type: str
    content: bytes
    pages: int


def kind_of(content: bytes) -> str:
    """What the first bytes say that a file is, whatever it is called. Raises NotALetter."""
    if not content:
        raise NotALetter(Refusal.EMPTY)
    if len(content) > limits.BYTES:
        raise NotALetter(Refusal.TOO_LARGE)
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return PHOTO
    if content.startswith(b"%PDF-"):
        return PAPER
    if content[4:12] in _HEIC:
        raise NotALetter(Refusal.HEIC)
    raise NotALetter(Refusal.OTHER_KIND)


def read_letter(content: bytes) -> Letter:
    """A photo or PDF made anew, without anything that tells where, when or by whom. Raises NotALetter."""
    kind = kind_of(content)
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "nabij_methods.letters.aside", kind],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.WAITING_SECONDS,
            env={"PYTHONPATH": os.pathsep.join(place for place in sys.path if place), "PYTHONUTF8": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotALetter(Refusal.TOO_SLOW) from None
    if done.returncode != 0:
        raise NotALetter(Refusal.TOO_SLOW if done.returncode < 0 else Refusal.DAMAGED)
    head, _line, made = done.stdout.partition(b"\n")
    word, _space, rest = head.decode("ascii", "replace").partition(" ")
    if word != "pages":
        raise NotALetter(Refusal(rest))
    return Letter(kind, made, int(rest))


def _limit_this_process() -> None:
    """Take away memory, time, and the right to write files; where the system knows such limits."""
    try:
        import resource
    except ImportError:  # not on this system: the time limit of the parent stays
        return
    for which, most in (
        (resource.RLIMIT_AS, limits.MEMORY_BYTES),
        (resource.RLIMIT_CPU, limits.SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(which, (most, most))


def main(kind: str) -> int:
    """Read standard input; write a first line with the pages or the reason, and then the file made anew."""
    content = sys.stdin.buffer.read(limits.BYTES + 1)
    try:
        if kind == PAPER:
            from nabij_methods.letters.papers import clean_paper

            _limit_this_process()
            made, pages = clean_paper(content)
        else:
            from nabij_methods.letters.photos import clean_photo

            _limit_this_process()
            made, pages = clean_photo(content), 1
    except NotALetter as error:
        sys.stdout.buffer.write(f"refusal {error.refusal.value}\n".encode())
        return 0
    sys.stdout.buffer.write(f"pages {pages}\n".encode() + made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
