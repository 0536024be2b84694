"""Who is the same child on these lists, and why: rows, a normaliser, levels with reasons, groups, doors.

`RuleLinker().pairs(rows)` finds certain and probable pairs, `clusters` groups rows into children and tells
what is to be looked at, `doors` puts children together, `reasons` tells why. Nothing is learned from people.
"""

from nabij_methods.linkage.doors import Door, doors
from nabij_methods.linkage.groups import Grouping, clusters
from nabij_methods.linkage.judging import Doubt, Judgement, Level
from nabij_methods.linkage.linker import Comparison, Decisions, Linker, Pair, RuleLinker, compare
from nabij_methods.linkage.reasons import Reason, in_english, reasons
from nabij_methods.linkage.rows import UNKNOWN_DATE, PartialDate, Row, full_date, partial_date

__all__ = [
    "UNKNOWN_DATE", "Comparison", "Decisions", "Door", "Doubt", "Grouping", "Judgement", "Level", "Linker",
    "Pair", "PartialDate", "Reason", "Row", "RuleLinker", "clusters", "compare", "doors", "full_date",
    "in_english", "partial_date", "reasons",
]  # fmt: skip
