"""The whole statement: one step per WITH, each carrying only the columns that a later step reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from nabij_rights.engine.expression import Entity, Node
from nabij_rights.engine.program import Setting
from nabij_rights.engine.sql.columns import (
    HOUSEHOLD_ID,
    IS_WHOLE,
    PERSON_NUMBER,
    SIZE,
    Column,
    household_rows,
    person_rows,
)
from nabij_rights.engine.sql.dialects import WORDS, Dialect, quoted
from nabij_rights.engine.sql.expressions import Writer
from nabij_rights.engine.sql.plan import Plan


class CannotWrite(ValueError):
    """What was asked does not fit in one text for this database."""


@dataclass(frozen=True)
class Outcome:
    """One right: certain and possible, and the lowest and highest amount when there is one.

    The two ends may be the same expression. ``may_be_certain`` is false where a person decides.
    """

    name: str
    certain: Node
    possible: Node
    lowest: Node | None = None
    highest: Node | None = None
    may_be_certain: bool = True

    @property
    def roots(self) -> list[Node]:
        """Its expressions."""
        ends = (self.certain, self.possible, self.lowest, self.highest)
        return [end for end in ends if end is not None]


@dataclass
class _Step:
    """One WITH: what it works out, from which columns of the step before it and beside it."""

    entity: Entity
    defines: dict[str, str]
    reads: frozenset[str]
    beside: str = ""
    """How the step beside it is joined; its columns come by their own names."""
    reads_beside: frozenset[str] = frozenset()
    carries: list[str] = field(default_factory=list)


class Statement:
    """The text for these outcomes on one day, over ``households`` and ``persons``.

    With ``needs_all`` a household that lacks a fact that an outcome rests on gets NULL for it; without, the
    expressions themselves say what a NULL may stand for. Raises CannotWrite.
    """

    def __init__(
        self,
        outcomes: Sequence[Outcome],
        columns: Mapping[str, Column],
        setting: Setting,
        *,
        dialect: Dialect,
        needs_all: bool,
    ) -> None:
        self._outcomes, self._needs_all = outcomes, needs_all
        self._words = WORDS[dialect]
        self._plan = Plan([root for outcome in outcomes for root in outcome.roots], setting)
        self._writer = Writer(self._plan, columns, self._words)
        self._dialect = dialect
        self.needed = {outcome.name: self._plan.facts_under(outcome.roots) for outcome in outcomes}
        """The keys of the facts and decisions that each outcome rests on."""
        self.amounts = self._plan.amounts
        """The amounts of the law that stand in the text."""
        used = set().union(*self.needed.values())
        self.columns = [column for key, column in sorted(columns.items()) if key in used]
        """The columns of both tables that the text reads."""
        for column in self.columns:
            self._kept(column.key)
        self._steps = self._laid_out()
        self._carry()

    # ---------------------------------------------------------------------------------------- steps

    def _laid_out(self) -> list[_Step]:
        steps: list[_Step] = []
        joined: set[str] = set()
        for stage in range(self._plan.last_stage + 1):
            if gathered := self._plan.gathered(stage):
                steps.append(self._gathering(gathered))
            steps += self._worked_out(Entity.HOUSEHOLD, stage)
            personal = self._worked_out(Entity.PERSON, stage)
            wanted = self._wanted_of_home(personal, self._plan.gathered(stage + 1)) - joined
            if wanted:
                steps.append(self._spreading(wanted))
                joined |= wanted
            steps += personal
        return steps

    def _worked_out(self, entity: Entity, stage: int) -> list[_Step]:
        return [
            _Step(
                entity,
                {self._plan.columns[node.key]: self._writer.column(node) for node in nodes},
                frozenset().union(*(self._writer.reads(node, is_inside=True) for node in nodes)),
            )
            for nodes in self._plan.turn(entity, stage).in_order()
        ]

    def _gathering(self, nodes: Sequence[Node]) -> _Step:
        defines = {self._plan.columns[node.key]: self._writer.column(node) for node in nodes}
        reads = frozenset().union(*(self._writer.reads(node, is_inside=True) for node in nodes))
        return _Step(Entity.HOUSEHOLD, defines, frozenset(), "gathered", reads)

    def _wanted_of_home(self, personal: Iterable[_Step], gathered: Iterable[Node]) -> set[str]:
        """The columns of the household that persons read in this turn."""
        reads = set().union(*(step.reads for step in personal))
        reads.update(*(self._writer.reads(node, is_inside=True) for node in gathered))
        return reads & self._of_home

    @property
    def _of_home(self) -> set[str]:
        facts = {quoted(column.key) for column in self.columns if column.entity is Entity.HOUSEHOLD}
        by_key = self._plan.columns
        worked_out = {
            by_key[n.key] for n in self._plan.nodes if n.entity is Entity.HOUSEHOLD and n.key in by_key
        }
        return facts | worked_out | {SIZE}

    def _spreading(self, wanted: set[str]) -> _Step:
        return _Step(Entity.PERSON, {}, frozenset(), "spread", frozenset(wanted))

    def _carry(self) -> None:
        """From the last step back: what a step passes on is what a later one reads and it does not make."""
        later: dict[Entity, set[str]] = {
            Entity.HOUSEHOLD: set().union(
                *(self._writer.reads(root) for outcome in self._outcomes for root in outcome.roots)
            ),
            Entity.PERSON: set(),
        }
        for step in reversed(self._steps):
            made = step.reads_beside if step.beside == "spread" else set(step.defines)
            carried = later[step.entity] - made
            step.carries = sorted(carried)
            self._refuse_too_wide(len(carried) + len(made))
            later[step.entity] = carried | step.reads
            other = Entity.PERSON if step.entity is Entity.HOUSEHOLD else Entity.HOUSEHOLD
            later[other] |= step.reads_beside

    def _refuse_too_wide(self, width: int) -> None:
        if width > self._words.most_columns:
            raise CannotWrite(
                f"These rights together need {width} columns at once, and {self._dialect} takes"
                f" {self._words.most_columns}. Nothing was written. Ask for fewer rights at a time."
            )

    # ----------------------------------------------------------------------------------------- text

    def text(self) -> str:
        """The statement; one row per household, in the order of ``household_id``."""
        withs = [self._with("homes", household_rows(self._columns_of(Entity.HOUSEHOLD), self._words))]
        withs.append(self._with("people", person_rows(self._columns_of(Entity.PERSON), self._words, "homes")))
        if self._needs_all:
            withs.append(self._with("complete", self._complete()))
        names = {Entity.HOUSEHOLD: "homes", Entity.PERSON: "people"}
        for number, step in enumerate(self._steps, 1):
            before = dict(names)
            names[step.entity] = f"{step.entity}_{number}"
            withs.append(self._with(names[step.entity], self._select(step, before)))
        return f"WITH {', '.join(withs)}\n{self._outcome_rows(names[Entity.HOUSEHOLD])}\n"

    def _with(self, name: str, select: str) -> str:
        return f"{name} {self._words.materialized} (\n  {select}\n)"

    def _columns_of(self, entity: Entity) -> list[Column]:
        return [column for column in self.columns if column.entity is entity]

    def _select(self, step: _Step, names: Mapping[Entity, str]) -> str:
        if step.beside == "spread":
            return self._spread(step, names)
        if step.beside == "gathered":
            return self._gather(step, names)
        made = [f"{text} AS {name}" for name, text in step.defines.items()]
        return f"SELECT {_listed([*self._own(step), *made])}\n  FROM {names[step.entity]}"

    @staticmethod
    def _own(step: _Step, of: str = "") -> list[str]:
        keys = [HOUSEHOLD_ID, IS_WHOLE] if step.entity is Entity.HOUSEHOLD else [HOUSEHOLD_ID, PERSON_NUMBER]
        return [f"{of}{name}" for name in [*keys, *step.carries]]

    def _spread(self, step: _Step, names: Mapping[Entity, str]) -> str:
        brought = [f"home.{name}" for name in sorted(step.reads_beside)]
        return (
            f"SELECT {_listed([*self._own(step, 'person.'), *brought])}\n"
            f"  FROM {names[Entity.PERSON]} AS person JOIN {names[Entity.HOUSEHOLD]} AS home"
            f" ON home.{HOUSEHOLD_ID} = person.{HOUSEHOLD_ID}"
        )

    def _gather(self, step: _Step, names: Mapping[Entity, str]) -> str:
        made = [f"{text} AS {name}" for name, text in step.defines.items()]
        brought = [f"gathered.{name}" for name in step.defines]
        return (
            f"SELECT {_listed([*self._own(step, 'home.'), *brought])}\n"
            f"  FROM {names[Entity.HOUSEHOLD]} AS home LEFT JOIN (\n"
            f"    SELECT {_listed([HOUSEHOLD_ID, *made])}\n"
            f"    FROM {names[Entity.PERSON]} GROUP BY {HOUSEHOLD_ID}\n"
            f"  ) AS gathered ON gathered.{HOUSEHOLD_ID} = home.{HOUSEHOLD_ID}"
        )

    def _complete(self) -> str:
        """Of each outcome whether every fact that it rests on is known, of all persons."""
        of_persons = {column.key for column in self._columns_of(Entity.PERSON)}
        counts = [f"COUNT({quoted(key)}) AS {quoted(key)}" for key in sorted(of_persons)]
        flags = []
        for outcome in self._outcomes:
            facts = [
                f"known.{quoted(key)} = home.{SIZE}"
                if key in of_persons
                else f"home.{quoted(key)} IS NOT NULL"
                for key in sorted(self._plan.facts_under(outcome.roots, is_open=False))
            ]
            flags.append(
                f"CASE WHEN {' AND '.join([f'home.{IS_WHOLE} = 1', *facts])} THEN 1 ELSE 0 END"
                f" AS {quoted(outcome.name)}"
            )
        return (
            f"SELECT {_listed([f'home.{HOUSEHOLD_ID}', *flags])}\n"
            f"  FROM homes AS home LEFT JOIN (\n"
            f"    SELECT {_listed([HOUSEHOLD_ID, *counts])}\n"
            f"    FROM people GROUP BY {HOUSEHOLD_ID}\n"
            f"  ) AS known ON known.{HOUSEHOLD_ID} = home.{HOUSEHOLD_ID}"
        )

    def _outcome_rows(self, last: str) -> str:
        """The answers, from the last step."""
        found = [f"home.{HOUSEHOLD_ID}"]
        for outcome in self._outcomes:
            is_known = f"complete.{quoted(outcome.name)} = 1" if self._needs_all else f"home.{IS_WHOLE} = 1"
            found += [f"{text} AS {self._kept(name)}" for name, text in self._answers(outcome, is_known)]
        join = (
            f" LEFT JOIN complete ON complete.{HOUSEHOLD_ID} = home.{HOUSEHOLD_ID}" if self._needs_all else ""
        )
        return f"SELECT {_listed(found)}\nFROM {last} AS home{join}\nORDER BY home.{HOUSEHOLD_ID}"

    def _answers(self, outcome: Outcome, is_known: str) -> list[tuple[str, str]]:
        """An amount stands only where the right may hold, and one amount only where it certainly does."""
        write: Callable[[Node], str] = self._writer.condition
        certain, possible = write(outcome.certain), write(outcome.possible)
        yes = f"WHEN {certain} THEN 1 " if outcome.may_be_certain else ""
        holds = f"CASE WHEN {is_known} THEN CASE {yes}WHEN NOT {possible} THEN 0 END END"
        answers = [(f"{outcome.name}_holds", holds)]
        if outcome.lowest is not None and outcome.highest is not None:
            low, high = self._writer.number(outcome.lowest), self._writer.number(outcome.highest)
            may = f"{is_known} AND {possible}"
            if outcome.may_be_certain:
                only = f"CASE WHEN {is_known} AND {certain} AND {low} = {high} THEN {low} END"
                answers.append((f"{outcome.name}_amount", only))
            answers.append((f"{outcome.name}_lowest", f"CASE WHEN {may} THEN {low} END"))
            answers.append((f"{outcome.name}_highest", f"CASE WHEN {may} THEN {high} END"))
        return answers

    def _kept(self, name: str) -> str:
        """A name between quotes. Raises CannotWrite when the database would cut it off."""
        if len(name.encode()) > self._words.longest_name:
            raise CannotWrite(
                f"The name {name} is longer than the {self._words.longest_name} signs that"
                f" {self._dialect} keeps. Nothing was written. Leave that right out with --rights."
            )
        return quoted(name)


def _listed(items: Iterable[str]) -> str:
    return ",\n    ".join(items)
