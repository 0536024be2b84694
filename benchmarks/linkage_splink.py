"""Splink 5 with fixed weights, the same normaliser, veto and groups as the rule scorer, for the comparison.

The weights stand in `WEIGHTS`: m, how often two rows of one child show a level, and u, how often two rows
of different
children do. Nothing is trained. m follows from the shares of mistakes that partner lists show
(docs/decisions/0017);
u from the number of names, days and doors in a town. The settings are those measured before: automatic
from 0.95, a
person looks from 0.10, the veto always.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

from nabij.demo.partner_lists import PartnerLists
from nabij.demo.partner_lists.reviewing import scored
from nabij_methods.linkage import Level, Pair, Row, clusters
from nabij_methods.linkage.evidence import evidence, read
from nabij_methods.linkage.judging import Judgement
from nabij_methods.linkage.linker import Comparison
from nabij_methods.linkage.normal import skeleton, spelling, without_particles

AUTOMATIC = 0.95
LOOKED_AT = 0.10
PRIOR = 1 / 4000  # of two rows in the same town, about one pair in four thousand is one child
Levels = tuple[tuple[str, float, float], ...]  # SQL, m, u; the last one is everything else
WEIGHTS: Mapping[str, Levels] = {
    "first": (
        ("first_l = first_r", 0.78, 0.008),
        ("heard_l = heard_r", 0.06, 0.001),
        ("jaro_winkler_similarity(heard_l, heard_r) >= 0.92", 0.07, 0.006),
        ("bones_l = bones_r", 0.03, 0.004),
        ("heard_l = last_heard_r AND last_heard_l = heard_r", 0.015, 0.00005),
        ("ELSE", 0.045, 0.98),
    ),
    "last": (
        ("last_l = last_r", 0.76, 0.012),
        ("last_heard_l = last_heard_r", 0.08, 0.002),
        ("jaro_winkler_similarity(last_heard_l, last_heard_r) >= 0.88", 0.08, 0.006),
        ("ELSE", 0.08, 0.98),
    ),
    "birth": (
        ("birth_l = birth_r", 0.92, 0.0003),
        ("year_l = year_r AND levenshtein(birth_l, birth_r) <= 2", 0.03, 0.006),
        ("year_l = year_r AND (length(birth_l) = 4 OR length(birth_r) = 4)", 0.03, 0.07),
        ("ELSE", 0.02, 0.92),
    ),
    "phone": (("phone_l = phone_r", 0.72, 0.0015), ("ELSE", 0.28, 0.9985)),
    "house": (("house_l = house_r", 0.82, 0.0015), ("ELSE", 0.18, 0.9985)),
    "guardian": (
        ("guardian_l = guardian_r", 0.5, 0.001),
        ("jaro_winkler_similarity(guardian_l, guardian_r) >= 0.92", 0.2, 0.003),
        ("ELSE", 0.3, 0.996),
    ),
}
COLUMN_OF_NULL = {"guardian": "guardian", "birth": "birth", "phone": "phone", "house": "house"}
BLOCKS = (
    ("bones", "last_bones"), ("birth",), ("phone", "letter"), ("house", "letter"), ("bones", "guardian"),
    ("swapped",), ("last_bones", "phone"),
)  # fmt: skip


def _columns(row: Row) -> dict[str, str | None]:
    seen = read(row)
    heard, last_heard = spelling(seen.first), spelling(without_particles(seen.last))
    house = seen.house
    birth = str(row.birth.year) if row.birth.is_placeholder else str(row.birth)
    return {
        "unique_id": row.row_id,
        "first": seen.first.lower() or None,
        "last": seen.last.lower() or None,
        "heard": heard or None,
        "last_heard": last_heard or None,
        "bones": skeleton(seen.first) or None,
        "last_bones": skeleton(without_particles(seen.last)) or None,
        "letter": heard[:1] or None,
        "swapped": "|".join(sorted((heard, last_heard))),
        "birth": birth or None,
        "year": birth[:4] or None,
        "phone": min(seen.phones, default=None),
        "house": f"{house.street}|{house.number}" if house.street and house.number else None,
        "guardian": spelling(row.guardian) or None,
    }


def _comparison(name: str, levels: Levels) -> dict[str, Any]:
    column = COLUMN_OF_NULL.get(name, "heard" if name == "first" else "last_heard")
    null = {
        "sql_condition": f"{column}_l IS NULL OR {column}_r IS NULL",
        "label_for_charts": "null",
        "is_null_level": True,
    }
    return {
        "output_column_name": name,
        "comparison_levels": [
            null,
            *(
                {
                    "sql_condition": sql,
                    "label_for_charts": sql,
                    "m_probability": m,
                    "u_probability": u,
                    "fix_m_probability": True,
                    "fix_u_probability": True,
                }
                for sql, m, u in levels
            ),
        ],
    }


def _predicted(rows: tuple[Row, ...]) -> Iterator[tuple[str, str, float]]:
    api = DuckDBAPI()
    table = api.register(pa.Table.from_pylist([_columns(row) for row in rows]))
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_comparison(name, levels) for name, levels in WEIGHTS.items()],
        blocking_rules_to_generate_predictions=[block_on(*columns) for columns in BLOCKS],
        probability_two_random_records_match=PRIOR,
        retain_matching_columns=False,
    )
    linker = Linker(table, settings, log_level="ERROR")
    found = linker.inference.predict(threshold_match_probability=LOOKED_AT)
    for record in found.as_record_list():
        yield record["unique_id_l"], record["unique_id_r"], float(record["match_probability"])


def splink_pairs(rows: tuple[Row, ...]) -> list[Pair]:
    """Certain and probable pairs after Splink and the veto."""
    readings = {row.row_id: read(row) for row in rows}
    pairs = []
    for one, other, probability in _predicted(rows):
        first, second = sorted((one, other))
        seen = evidence(readings[first], readings[second])
        if seen is None or seen.same_group or "different" in (seen.first, seen.birth):
            continue
        level = Level.CERTAIN if probability >= AUTOMATIC else Level.PROBABLE
        pairs.append(
            Pair(first, second, Comparison(Judgement(level, round(probability * 100_000), ()), seen))
        )
    return pairs


def splink_reviewed(lists: PartnerLists, *, at_most: int) -> tuple[float, int, int, int, int]:
    """F1, children lost, extra packages, pairs asked and wrong merges, with a reviewer who knows the
    truth."""
    pairs, truth = splink_pairs(lists.rows), lists.child_of_row
    decisions: dict[tuple[str, str], bool] = {}
    while True:
        grouping = clusters(lists.rows, pairs, decisions=decisions)
        asked = grouping.questions[: min(40, at_most - len(decisions))]
        if not asked:
            break
        decisions |= {pair.key: truth[pair.one] == truth[pair.other] for pair in asked}
    wrong = sum(
        truth[pair.one] != truth[pair.other]
        for pair in pairs
        if pair.level is Level.CERTAIN and pair.key not in decisions and pair not in grouping.refused
    )
    score = scored(grouping.groups, truth)
    return score.f1, score.lost, score.extra, len(decisions), wrong
