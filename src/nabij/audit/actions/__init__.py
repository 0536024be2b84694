"""Writing the log."""

from nabij.audit.actions.log import record, record_read

__all__ = ["record", "record_read"]
