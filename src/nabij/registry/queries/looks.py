"""One look at a page about people: one transaction, each question once, the log written together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from nabij.audit.actions import written_together
from nabij.kernel.looks import one_look


@contextmanager
def one_page() -> Iterator[None]:
    """Around all that one page reads. Each query inside still puts on record what it shows; the lines are
    written at the end, in this transaction, and when they cannot be nothing is shown. Raises LogNotWritten.
    """
    with written_together(), one_look():
        yield
