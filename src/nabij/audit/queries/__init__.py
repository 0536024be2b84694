"""Reading and checking the log."""

from nabij.audit.queries.checkpoints import kept_checkpoints, last_checkpoint
from nabij.audit.queries.verification import Verdict, log_verdict

__all__ = ["Verdict", "kept_checkpoints", "last_checkpoint", "log_verdict"]
