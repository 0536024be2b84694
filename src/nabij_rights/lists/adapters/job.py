"""What a worker is told: the day, the rights and how to work them out. Small, and it can be sent anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from nabij_rights.catalogue import RuleSet, rules_on
from nabij_rights.lists.evaluators import evaluator_for
from nabij_rights.lists.screening import Evaluate
from nabij_rights.lists.table import MissingFacts, output_schema, screen_batch

ROWS = 10_000
"""Households per piece of work: enough to keep NumPy busy, few enough to leave memory alone."""


@dataclass(frozen=True)
class Job:
    """Screens batches of households on one day: every right with a rule on that day, or those named.

    It is sent to workers as it is; the rules are read there, once per process. ``evaluate`` must be a
    function that a worker can import; without it a full batch, which is one of many, goes to the fastest
    evaluator of that worker, and a smaller one to NumPy. All of them give the same answers.
    """

    on: date
    right_ids: tuple[str, ...] | None = None
    missing: MissingFacts = MissingFacts.NAMES
    with_warnings: bool = True
    ignored: tuple[str, ...] = ()
    evaluate: Evaluate | None = None

    @property
    def rule_set(self) -> RuleSet:
        """The rules of the day, of the rights that are shown. Raises TooEarly, UnknownRight."""
        return rules_on(self.on, self.right_ids)

    @property
    def schema(self) -> pa.Schema:
        """The columns of every result. Raises TooEarly, UnknownRight."""
        rule_set = self.rule_set
        right_ids = tuple(rule_set.versions) if self.right_ids is None else self.right_ids
        return output_schema(rule_set, right_ids, missing=self.missing, with_warnings=self.with_warnings)

    def batch(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The answers for a batch, row by row. Raises UnusableColumns."""
        return screen_batch(
            batch,
            self.rule_set,
            right_ids=self.right_ids,
            evaluate=self.evaluate or evaluator_for(batch.num_rows, few=ROWS),
            missing=self.missing,
            with_warnings=self.with_warnings,
            ignored=self.ignored,
        )

    def batches(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The answers for one batch after the other: the plain loop, and what a partition runs."""
        for batch in batches:
            for start in range(0, batch.num_rows, ROWS):
                yield self.batch(batch.slice(start, ROWS))

    def table(self, table: pa.Table) -> pa.Table:
        """The answers for a table, row by row. Raises UnusableColumns."""
        return pa.Table.from_batches(self.batches(table.to_batches()), schema=self.schema)
