"""States in which the log refuses."""


class OutsideTransaction(RuntimeError):
    """A line was to be written outside a transaction: then it could stand there without what it tells of."""


class LogNotWritten(RuntimeError):
    """The log could not be written. Whoever reads or writes stops: no log line, no data."""
