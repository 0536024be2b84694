"""What the audit app speaks of: lines of the log, and what may be wrong with them."""

from nabij.audit.types.chain import GENESIS, STREAMS, Link, canonical_detail, canonical_roles, link_hash
from nabij.audit.types.problems import LogNotWritten, OutsideTransaction

__all__ = [
    "GENESIS",
    "STREAMS",
    "Link",
    "LogNotWritten",
    "OutsideTransaction",
    "canonical_detail",
    "canonical_roles",
    "link_hash",
]
