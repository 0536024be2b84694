"""A whole file through the rules: part by part, on every core, with nothing lost when it stops.

The parts of a file are the same whatever the number of processes, and are put together in order, so the
result is the same to the byte.
"""

from __future__ import annotations

import json
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from nabij_rights.answers import answer
from nabij_rights.catalogue import RuleSet, rules_on
from nabij_rights.lists.alone import alone
from nabij_rights.lists.columns import UnusableColumns, headings
from nabij_rights.lists.evaluators import evaluator_for
from nabij_rights.lists.parts import lines_of, without_doubles
from nabij_rights.lists.reading_batch import population_from
from nabij_rights.lists.screening import Evaluate, with_numpy
from nabij_rights.lists.situations import situations_of
from nabij_rights.lists.source import LineProblem, Part, Source, UnusableList
from nabij_rights.lists.splicing import spliced
from nabij_rights.lists.state import Kept, Work, hash_of, rules_hash
from nabij_rights.lists.table import PROBLEMS, MissingFacts, output_schema, screen_rows
from nabij_rights.lists.writing import (
    MOST_ROWS_OF_A_SHEET,
    TOO_MANY_ROWS,
    open_writer,
    whole_or_not,
    write_problems,
)
from nabij_rights.output import to_json


@dataclass(frozen=True)
class Request:
    """What is asked of a screening."""

    on: date
    right_ids: tuple[str, ...]
    out: Path
    missing: MissingFacts = MissingFacts.NAMES
    with_warnings: bool = True
    ignored: tuple[str, ...] = ()
    jobs: int = 1
    explain: int = 0
    language: str = "nl"
    separator: str = ";"
    is_again: bool = False
    evaluate: Evaluate = with_numpy

    def beside(self, ending: str) -> Path:
        """A file next to the result, with its name and another ending."""
        return self.out.with_name(f"{self.out.stem}{ending}")


class Progress(Protocol):
    """Who is told how far the work is."""

    def begin(self, households: int | None, said: Sequence[str]) -> None:
        """So many households are to be done, as far as is known; and what must be said first."""

    def done(self, households: int) -> None:
        """So many more households are done."""

    def end(self) -> None:
        """Nothing more will be done."""


@dataclass(frozen=True)
class Finished:
    """How a screening went."""

    households: int
    not_read: int
    problems: int


class Stopped(Exception):
    """Somebody stopped the work; the finished parts are kept."""

    def __init__(self, parts: int, households: int) -> None:
        super().__init__(parts, households)
        self.parts, self.households = parts, households


def screen_list(source: Source, request: Request, progress: Progress) -> Finished:
    """The rights of a whole list as a file.

    Raises UnusableList when the list cannot be used, and Stopped when somebody stopped it.
    """
    _check_columns(source, request.ignored)
    if request.out.suffix.lower() == ".xlsx" and (source.about_so_many or 0) > MOST_ROWS_OF_A_SHEET:
        raise UnusableList(TOO_MANY_ROWS)
    evaluate = evaluator_for(source.about_so_many, jobs=request.jobs)
    with alone(request.beside(".lock"), on=request.out):
        return _screened(source, replace(request, evaluate=evaluate), progress)


def _screened(source: Source, request: Request, progress: Progress) -> Finished:
    rule_set = rules_on(request.on, request.right_ids)
    kept = Kept(request.beside(".parts"), _work(source, request, rule_set))
    finished, changed = kept.begin(again=request.is_again)
    progress.begin(source.about_so_many, _said_first(finished, changed))
    total, parts = 0, 0
    try:
        for number, households in _all_done(source, request, kept):
            total, parts = total + households, number + 1
            progress.done(households)
    except KeyboardInterrupt:
        raise Stopped(parts, total) from None
    finally:
        progress.end()
    _put_together(kept, parts, request, rule_set)
    _explain(source, request)
    read = sum(kept.rows_read(number) for number in range(parts))
    problems = sum(1 for number in range(parts) for _ in kept.problems(number))
    kept.forget()
    return Finished(total, total - read, problems)


def check_list(
    source: Source, *, on: date, ignored: Sequence[str]
) -> Iterator[tuple[int, list[LineProblem]]]:
    """Of every part the number of households and every problem; nothing is computed. Raises UnusableList."""
    _check_columns(source, ignored)
    for part in without_doubles(source.parts()):
        read = population_from(part.batch, on=on, ignored=ignored, known_problems=part.known_problems)
        yield part.batch.num_rows, lines_of(part, read.problems)


def _check_columns(source: Source, ignored: Sequence[str]) -> None:
    try:
        headings(source.columns, ignored=ignored)
    except UnusableColumns as problem:
        name = source.paths[0]
        raise UnusableList("\n".join(f"{name}: {sentence}" for sentence in problem.sentences)) from None


def _work(source: Source, request: Request, rule_set: RuleSet) -> Work:
    return Work(
        tuple(hash_of(path) for path in source.paths),
        request.on.isoformat(),
        request.right_ids,
        rules_hash(rule_set, request.right_ids),
        str(request.missing),
        request.with_warnings,
        request.ignored,
    )


def _said_first(finished: int, changed: Sequence[str]) -> list[str]:
    if changed:
        return [f"{' and '.join(changed)} changed since the work that was stopped: it starts again."]
    return [f"goes on after {finished} finished parts."] if finished else []


# ------------------------------------------------------------------------------------------ parts


def _all_done(source: Source, request: Request, kept: Kept) -> Iterator[tuple[int, int]]:
    """Every part as it is finished, in order: its number and how many households it holds."""
    todo = without_doubles(source.parts())
    first = [*islice(todo, 2)]
    parts = chain(first, todo)
    if request.jobs == 1 or len(first) < 2:
        for part in parts:
            if not kept.has(part.number):
                _work_out(part, request, kept)
            yield part.number, part.batch.num_rows
    else:
        yield from _on_every_core(parts, request, kept)


def _on_every_core(parts: Iterator[Part], request: Request, kept: Kept) -> Iterator[tuple[int, int]]:
    """The same with a pool of processes; no more parts are in memory than there are processes, and a few."""
    waiting: deque[tuple[int, int, Future[None] | None]] = deque()
    with _pool(request.jobs) as pool:
        for part in parts:
            future = None if kept.has(part.number) else pool.submit(_work_out, part, request, kept)
            waiting.append((part.number, part.batch.num_rows, future))
            while len(waiting) > request.jobs + 1:
                yield _first_of(waiting)
        while waiting:
            yield _first_of(waiting)


def _first_of(waiting: deque[tuple[int, int, Future[None] | None]]) -> tuple[int, int]:
    number, households, future = waiting.popleft()
    if future is not None:
        future.result()
    return number, households


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Processes of their own, started afresh: threads of Arrow do not survive a fork."""
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_leave_stopping_to_parent)
    try:
        yield pool
    except BrokenProcessPool:
        raise UnusableList(
            "a process was ended from outside, perhaps for want of memory. The finished parts are kept:"
            " the same command goes on, and with --jobs 1 it needs less memory."
        ) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _leave_stopping_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _work_out(part: Part, request: Request, kept: Kept) -> None:
    batch, problems = screened_part(part, request)
    kept.add(part.number, batch, problems, batch.column(PROBLEMS).null_count)


def screened_part(part: Part, request: Request) -> tuple[pa.RecordBatch, list[LineProblem]]:
    """The rights of one part of a list, and what could not be read in it."""
    batch, problems = screen_rows(
        part.batch,
        rules_on(request.on, request.right_ids),
        right_ids=request.right_ids,
        evaluate=request.evaluate,
        missing=request.missing,
        with_warnings=request.with_warnings,
        ignored=request.ignored,
        known_problems=part.known_problems,
    )
    return batch, lines_of(part, problems)


# ----------------------------------------------------------------------------------------- result


def _put_together(kept: Kept, parts: int, request: Request, rule_set: RuleSet) -> None:
    schema = output_schema(
        rule_set, request.right_ids, missing=request.missing, with_warnings=request.with_warnings
    )

    def write(path: Path) -> None:
        ending = request.out.suffix.lower()
        if ending == ".parquet" and parts:
            spliced((kept.path(number) for number in range(parts)), path)
            return
        writer = open_writer(path, ending, schema, on=request.on, separator=request.separator)
        for number in range(parts):
            writer.add(kept.batch(number))
        writer.close()

    problems = request.beside(".problems.csv")
    all_problems = chain.from_iterable(kept.problems(number) for number in range(parts))
    first = next(all_problems, None)
    problems.unlink(missing_ok=True)
    if first is not None:
        whole_or_not(problems, lambda path: write_problems(path, chain([first], all_problems)))
    whole_or_not(request.out, write)


def _explain(source: Source, request: Request) -> None:
    """The full answers of the first households, one JSON document per line."""
    path = request.beside(".explain.jsonl")
    path.unlink(missing_ok=True)
    if request.explain:
        whole_or_not(path, lambda beside: _write_explanations(beside, source, request))


def _write_explanations(path: Path, source: Source, request: Request) -> None:
    left = request.explain
    with path.open("w", encoding="utf-8") as file:
        for part in without_doubles(source.parts()):
            read = population_from(
                part.batch, on=request.on, ignored=request.ignored, known_problems=part.known_problems
            )
            for key, situation in zip(read.keys.to_pylist(), situations_of(read.population), strict=True):
                if not left:
                    return
                answers = answer(situation, on=request.on, right_ids=request.right_ids)
                told = {"household": key, **to_json(answers, language=request.language)}
                file.write(json.dumps(told, ensure_ascii=False, allow_nan=False) + "\n")
                left -= 1
