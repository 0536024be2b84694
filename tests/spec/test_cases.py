"""Every case of every right holds; the cases are public examples too."""

import pytest

from nabij_rights.cases import BadCase, Case, case_files, cases_of, differences


def _all_cases() -> list[object]:
    return [
        pytest.param(case, id=f"{name}: {case.name}".replace("[", "(").replace("]", ")"))
        for name in case_files()
        for case in _readable(name)
    ]


def _readable(name: str) -> tuple[Case, ...]:
    """The cases of a file; those of a file that cannot be read fail in a test of their own."""
    try:
        return cases_of(name)
    except BadCase:
        return ()


@pytest.mark.parametrize("name", case_files())
def test_the_file_can_be_read(name: str) -> None:
    assert cases_of(name)


@pytest.mark.parametrize("case", _all_cases())
def test_the_case_holds(case: Case) -> None:
    assert differences(case) == []
