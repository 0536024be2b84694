"""An attribute that is worked out when it is first looked at, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from functools import cached_property as lazy
else:

    class lazy:
        """``functools.cached_property`` without the lock that it takes in Python 3.11.

        An answer looks at a thousand such attributes, and the locks cost as much as the sums. Whoever works
        out a value twice finds the same.
        """

        def __init__(self, work_out: Callable[[Any], Any]) -> None:
            self._work_out, self._name, self.__doc__ = work_out, work_out.__name__, work_out.__doc__

        def __get__(self, owner: Any, kind: type) -> Any:
            if owner is None:
                return self
            value = owner.__dict__[self._name] = self._work_out(owner)
            return value


__all__ = ["lazy"]
