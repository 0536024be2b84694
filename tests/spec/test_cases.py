"""Every case of every right holds; the cases are public examples too."""

import pytest

from nabij_rights.cases import case_files, cases_of, differences


@pytest.mark.parametrize("name", case_files())
def test_every_case_of_the_file_holds(name: str) -> None:
    """One test for each file: three thousand cases take less time than as many tests."""
    cases = cases_of(name)
    assert cases
    assert {case.name: found for case in cases if (found := differences(case))} == {}
