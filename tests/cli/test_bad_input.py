"""Ten thousand files that nobody meant: each gets an answer or a sentence, never a trace."""

import io
import sys
from functools import partial
from pathlib import Path
from random import Random

import pytest

from nabij_rights import cli
from nabij_rights.answers import answer
from nabij_rights.facts.vocabulary import vocabulary

HERE = Path(__file__).parent
SOUND = [(HERE / name).read_bytes() for name in ("household.toml", "household.json")]
FILES = 10_000
PARTS = 20

PIECES = [
    *(b"{", b"}", b"[", b"]", b'"', b"'", b",", b":", b"=", b"\n", b"#", b".", b"\\", b"\\u0000", b"\\ud800"),
    *(
        b"nan",
        b"inf",
        b"-Infinity",
        b"NaN",
        b"null",
        b"true",
        b"1e999",
        b"-0",
        b"0x" + b"f" * 900,
        b"9" * 4500,
    ),
    *(b"1990-02-30", b"2026-11-21T10:00:00Z", b"07:32:00", b'"""', b"'''", b"\xff", b"\x00", b"\xe2\x82\xac"),
    *(b"[[persons]]\n", b"[persons]\n", b"persons = 3\n", b"a.b.c = 1\n", b'"@year" = true\n', b'"age": 3,'),
    *(b"{ min = 3 }", b'{"max": "x"}', b"{ any_of = [] }", b"{}", b"[]", b'""', b"\xd9\xa3", b"\xc2\xb2"),
]


@pytest.fixture(autouse=True)
def _one_right_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a sound file gives is tested elsewhere; here one right keeps ten thousand runs short."""
    monkeypatch.setattr(cli, "answer", partial(answer, right_ids=("sociaal_tarief_energie",)))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_no_file_causes_a_trace(
    part: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = Random(part)
    seen = set()
    for _ in range(FILES // PARTS):
        content = a_file(chance)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        status = cli.main(
            ["check", "-", *chance.choice([[], ["--json"], ["--full"], ["--on", "2024-02-29"]])]
        )
        seen.add(status)
        assert_said(status, *capsys.readouterr(), content)
    assert seen == {0, 2}


def assert_said(status: int, out: str, err: str, content: bytes) -> None:
    """An answer and no complaint, or complaints of one readable line each and no answer."""
    assert status in (0, 2), content
    if status == 0:
        assert out, content
        assert err == "", content
        return
    assert out == "", content
    assert err, content
    for line in err.splitlines():
        assert line.startswith("nabij-rights: standard input"), (line, content)
        assert len(line) < 400, (line, content)
        assert "Traceback" not in line


def a_file(chance: Random) -> bytes:
    """A sound file with some damage, or nothing but noise."""
    turn = chance.random()
    if turn < 0.05:
        return chance.randbytes(chance.randint(0, 300))
    if turn < 0.1:
        return b"".join(chance.choices(PIECES, k=chance.randint(0, 40)))
    content = chance.choice(SOUND)
    if turn < 0.6:
        content = with_another_fact(chance, content)
    for _ in range(chance.choice([0, 0, 0, 1, 1, 5])):
        content = damaged(chance, content)
    return content


def damaged(chance: Random, content: bytes) -> bytes:
    """One piece taken out, put in, turned round, repeated or cut off."""
    start = chance.randint(0, len(content))
    end = min(len(content), start + chance.choice([1, 1, 2, 8, 40]))
    piece = chance.choice(PIECES)
    turn = chance.randint(0, 5)
    if turn == 0:
        return content[:start] + content[end:]
    if turn == 1:
        return content[:start] + piece + content[start:]
    if turn == 2:
        return content[:start] + piece + content[end:]
    if turn == 3:
        return content[:end] + content[start:]
    if turn == 4:
        return content[:start]
    return content.replace(
        *chance.choice([(b"3", b"-3"), (b"=", b":"), (b"19", b"99999"), (b"e", b"\xc3\xa9")])
    )


def with_another_fact(chance: Random, content: bytes) -> bytes:
    """The first person gets a fact, known or not, with any value."""
    fact = chance.choice([*vocabulary(), "naam", "birth_on@year", "lives_here@", "@"]).encode()
    value = chance.choice(
        [*PIECES, b"3", b'"no"', b'"none"', b"true", b'"1780.40"', b"1780.405", b'"1990-05-01"']
    )
    if content.startswith(b"{"):
        return content.replace(b'{"birth_on"', b'{"' + fact + b'": ' + value + b', "birth_on"', 1)
    return content.replace(b"[[persons]]\n", b"[[persons]]\n'" + fact + b"' = " + value + b"\n", 1)
