"""The columns of the two tables that the text reads, and how each is read.

A value outside the domain of its fact is read as unknown: an amount in euro with a fraction, a negative
income, a misspelt word. It may never count as a zero or a "no".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nabij_rights.engine.expression import MOST_PERSONS, Entity
from nabij_rights.engine.sql.dialects import Words, quoted, text

HOUSEHOLD_ID, PERSON_NUMBER = quoted("household_id"), quoted("person_number")
SIZE, IS_WHOLE = quoted("number of persons"), quoted("is whole")
STEP = "step_"
"""What the names of worked-out columns start with; no fact has such a name."""

_TABLE = {Entity.HOUSEHOLD: "households", Entity.PERSON: "persons"}


@dataclass(frozen=True)
class Column:
    """One fact as a column of the table of households or of persons.

    Without ``values`` it holds a whole number from ``lowest`` to ``highest``, or yes/no as 1/0 or as a
    boolean. With ``values`` it holds one of those words. ``first`` is the word that belongs to the person
    with number 1 and to nobody else; that person need not carry it.
    """

    key: str
    entity: Entity
    lowest: int
    highest: int
    is_yes_no: bool = False
    values: tuple[str, ...] = ()
    first: str | None = None

    def read(self, words: Words) -> str:
        """The expression that gives its number, the place of its word, or NULL when that is not known."""
        # SQLite takes a quoted name that it does not know for a text, unless the table stands before it.
        name = f"{_TABLE[self.entity]}.{quoted(self.key)}"
        if self.values:
            cases = " ".join(f"WHEN {text(word)} THEN {place}" for word, place in self._words())
            return self._of_first(f"CASE CAST({name} AS TEXT) {cases} END")
        if self.is_yes_no:
            yes, no = "WHEN '1' THEN 1 WHEN 'true' THEN 1", "WHEN '0' THEN 0 WHEN 'false' THEN 0"
            return f"CASE CAST({name} AS TEXT) {yes} {no} END"
        whole = words.is_whole.format(name)
        within = f"{name} BETWEEN {self.lowest} AND {self.highest}"
        return f"CASE WHEN {whole} AND {within} THEN {words.number.format(name)} END"

    def _words(self) -> Iterable[tuple[str, int]]:
        return ((word, place) for place, word in enumerate(self.values) if word != self.first)

    def _of_first(self, read: str) -> str:
        if self.first is None:
            return read
        return f"CASE WHEN {PERSON_NUMBER} = 1 THEN {self.values.index(self.first)} ELSE {read} END"

    def is_of_first(self, position: int) -> bool:
        """Whether the word at this place belongs to the person with number 1 and to nobody else."""
        return self.first is not None and self.values[position] == self.first


def household_rows(columns: Iterable[Column], words: Words) -> str:
    """The households with their facts, the number of persons, and whether the persons are complete.

    Nothing can be said of a household that stands twice, that has no persons or more than 32, or where not
    exactly one person has number 1.
    """
    facts = "".join(f",\n    {column.read(words)} AS {quoted(column.key)}" for column in columns)
    count = words.number.format("counted.size")
    whole = (
        f"COUNT(*) OVER (PARTITION BY households.{HOUSEHOLD_ID}) = 1 AND counted.size BETWEEN 1 AND"
        f' {MOST_PERSONS} AND counted.numbers = counted.size AND counted."first" = 1'
    )
    return f"""SELECT households.{HOUSEHOLD_ID}, {count} AS {SIZE},
    CASE WHEN {whole} THEN 1 ELSE 0 END AS {IS_WHOLE}{facts}
  FROM households LEFT JOIN (
    SELECT {HOUSEHOLD_ID}, COUNT(*) AS size, COUNT(DISTINCT {PERSON_NUMBER}) AS numbers,
      COUNT(CASE WHEN {PERSON_NUMBER} = 1 THEN 1 END) AS "first"
    FROM persons GROUP BY {HOUSEHOLD_ID}
  ) AS counted ON counted.{HOUSEHOLD_ID} = households.{HOUSEHOLD_ID}"""


def person_rows(columns: Iterable[Column], words: Words, households: str) -> str:
    """The persons of complete households with their facts."""
    facts = "".join(f",\n    {column.read(words)} AS {quoted(column.key)}" for column in columns)
    return f"""SELECT persons.{HOUSEHOLD_ID}, {PERSON_NUMBER}{facts}
  FROM persons JOIN {households} AS home ON home.{HOUSEHOLD_ID} = persons.{HOUSEHOLD_ID}
  WHERE home.{IS_WHOLE} = 1"""
