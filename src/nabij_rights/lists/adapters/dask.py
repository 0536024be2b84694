"""Dask: a bag of which every element is an Arrow table of whole households, such as one Parquet file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
from dask import bag

from nabij_rights.lists.adapters.job import Job

if TYPE_CHECKING:
    from dask.bag import Bag


def households(paths: Sequence[str]) -> Bag:
    """A bag with the table of each Parquet file, read by the worker that gets it."""
    return bag.from_sequence(paths, npartitions=len(paths)).map(pq.read_table)


def screened(tables: Bag, job: Job) -> Bag:
    """The answers for each table of the bag, in the same partitions; worked out with ``compute``.

    The lists of members stay Arrow: a Dask frame would make Python objects of them.
    """
    return tables.map(job.table)
