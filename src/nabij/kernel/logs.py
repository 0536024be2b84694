"""Log lines without persons: no query strings, no full addresses, no values in traces."""

import logging
import re
from types import TracebackType

_QUERY = re.compile(r"\?[^\s'\"]*")
_IPV4 = re.compile(r"\b(\d{1,3}\.\d{1,3})\.\d{1,3}\.\d{1,3}\b")
_IPV6 = re.compile(r"\b([0-9a-f]{1,4}:[0-9a-f]{1,4}):[0-9a-f:]*:[0-9a-f:]*[0-9a-f]\b", re.IGNORECASE)

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutPersons(logging.Formatter):
    """Format a record so that nothing in it can point at a visitor.

    Of an exception the place and the type stay; its message goes, because messages quote what people typed.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, cleaned."""
        clean = logging.makeLogRecord(record.__dict__)
        clean.exc_text = None  # made by another formatter, perhaps with the message of the exception
        line = super().format(clean)
        line = _QUERY.sub("", line)
        line = _IPV4.sub(r"\1.0.0", line)
        return _IPV6.sub(r"\1::", line)

    def formatException(self, ei: ExcInfo) -> str:
        """Return where it went wrong and what kind of error it was, without its message."""
        kind, _, trace = ei
        places = []
        while trace is not None:
            code = trace.tb_frame.f_code
            places.append(f"  {code.co_filename}:{trace.tb_lineno} in {code.co_name}")
            trace = trace.tb_next
        name = "no exception" if kind is None else f"{kind.__module__}.{kind.__qualname__}"
        return "\n".join([*places, name])
