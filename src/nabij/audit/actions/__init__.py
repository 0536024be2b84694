"""Writing the log and its checkpoints."""

from nabij.audit.actions.checkpoints import write_checkpoint
from nabij.audit.actions.log import record, record_read

__all__ = ["record", "record_read", "write_checkpoint"]
