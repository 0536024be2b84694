"""What reading a table needs, said before it is missed."""

from __future__ import annotations

from importlib.util import find_spec

from nabij_rights.given.file import UnreadableFile

TABLES = (".parquet", ".csv", ".xlsx")
"""The endings of a list that is a table."""

_FOR_LISTS = ("pyarrow", "python_calamine", "tqdm", "xlsxwriter")


def need_lists() -> None:
    """Raises UnreadableFile when what lists need is not installed; one household needs none of it."""
    missing = [name for name in _FOR_LISTS if find_spec(name) is None]
    if missing:
        raise UnreadableFile(
            f"lists need {', '.join(missing)}, not installed here. Install it with: pip install nabij[lists]"
        )
