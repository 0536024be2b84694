"""Spark, Dask and Ray give the rows of the plain loop: ``pytest -m cluster`` where they are installed."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from tests.lists.adapters.households import JOB, expected, files, in_order

pytestmark = [
    pytest.mark.cluster,
    pytest.mark.slow,
    pytest.mark.enable_socket,  # their processes talk to each other on this machine
    pytest.mark.filterwarnings("default"),  # what these engines warn about is theirs
]

HOW = "is not installed; see docs/how-to/screen-on-a-cluster.md"


def test_dask_gives_the_rows_of_the_plain_loop(tmp_path: Path) -> None:
    pytest.importorskip("dask.bag", reason=f"Dask {HOW}")
    from nabij_rights.lists.adapters import dask

    tables = dask.screened(dask.households(files(tmp_path)), JOB).compute(
        scheduler="processes", num_workers=2
    )
    assert pa.concat_tables(tables).combine_chunks().equals(expected().combine_chunks())


@pytest.fixture
def ray_cluster() -> Iterator[Any]:
    ray = pytest.importorskip("ray", reason=f"Ray {HOW}")
    pytest.importorskip("ray.data", reason=f"Ray Data {HOW}")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    yield ray
    ray.shutdown()


def test_ray_gives_the_rows_of_the_plain_loop(ray_cluster: Any, tmp_path: Path) -> None:
    from nabij_rights.lists.adapters import ray

    households = ray_cluster.data.read_parquet(files(tmp_path))
    found = pa.concat_tables(
        ray.screened(households, JOB).iter_batches(batch_format="pyarrow", batch_size=None)
    )
    assert found.schema == JOB.schema
    assert in_order(found).equals(in_order(expected()))


@pytest.fixture
def spark_session(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql", reason=f"Spark {HOW}")
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv(
        "PYSPARK_PYTHON", sys.executable
    )  # its workers need this environment, not the system's
    session = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", False).getOrCreate()
    yield session
    session.stop()


def test_spark_gives_the_rows_of_the_plain_loop(spark_session: Any, tmp_path: Path) -> None:
    from nabij_rights.lists.adapters import spark

    households = spark_session.read.parquet(*files(tmp_path))
    found = spark.screened(households, JOB).toArrow()
    assert found.column_names == JOB.schema.names
    assert in_order(found.cast(JOB.schema)).equals(in_order(expected()))
