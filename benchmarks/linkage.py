"""Merging partner lists: simple rules, our rule scorer, Splink with fixed weights; on the same made-up lists.

Run: ``python -m benchmarks.linkage [SEEDS] [--write]``; Splink is measured where it is there (`splink>=5`).
``python -m benchmarks.linkage SEEDS --each [--write]`` gives the rule scorer seed by seed.
``python -m benchmarks.linkage --size [--write]`` links 50,000 with 50,000 rows and says what that costs.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.linkage_held_out import held_out
from benchmarks.measuring import Stopwatch, command, machine, peak_mb, written
from nabij.demo.partner_lists import PartnerLists, child_lists, family_lists
from nabij.demo.partner_lists.making import HASTY_PENS
from nabij.demo.partner_lists.reviewing import reviewed, scored
from nabij_methods.linkage import Row, RuleLinker
from nabij_methods.linkage.normal import folded, phones

Keys = Callable[[Row], Iterator[object]]
Groups = list[tuple[str, ...]]
FIRST_SEED = 300  # never looked at while the rules were written
KINDS: Mapping[str, tuple[Callable[[int], PartnerLists], int]] = {
    "1,400 family rows": (family_lists, 120),
    "3,400 child rows": (child_lists, 100),
    "3,400 child rows, hasty pens": (lambda seed: child_lists(seed, noise=HASTY_PENS), 100),
    "held out: other mistakes": (held_out, 100),
}
PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
BEGIN, END = "<!-- linkage: begin -->", "<!-- linkage: end -->"
EACH_BEGIN, EACH_END = "<!-- linkage seeds: begin -->", "<!-- linkage seeds: end -->"


def name_and_birth(row: Row) -> Iterator[object]:
    """The same names and the same full birth date."""
    if row.birth.is_full:
        yield "name", folded(row.first), folded(row.last), row.birth


def phone_and_name(row: Row) -> Iterator[object]:
    """The same telephone and first name."""
    for phone in phones(row.phone):
        yield "phone", phone, folded(row.first)


def both(row: Row) -> Iterator[object]:
    """Either of the two."""
    yield from name_and_birth(row)
    yield from phone_and_name(row)


def joined(rows: tuple[Row, ...], keys: Keys) -> Groups:
    """Rows that share a key, and their rows, are one."""
    of = {row.row_id: row.row_id for row in rows}

    def root(row_id: str) -> str:
        while of[row_id] != row_id:
            row_id = of[row_id]
        return row_id

    first: dict[object, str] = {}
    for row in rows:
        for key in keys(row):
            of[root(row.row_id)] = root(first.setdefault(key, row.row_id))
    groups: dict[str, list[str]] = defaultdict(list)
    for row_id in of:
        groups[root(row_id)].append(row_id)
    return [tuple(group) for group in groups.values()]


def _simple(keys: Keys) -> Callable[[PartnerLists, int], tuple[float, int, int, int, int]]:
    def run(lists: PartnerLists, _at_most: int) -> tuple[float, int, int, int, int]:
        score = scored(joined(lists.rows, keys), lists.child_of_row)
        return score.f1, score.lost, score.extra, 0, score.lost

    return run


def _rules(at_most: int | None = None) -> Callable[[PartnerLists, int], tuple[float, int, int, int, int]]:
    def run(lists: PartnerLists, most: int) -> tuple[float, int, int, int, int]:
        done = reviewed(lists, RuleLinker(), at_most=most if at_most is None else at_most)
        return done.score.f1, done.score.lost, done.score.extra, done.asked, done.wrong_by_machine

    return run


def _methods() -> Iterator[tuple[str, Callable[[PartnerLists, int], tuple[float, int, int, int, int]]]]:
    yield "name and birth date", _simple(name_and_birth)
    yield "telephone and first name", _simple(phone_and_name)
    yield "either of the two", _simple(both)
    yield "rule scorer, nobody asked", _rules(0)
    yield "rule scorer, a person looks", _rules()
    try:
        from benchmarks.linkage_splink import splink_reviewed
    except ImportError:
        print("Splink is not installed: its lines are left out")
        return
    yield "Splink, fixed weights, nobody asked", lambda lists, _most: splink_reviewed(lists, at_most=0)
    yield "Splink, fixed weights, a person looks", lambda lists, most: splink_reviewed(lists, at_most=most)


def table(seeds: int) -> Iterator[str]:
    """One table per kind of lists: means over the seeds, and the worst of them."""
    for kind, (make, at_most) in KINDS.items():
        made = [make(seed) for seed in range(FIRST_SEED, FIRST_SEED + seeds)]
        yield f"\n**{kind}** ({seeds} seeds, at most {at_most} pairs shown)\n"
        yield "| method | pair F1 (lowest) | lost | extra packages | most asked | wrong by machine | CPU s |"
        yield "| --- | --- | --- | --- | --- | --- | --- |"
        for name, run in _methods():
            begin = time.process_time()
            found = [run(lists, at_most) for lists in made]
            seconds = (time.process_time() - begin) / seeds
            f1, lost, extra, asked, wrong = zip(*found, strict=True)
            mean = sum(f1) / seeds
            yield (
                f"| {name} | {mean:.3f} ({min(f1):.3f}) | {min(lost)} to {max(lost)} "
                f"| {min(extra)} to {max(extra)} | {max(asked)} "
                f"| {sum(wrong)} in {seeds} lists | {seconds:.1f} |"
            )


def each_seed(seeds: int) -> Iterator[str]:
    """The rule scorer with a person who looks, seed by seed, where something is promised."""
    for kind, (make, at_most) in list(KINDS.items())[:2]:
        yield f"\n**{kind}** (at most {at_most} pairs shown)\n"
        yield "| seed | rows | doors | children | pair recall | pair F1 | asked | wrong by machine | lost |"
        yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
        for seed in range(1, seeds + 1):
            lists = make(seed)
            done = reviewed(lists, RuleLinker(), at_most=at_most)
            yield (
                f"| {seed} | {len(lists.rows)} | {done.number_of_doors} | {len(done.grouping.groups)} "
                f"| {done.score.recall:.4f} | {done.score.f1:.4f} | {done.asked} | {done.wrong_by_machine} "
                f"| {done.score.lost} |"
            )


def measure_size(number: int = 50_000) -> str:
    """Link twice so many rows, of towns made up beside each other, and say what it cost."""
    rows: list[Row] = []
    seed = 0
    while len(rows) < 2 * number:
        rows += _of_another_town(child_lists(seed).rows, seed)
        seed += 1
    rows = rows[: 2 * number]
    watch = Stopwatch.start()
    pairs = RuleLinker().pairs(rows)
    return (
        f"{number:,} rows linked with {len(rows) - number:,} others: {len(pairs):,} pairs in {watch}; "
        f"it held at most {peak_mb():.0f} MB, children included (promised: 60 s and 1 GB)."
    )


def _of_another_town(rows: tuple[Row, ...], seed: int) -> Iterator[Row]:
    for row in rows:
        street = (
            f"{row.street} van wijk {'abcdefghijklmnopqrstuvwxyz'[seed % 26]}{seed // 26}"
            if row.street
            else ""
        )
        yield replace(row, row_id=f"{seed}-{row.row_id}", street=street)


def main() -> None:
    """Print the tables; with --write also put them into docs/performance.md."""
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    if "--size" in sys.argv:
        size = [f"Machine: {machine()}. Command: `{command('linkage')}`.", "", measure_size()]
        print("\n".join(size))
        if "--write" in sys.argv:
            written("linkage size", size)
        return
    each = "--each" in sys.argv
    seeds = int(words[0]) if words else 5
    lines = []
    for line in each_seed(seeds) if each else table(seeds):
        print(line, flush=True)
        lines.append(line)
    if "--write" in sys.argv:
        _write(lines, *((EACH_BEGIN, EACH_END) if each else (BEGIN, END)))


def _write(lines: Sequence[str], begin: str, end: str) -> None:
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(begin)
    after = rest.split(end)[1]
    PAGE.write_text(f"{before}{begin}\n" + "\n".join(lines) + f"\n\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
