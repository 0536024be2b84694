"""Every file that could do harm is refused with a reason, or read without effect; nothing hangs, nothing
falls."""

import time

import pytest

from nabij_methods.tables import limits
from nabij_methods.tables.aside import read_file
from nabij_methods.tables.refusals import NotReadable
from tests.tables.hostile import NEUTRALISED, REFUSED


def test_there_are_enough_of_them() -> None:
    assert len(REFUSED) + len(NEUTRALISED) >= 60


@pytest.mark.parametrize("what", sorted(REFUSED))
def test_a_hostile_file_is_refused_with_its_reason(what: str) -> None:
    name, made, reasons = REFUSED[what]
    content, began = made(), time.monotonic()
    with pytest.raises(NotReadable) as refused:
        read_file(content, name)
    assert refused.value.refusal in reasons
    assert time.monotonic() - began < limits.WAITING_SECONDS + 1


@pytest.mark.parametrize("what", sorted(NEUTRALISED))
def test_what_looks_like_a_command_is_text(what: str) -> None:
    name, made, text = NEUTRALISED[what]
    table = read_file(made(), name)
    assert table.lines[1][0].text == text
