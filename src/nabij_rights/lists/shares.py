"""How likely an answer is, from counts of a town itself: aggregate, labelled, and refused when thin.

Such a share says nothing about anybody. It is used to choose which question to ask first and to expect how
many will say yes, never in an answer and never to put people in an order. Groups that the question itself
does not name are refused: how likely something is for one neighbourhood or origin is asked by no law.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nabij_rights.facts.likely import shares
from nabij_rights.facts.reading import nearest, shown
from nabij_rights.facts.vocabulary import Fact, vocabulary

FEWEST_OBSERVED = 100
"""Fewer people say too little, and may point to somebody."""

ASSUMED = "assumed share, not measured"

_OF_FILE = frozenset({"source", "town", "period", "count"})
_OF_COUNT = frozenset({"fact", "observed", "yes", "values", "of"})


class BadCounts(ValueError):
    """Counts that may not be used; ``sentences`` has one line per problem. Nothing of the file was kept."""

    def __init__(self, sentences: list[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("\n".join(sentences))


@dataclass(frozen=True)
class LocalShares:
    """Shares in the shape of ``facts/shares.toml``, and per counted fact where its share comes from."""

    known: Mapping[str, Any]
    labels: Mapping[str, str]

    def label_of(self, fact_id: str) -> str:
        """What stands with every figure that rests on the share of this fact."""
        return self.labels.get(fact_id, ASSUMED)


def assumed_shares() -> LocalShares:
    """Without counts: the plain assumptions that are the same everywhere."""
    return LocalShares(shares(), {})


def read_shares(path: Path) -> LocalShares:
    """The counts of a TOML file in place of the assumptions about the same facts. Raises BadCounts."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadCounts([f"{path}: {error.strerror or 'it cannot be read'}. Name a TOML file."]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadCounts([f"{path}: this is no TOML file ({error}). Nothing of it was used."]) from None
    return parse_shares(table, name=str(path))


def parse_shares(table: Mapping[str, Any], *, name: str) -> LocalShares:
    """The counts of one table. Raises BadCounts with every problem."""
    problems = [f"{name}: {sentence}" for sentence in _problems_of_file(table)]
    rows = table.get("count")
    yes, of, labels = dict(shares()["yes"]), dict(shares()["of"]), dict[str, str]()
    for number, row in enumerate(rows if isinstance(rows, list) else [], start=1):
        found = list(_problems(row, labels))
        problems += [f"{name}, count {number}: {sentence}" for sentence in found]
        if found:
            continue
        fact_id, observed = row["fact"], row["observed"]
        labels[fact_id] = (
            f"estimate from local counts, {table.get('period')}, n = {observed:,} "
            f"({table.get('source')}, {table.get('town')})"
        )
        if "yes" in row:
            yes[fact_id] = row["yes"] / observed
        else:
            of[fact_id] = {value: row["values"].get(value, 0) for value in vocabulary()[fact_id].values}
    if problems:
        raise BadCounts(problems)
    return LocalShares({**shares(), "yes": yes, "of": of}, labels)


def _problems_of_file(table: Mapping[str, Any]) -> Iterator[str]:
    for key in ("source", "town", "period"):
        if not isinstance(table.get(key), str) or not table[key].strip():
            yield f'{key} is missing: say it as a text, such as {key} = "…". Nothing of the file was used.'
    if not isinstance(table.get("count"), list) or not table["count"]:
        yield "there is no [[count]]: give at least one fact with what was counted."
    for key in sorted(set(table) - _OF_FILE):
        yield f"{shown(key)} is not read here; a file has source, town, period and [[count]]."


def _problems(row: Any, seen: Mapping[str, str]) -> Iterator[str]:
    if not isinstance(row, dict):
        yield "this is no table; write [[count]] with fact, observed, and yes or values."
        return
    fact_id = row.get("fact")
    fact = vocabulary().get(fact_id) if isinstance(fact_id, str) else None
    if fact is None:
        hint = nearest(str(fact_id), vocabulary(), otherwise="`nabij-rights facts` lists all.")
        yield f"there is no fact {shown(str(fact_id))}. {hint}"
        return
    if fact.id in seen:
        yield f"{fact.id} was counted above; count a fact once, for all whom its question is about."
    yield from _problems_of_group(row, fact)
    observed: Any = row.get("observed")
    if not _is_count(observed):
        yield f"observed is the number of people (or households) asked, not {shown(str(observed))}."
    elif observed < FEWEST_OBSERVED:
        yield f"{observed} observed is too few; {FEWEST_OBSERVED} are needed. This count was not used."
    else:
        yield from _problems_of_numbers(row, fact, observed)


def _problems_of_group(row: Mapping[str, Any], fact: Fact) -> Iterator[str]:
    """A group is only the one that the question itself is about."""
    for key in sorted(set(row) - _OF_COUNT):
        yield (
            f"{shown(key)} would split people in groups that the law does not name for {fact.id}; "
            "shares are per fact, so leave it out."
        )
    if row.get("of", fact.applies_to) != fact.applies_to:
        yield (
            f"{fact.id} is asked of {fact.applies_to}; a count of {shown(str(row['of']))} is another group, "
            "which the law does not name, so it is refused."
        )


def _problems_of_numbers(row: Mapping[str, Any], fact: Fact, observed: int) -> Iterator[str]:
    if fact.type in ("bool", "since"):
        if not _is_count(row.get("yes")) or row["yes"] > observed or "values" in row:
            yield f"{fact.id} is yes or no: give yes, a number from 0 to {observed}, and no values."
    elif fact.values:
        values = row.get("values")
        numbers = values if isinstance(values, dict) else {}
        if unknown := sorted(set(numbers) - set(fact.values)):
            yield f"{fact.id} has no value {shown(unknown[0])}; it has {', '.join(fact.values)}."
        elif "yes" in row or not all(map(_is_count, numbers.values())) or sum(numbers.values()) != observed:
            yield f"give values with a number for each named value of {fact.id}; together {observed}."
    else:
        yield f"{fact.id} is neither yes or no nor a choice; only of those a share is used."


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
