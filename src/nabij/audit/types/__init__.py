"""What the audit app speaks of: lines of the log, what may be wrong with them, and its extension points."""

from nabij.audit.types.chain import (
    GENESIS,
    STREAMS,
    Link,
    canonical_detail,
    canonical_roles,
    link_hash,
    link_hashes,
)
from nabij.audit.types.extension import (
    Due,
    Outcome,
    Part,
    Rectification,
    Registered,
    RetentionClass,
    register_erasure,
    register_exempt,
    register_own_copy,
    register_rectification,
    register_retention,
    registered,
)
from nabij.audit.types.problems import LogNotWritten, OutsideTransaction

__all__ = [
    "GENESIS",
    "STREAMS",
    "Due",
    "Link",
    "LogNotWritten",
    "Outcome",
    "OutsideTransaction",
    "Part",
    "Rectification",
    "Registered",
    "RetentionClass",
    "canonical_detail",
    "canonical_roles",
    "link_hash",
    "link_hashes",
    "register_erasure",
    "register_exempt",
    "register_own_copy",
    "register_rectification",
    "register_retention",
    "registered",
]
