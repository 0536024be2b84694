"""The examples of the page on clusters run as they stand, and their rows are those of the plain loop."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pytest

from nabij_rights.lists.adapters.job import Job
from tests.house import tree
from tests.lists.adapters.households import files, in_order, some_households

PAGE = tree.ROOT / "docs" / "how-to" / "screen-on-a-cluster.md"
EXAMPLES = dict(
    re.findall(r"```python\n# (\w+)\.example\.py\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
)
JOB = Job(date(2026, 11, 22), right_ids=("leefloon", "schooltoeslag"))


def test_the_page_has_an_example_for_every_adapter() -> None:
    adapters = {file.stem for file in (tree.ROOT / "src/nabij_rights/lists/adapters").glob("*.py")}
    assert set(EXAMPLES) == adapters - {"__init__", "job"}


def answers(engine: str, folder: Path) -> pa.Table:
    """What the example writes, run as a file of its own."""
    (folder / "households").mkdir()
    files(folder / "households")
    script = folder / f"{engine}_example.py"
    script.write_text(EXAMPLES[engine], encoding="utf-8")
    here = os.pathsep.join([str(tree.ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    environment = {
        **os.environ,
        "PYTHONPATH": here,
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    done = subprocess.run(
        [sys.executable, str(script)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return ds.dataset(folder / "answers", exclude_invalid_files=True).to_table()


@pytest.mark.slow
def test_the_pool_runs_as_it_stands_and_keeps_the_order(tmp_path: Path) -> None:
    assert answers("pool", tmp_path).combine_chunks().equals(JOB.table(some_households()).combine_chunks())


@pytest.mark.cluster
@pytest.mark.slow
@pytest.mark.parametrize(
    ("engine", "package"), [("spark", "pyspark"), ("dask", "dask.bag"), ("ray", "ray.data")]
)
@pytest.mark.filterwarnings("default")
def test_a_cluster_runs_as_it_stands(engine: str, package: str, tmp_path: Path) -> None:
    pytest.importorskip(package, reason=f"{package} is not installed; see {PAGE.name}")
    found = answers(engine, tmp_path).cast(JOB.schema)
    assert in_order(found).equals(in_order(JOB.table(some_households())))
