"""Spark 3.3 or newer: ``mapInArrow`` gives each partition to the job as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql.pandas.types import from_arrow_schema

from nabij_rights.lists.adapters.job import Job

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def screened(households: DataFrame, job: Job) -> DataFrame:
    """The answers for a frame with one row per household, in the same partitions; worked out when read.

    This project and pyarrow must be installed on the workers. Names of columns have a dot: write
    ``column("`leefloon.answer`")``. An unusable column stops the Spark job with its sentence.
    """
    return households.mapInArrow(job.batches, from_arrow_schema(job.schema))
