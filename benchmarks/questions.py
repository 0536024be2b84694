"""How many questions until every right is settled, against a fixed form that skips what cannot apply.

Run: ``python -m benchmarks.questions [HOUSEHOLDS] [SEED] [WITH_HINDSIGHT] [counted]``. Who lives in the home
is known at the start, for both. Every answer is the true and exact one of a made-up household. A fact of a
person counts as one question. For the first WITH_HINDSIGHT households the fewest in hindsight are looked for
too. With ``counted`` the shares are those of other households of the same town, as a town counts its own.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from unittest.mock import patch

from benchmarks.hindsight import fewest
from nabij_rights.answers import Missing, answer
from nabij_rights.catalogue import rules_on
from nabij_rights.engine.expression import NEVER
from nabij_rights.engine.program import Situation, Span
from nabij_rights.facts import likely
from nabij_rights.facts.implied import nothing_of, with_implied
from nabij_rights.facts.questions import (
    Question,
    persons_meant,
    question_about,
    question_named,
    question_on,
    questions,
    told_of_all,
)
from nabij_rights.facts.reading import read_situation
from nabij_rights.facts.vocabulary import some_day, some_of, vocabulary
from nabij_rights.questions import facts_used, next_question, still_open
from nabij_rights.synthetic import made_up_households

ON = date(2026, 11, 21)
KNOWN_AT_THE_START = {"relation_to_reference", "birth_on", "lives_here", "is_registered_here"}


MOST_OPEN = 0.1
"""Nine in ten rights are settled when at most this part still waits for an answer."""


@dataclass
class Tally:
    """Questions asked in one household, and after how many nine in ten rights were settled."""

    best: int
    form: int
    hindsight: int | None
    seconds: float
    until_most: int


def start_of(truth: Situation) -> Situation:
    """What the first screens tell: the town, and who lives in the home."""
    persons = [
        {key: span for key, span in facts.items() if key in KNOWN_AT_THE_START} for facts in truth.persons
    ]
    town = {"municipality": truth.household["municipality"]}
    return with_implied(Situation(town, persons), on=ON)


def told(situation: Situation, truth: Situation, question: Question, person: int | None) -> Situation:
    """The situation after the true answer."""
    if question.subject == "home":
        return told_of_all(situation, question) if _holds_for_all(truth, question) else situation
    source = truth.household if person is None else truth.persons[person]
    told_facts = {
        key: _ticked(key, source[_plain(key)] if key not in source else source[key], question)
        for key in question.facts
        if _known(key, source)
    }
    if person is None:
        return Situation({**situation.household, **told_facts}, situation.persons)
    persons = list(situation.persons)
    persons[person] = {**persons[person], **told_facts}
    return Situation(situation.household, persons)


def _ticked(key: str, span: Span, question: Question) -> Span:
    """What a tick tells of a sum or a day: that there is one. How much or when is asked apart."""
    fact = vocabulary()[_plain(key)]
    if question.kind != "several" or span == nothing_of(fact) or "@" in key:
        return span
    if fact.type == "since":
        return some_day(fact, ON)
    return span if fact.type == "bool" else some_of(fact)


def _holds_for_all(truth: Situation, question: Question) -> bool:
    meant, told_facts = persons_meant(question, truth), question.if_so()
    return all(truth.persons[who].get(key) == span for who in meant for key, span in told_facts.items())


def _plain(key: str) -> str:
    return key.partition("@")[0]


def _known(key: str, source: object) -> bool:
    return key in source or _plain(key) in source  # type: ignore[operator]


def with_history(truth: Situation) -> Situation:
    """Every snapshot fact gets a value: the same as today, as for most people."""
    household = dict(truth.household)
    persons = [dict(facts) for facts in truth.persons]
    for name in (name for name in facts_used(rules_on(ON)) if "@" in name):
        for facts in (household, *persons):
            if (now := facts.get(_plain(name))) is not None:
                facts[name] = _as_snapshot(name, now)
    return Situation(household, persons)


def _as_snapshot(name: str, now: Span) -> Span:
    if vocabulary()[_plain(name)].type != "since":
        return now
    return (int(now[1] <= ON.toordinal()), int(now[0] <= ON.toordinal()))


def counted_shares(households: Sequence[Situation]) -> dict[str, Any]:
    """Shares in the shape of ``facts/shares.toml``, counted over other households as a town counts its own.

    A fact is counted over those who can be asked it, a question about everybody per person: the share stands
    for two.
    """
    told_facts: dict[str, list[Span]] = {}
    for truth in households:
        start = start_of(truth)
        rows = zip((start.household, *start.persons), (truth.household, *truth.persons), strict=True)
        for known, facts in rows:
            for key, span in facts.items():
                if key not in known and "@" not in key:
                    told_facts.setdefault(key, []).append(span)
    table: dict[str, Any] = {"yes": {}, "of": {}, "everyone": {}}
    for key, spans in told_facts.items():
        fact = vocabulary()[key]
        if fact.type == "enum":
            masks = {value: (1 << fact.position(value),) * 2 for value in fact.values}
            table["of"][key] = {value: spans.count(mask) / len(spans) for value, mask in masks.items()}
        else:
            table["yes"][key] = sum(span != nothing_of(fact) for span in spans) / len(spans)
    for question in questions().values():
        if question.subject == "home":
            table["everyone"][question.id] = _share_of_two(question, households)
    return table


def _share_of_two(question: Question, households: Sequence[Situation]) -> float:
    values = question.if_so()
    meant = [truth.persons[who] for truth in households for who in persons_meant(question, truth)]
    said = [all(_is_like(facts.get(key), span) for key, span in values.items()) for facts in meant]
    return (sum(said) / len(said)) ** 2


def _is_like(told_span: Span | None, span: Span) -> bool:
    """Whether a fact of today is as the question says, also where that is about another day."""
    return told_span == span or (told_span == (NEVER, NEVER) and span == (0, 0))


Asking = tuple[str, int | None]


def questions_asked(truth: Situation) -> tuple[set[Asking], int, float]:
    """The questions that the finder asks, after how many of them nine in ten rights were settled, and the
    CPU seconds it took to choose them."""
    situation = start_of(truth)
    asked: set[Asking] = set()
    seconds, unsettled = 0.0, list[int]()
    while True:
        begin = time.process_time()
        found = answer(with_implied(situation, on=ON), on=ON)
        question = next_question(found.situation, on=ON, answered=frozenset(asked), found=found)
        seconds += time.process_time() - begin
        unsettled.append(len({right_id for right_id, _ in still_open(found)}))
        if question is None:
            break
        asked.add((question.question_id, question.person))
        situation = told(situation, truth, question.question, question.person)
    most = next(n for n, count in enumerate(unsettled) if count <= MOST_OPEN * len(found.outcomes))
    return asked, most, seconds


def questions_of_a_form(truth: Situation) -> set[Asking]:
    """What a fixed form asks: once for everybody where it can, not what an age rules out."""
    known = KNOWN_AT_THE_START | {"municipality"}
    used = {name for name in facts_used(rules_on(ON)) if _plain(name) not in known}
    told_so_far, asked = start_of(truth), set[Asking]()
    for question in questions().values():
        if (
            question.subject == "home"
            and used & set(question.facts)
            and len(persons_meant(question, truth)) > 1
        ):
            asked.add((question.id, None))
            told_so_far = told(told_so_far, truth, question, None)
    for name in used:
        question = question_on(name) or question_about(name)
        if question is not None and question.subject == "household":
            asked.add((question.id, None))
        elif question is not None:
            asked |= {(question.id, n) for n, facts in enumerate(told_so_far.persons) if name not in facts}
    return asked


def in_hindsight(truth: Situation, askings: set[Asking]) -> int:
    """The fewest of these questions that settle every right, had every answer been known beforehand."""
    asked = sorted(((question_named(key), person) for key, person in askings), key=_widest_first)
    start = start_of(truth)

    def open_after(numbers: Sequence[int]) -> Iterator[tuple[str, Missing]]:
        situation = start
        for number in numbers:
            situation = told(situation, truth, *asked[number])
        return still_open(answer(with_implied(situation, on=ON), on=ON))

    never_told = set(open_after(range(len(asked))))

    def settles(numbers: Sequence[int]) -> bool:
        return all(one in never_told for one in open_after(numbers))

    return fewest(settles, len(asked), seed=1)


def _widest_first(asked: tuple[Question, int | None]) -> tuple[int, str, int]:
    """What a screen with ticks tells must not replace what a question about one fact tells exactly."""
    question, person = asked
    place = 0 if question.subject == "home" else 1 if question.kind == "several" else 2
    return place, question.id, person or 0


COUNTED = 300
"""Over so many other households of the same made-up town the shares are counted."""


def made_up(households: int, seed: int) -> list[Situation]:
    """Made-up households of which every answer is known."""
    cases = made_up_households(households, seed=seed, on=ON)
    return [with_history(read_situation(case, on=ON)) for case in cases]


def measure(truths: Sequence[Situation], with_hindsight: int) -> list[Tally]:
    """One tally per household; the first so many with the fewest questions in hindsight."""
    tallies = []
    for number, truth in enumerate(truths):
        best, most, seconds = questions_asked(truth)
        form = questions_of_a_form(truth)
        hindsight = in_hindsight(truth, best | form) if number < with_hindsight else None
        tallies.append(Tally(len(best), len(form), hindsight, seconds, most))
    return tallies


def main() -> None:
    """Prints one table."""
    households = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with_hindsight = int(sys.argv[3]) if len(sys.argv) > 3 else min(households, 40)
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    truths = made_up(households, seed)
    if "counted" in sys.argv:
        shares = counted_shares(made_up(COUNTED, seed + 986))
        with patch.object(likely, "shares", lambda: shares):
            tallies = measure(truths, with_hindsight)
    else:
        tallies = measure(truths, with_hindsight)
    best, form = [t.best for t in tallies], [t.form for t in tallies]
    most = [t.until_most for t in tallies]
    print(f"{households} made-up households, {len(rules_on(ON).versions)} rights, on {ON}")
    print(f"{'order':<34}{'mean':>8}{'median':>8}{'p90':>8}")
    rows = (
        ("fixed form, skips by age", form),
        ("next best question, all settled", best),
        ("next best question, 90 % settled", most),
    )
    for name, counts in rows:
        p90 = sorted(counts)[int(0.9 * len(counts))]
        print(f"{name:<34}{statistics.mean(counts):>8.1f}{statistics.median(counts):>8.0f}{p90:>8}")
    print(f"share of the form: {statistics.mean(best) / statistics.mean(form):.1%} (bar: at most 55 %)")
    known = [t for t in tallies if t.hindsight is not None]
    if known:
        asked, fewest_asked = sum(t.best for t in known), sum(t.hindsight or 0 for t in known)
        print(
            f"fewest in hindsight, first {len(known)} households: {fewest_asked / len(known):.1f}; "
            f"asked: {asked / len(known):.1f}, {asked / fewest_asked:.2f} times as many (bar: at most 1.2)"
        )
    print(f"CPU per choice: {1000 * sum(t.seconds for t in tallies) / max(1, sum(best)):.1f} ms")


if __name__ == "__main__":
    main()
