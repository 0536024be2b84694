"""One look: while one page is made, what several parts of it ask alike is asked of the database once."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("look", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """Let answers inside be kept until the end. Only around reading, in one transaction: a write would not
    be seen. A look inside another one begins anew.
    """
    before = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(before)


def once(key: Hashable, ask: Callable[[], T]) -> T:
    """Return what was asked under this key during this look; outside a look it is asked each time.

    The key names all that the answer depends on, also who asks.
    """
    kept = _kept.get()
    if kept is None:
        return ask()
    if key not in kept:
        kept[key] = ask()
    found: T = kept[key]
    return found


def keep(key: Hashable, answer: object) -> None:
    """Keep an answer that came along with another question, for whoever asks it during this look."""
    if (kept := _kept.get()) is not None:
        kept[key] = answer
