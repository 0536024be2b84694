"""Ray Data: the job gets blocks of rows as Arrow tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nabij_rights.lists.adapters.job import ROWS, Job

if TYPE_CHECKING:
    from ray.data import Dataset


def screened(households: Dataset, job: Job) -> Dataset:
    """The answers for a data set with one row per household; worked out when read.

    Ray keeps no order of rows unless its context says so (``preserve_order``); ``household`` names each row.
    """
    return households.map_batches(job.table, batch_format="pyarrow", batch_size=ROWS, zero_copy_batch=True)
