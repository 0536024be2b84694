"""The next best question: one that is hardly ever asked in vain, and settles most rights and euros.

In a few imagined households (:mod:`nabij_rights.imagined`) we look which questions settle everything. Of
those that most of them need we try the answers somebody may give, work out again what depends on each, and
weigh what becomes certain by how likely the answer is. The shares are plain assumptions that a town may
replace by its own aggregate counts; they never touch an answer, only the order of the questions, and they are
the same for everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from nabij_rights.answers import Answers, Group, Missing, answer
from nabij_rights.catalogue import RuleSet, rules_on
from nabij_rights.engine.expression import Op
from nabij_rights.engine.interpreter import Evaluation
from nabij_rights.engine.program import Situation
from nabij_rights.engine.spans import Span
from nabij_rights.engine.tracing import OpenDecision
from nabij_rights.facts.likely import likely_answers, share_of_everyone
from nabij_rights.facts.questions import (
    Question,
    makes_sense,
    persons_meant,
    question_about,
    question_for_all,
    question_on,
    questions,
    told_of_all,
    without,
)
from nabij_rights.facts.vocabulary import Fact, some_of, vocabulary
from nabij_rights.imagined import decided, times_needed
from nabij_rights.rights import Kind, Right, Version

ABOUT_AS_NEEDED = 0.85
"""A question counts as needed when this part of the households needs it that need the most needed one."""

SPARED_BY_ALL = 1.2
"""A question about everybody must be expected to spare so many questions about one person."""

MOST_TRIED = 30
"""Of so many questions the answers are tried; those that could settle the most come first."""

EURO_WEIGHT_CEILING_CENTS = 500_000
"""A right counts once, and once more as its yearly worth nears this amount."""

NARROWING_WEIGHT = 0.4
"""What an amount that becomes exact counts against a yes or no that becomes certain."""

_EASE = {1: 1.0, 2: 0.8, 3: 0.25}
"""A sensitive question must settle more before it is asked."""

_EASE_OF_A_LETTER = 0.4
"""So does a question for which most people have to fetch a paper."""

TIMES_A_YEAR = {"month": 12, "day": 100}

Asking = tuple[str, int | None]
"""A question about a person (counted from 0), or about the household."""


@dataclass(frozen=True)
class Asked:
    """The question to ask now. ``settles`` is the expected number of rights it settles, by weight of euros;
    ``remaining`` how many more questions can still matter."""

    question: Question
    person: int | None
    settles: float
    remaining: int
    waiting_rights: tuple[str, ...]
    on: date

    @property
    def question_id(self) -> str:
        """The id of the question."""
        return self.question.id

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that its answer gives."""
        return self.question.facts

    def title(self, language: str, name: str | None = None) -> str:
        """The question in this language, to the person who answers or about somebody with this name."""
        return self.question.title(language, name, on=self.on)


@dataclass(frozen=True)
class _Candidate:
    question: Question
    person: int | None
    waiting: tuple[str, ...]
    open_facts: frozenset[Missing]


def next_question(
    situation: Situation, *, on: date, answered: frozenset[Asking] = frozenset(), found: Answers | None = None
) -> Asked | None:
    """The next best question, or None when no question can change an answer any more.

    ``answered`` holds what was asked before, also when it was skipped or not known. Raises TooEarly.
    """
    found = found or answer(situation, on=on)
    candidates = _candidates(found, answered)
    if not candidates:
        return None
    chosen, settles = _best(found, _needed(found, candidates))
    return Asked(chosen.question, chosen.person, settles, len(candidates) - 1, chosen.waiting, on)


def single_best_question(situation: Situation, *, on: date) -> Asked | None:
    """The question whose answer by itself is expected to settle most, when no other will be asked after it.

    None when no question can change an answer. Raises TooEarly.
    """
    found = answer(situation, on=on)
    candidates = _gathered(found, list(still_open(found)), frozenset())
    if not candidates:
        return None
    chosen, settles = _best(found, candidates)
    return Asked(chosen.question, chosen.person, settles, len(candidates) - 1, chosen.waiting, on)


def _needed(found: Answers, candidates: list[_Candidate]) -> list[_Candidate]:
    """Those that about the most imagined households need; all when none needs any."""
    times = times_needed(found, [candidate.open_facts for candidate in candidates])
    enough = ABOUT_AS_NEEDED * max(times)
    return [candidate for candidate, count in zip(candidates, times, strict=True) if count >= enough]


def _best(found: Answers, candidates: list[_Candidate]) -> tuple[_Candidate, float]:
    """The question worth most. One that could not win even if it settled everything is not tried."""
    promise = {id(candidate): _promise(found, candidate) for candidate in candidates}
    best, most = candidates[0], -1.0
    for candidate in sorted(candidates, key=lambda candidate: -promise[id(candidate)])[:MOST_TRIED]:
        if promise[id(candidate)] <= most:
            break
        if (worth := _worth(found, candidate)) > most:
            best, most = candidate, worth
    return best, most


def open_questions(
    found: Answers, *, answered: frozenset[Asking] = frozenset()
) -> list[tuple[Question, int | None]]:
    """Every question that can still matter, those that the most rights wait for first."""
    return [(candidate.question, candidate.person) for candidate in _candidates(found, answered)]


def _candidates(found: Answers, answered: frozenset[Asking]) -> list[_Candidate]:
    """Every question that can still matter; of everybody at once only where that should spare some."""
    waiting = list(still_open(found))
    candidates = _gathered(found, waiting, answered)
    in_vain = frozenset((c.question.id, None) for c in candidates if not _spares_enough(found, c))
    return _gathered(found, waiting, answered | in_vain) if in_vain else candidates


def _spares_enough(found: Answers, candidate: _Candidate) -> bool:
    """Whether one answer about everybody is likely to spare several questions about one person."""
    if candidate.question.subject != "home":
        return True
    meant = persons_meant(candidate.question, found.situation)
    keys = candidate.question.facts
    untold = [who for who in meant if any(key not in found.situation.persons[who] for key in keys)]
    spared = len({missing.person for missing in candidate.open_facts})
    return share_of_everyone(candidate.question.id, len(untold)) * spared >= SPARED_BY_ALL


def _gathered(
    found: Answers, open_facts: Iterable[tuple[str, Missing]], answered: frozenset[Asking]
) -> list[_Candidate]:
    """The questions that give these facts, those that the most rights wait for first."""
    rights_of: dict[Missing, list[str]] = {}
    for right_id, missing in open_facts:
        rights_of.setdefault(missing, []).append(right_id)
    waiting: dict[Asking, tuple[Question, set[str], set[Missing]]] = {}
    for missing, right_ids in rights_of.items():
        if (question := _question_for(missing, found, answered)) is not None:
            person = missing.person if question.subject == "person" else None
            _, rights, facts = waiting.setdefault((question.id, person), (question, set(), set()))
            rights.update(right_ids)
            facts.add(missing)
    ordered = sorted(waiting.items(), key=lambda item: (-len(item[1][1]), item[1][0].order, item[0][1] or 0))
    return [
        _Candidate(question, person, tuple(sorted(rights)), frozenset(facts))
        for (_, person), (question, rights, facts) in ordered
    ]


def still_open(found: Answers) -> Iterator[tuple[str, Missing]]:
    """Each right and each fact that can still change it, whichever way a person decides.

    Where somebody decides, an answer stays open anyhow: what changes it neither when all is decided with yes
    nor when all is decided with no, is not asked.
    """
    open_outcomes = [one for one in found.outcomes if one.missing and one.group is not Group.ELSEWHERE]
    ways: list[Evaluation] = []
    for outcome in open_outcomes:
        roots = outcome.version.answer_roots if outcome.version else ()
        can_matter: set[object] | None = None
        if any(isinstance(end, OpenDecision) for end in found.evaluation.explanation.open_ends(*roots)):
            ways = ways or _both_ways(found)
            can_matter = {end for way in ways for end in way.explanation.open_ends(*roots)}
        for missing in outcome.missing:
            if can_matter is None or missing in can_matter:
                yield outcome.right.id, missing


def _both_ways(found: Answers) -> list[Evaluation]:
    """Everything once more as if a person decided all with no, and all with yes."""
    rules = found.view.rule_set
    cases = [decided(found.situation, rules, to_yes=to_yes) for to_yes in (False, True)]
    return [Evaluation(rules.program, case, rules.setting) for case in cases]


def _question_for(missing: Missing, found: Answers, answered: frozenset[Asking]) -> Question | None:
    """Asked of everybody at once, else the screen that asks this fact, else a question about it alone.

    None when all of these were asked.
    """
    together = question_for_all(missing.fact)
    if together and (together.id, None) not in answered and _is_about_several(together, missing, found):
        return together
    known = found.situation.household if missing.person is None else found.situation.persons[missing.person]
    for question in (question_on(missing.fact), question_about(missing.fact)):
        if question is None or (question.id, missing.person) in answered or not makes_sense(question, known):
            continue
        if _can_still_tell(question, known.get(missing.fact), missing.fact):
            return without(question, known)
    return None


def _is_about_several(question: Question, missing: Missing, found: Answers) -> bool:
    """Whether one answer may spare several: at least two people, this one among them, and nobody known."""
    meant = persons_meant(question, found.situation)
    untold = [who for who in meant if missing.fact not in found.situation.persons[who]]
    return missing.person in untold and len(untold) > 1


def _can_still_tell(question: Question, known: Span | None, fact_key: str) -> bool:
    """A range that somebody gave already is not asked again, but the day or the sum of a known "yes" is."""
    if known is None:
        return True
    fact = vocabulary()[fact_key.partition("@")[0]]
    if not question.is_about_one_fact:
        return False
    if fact.type in ("money", "int", "pct"):
        return known == some_of(fact)
    return fact.is_date and known != (fact.lowest, fact.highest)


# ------------------------------------------------------------------------------- worth of a question


def _promise(found: Answers, candidate: _Candidate) -> float:
    """What the question would be worth if its answer settled every right that waits for it."""
    states = {version: _state(version, found.evaluation) for version in _open_versions(found, candidate)}
    gains = (
        _gained(state, (True, state[1], state[1]), found.of(version.right_id).right)
        for version, state in states.items()
    )
    return sum(gains) * ease_of_question(candidate.question)


def _worth(found: Answers, candidate: _Candidate) -> float:
    """How much the answer to this question is expected to settle."""
    before = {version: _state(version, found.evaluation) for version in _open_versions(found, candidate)}
    worth = 0.0
    for likely in likely_answers(candidate.question, on=found.on):
        told = _told(found.situation, candidate, likely.facts)
        after = found.evaluation.after(told, candidate.question.facts)
        for version, state in before.items():
            right = found.of(version.right_id).right
            worth += likely.share * _gained(state, _state(version, after), right)
    return worth * ease_of_question(candidate.question)


def _told(situation: Situation, candidate: _Candidate, facts: Mapping[str, Span]) -> Situation:
    """The situation after this answer; a "no" for everybody tells nothing yet."""
    if candidate.question.subject == "home":
        return told_of_all(situation, candidate.question) if facts else situation
    return situation.told(candidate.person, facts)


def _open_versions(found: Answers, candidate: _Candidate) -> list[Version]:
    """The rules of the rights that wait for this answer."""
    versions = (found.of(right_id).version for right_id in candidate.waiting)
    return [version for version in versions if version is not None]


_State = tuple[bool, int, int]
"""Whether yes or no is settled, and the lowest and highest amount."""


def _state(version: Version, evaluation: Evaluation) -> _State:
    certain, possible = evaluation.span(version.holds)
    low, high = (0, 0) if version.amount is None else evaluation.span(version.amount)
    return certain == possible, low, high


def _gained(before: _State, after: _State, right: Right) -> float:
    """One for a right that became certain, and a part for an amount that narrowed, by weight of euros.

    A price is what somebody pays: a high one makes the right worth no more.
    """
    gain = float(after[0]) - float(before[0])
    if right.kind is Kind.PRICE:
        return gain
    spread = before[2] - before[1]
    if spread > 0:
        gain += NARROWING_WEIGHT * min(1.0, max(0.0, 1 - (after[2] - after[1]) / spread))
    yearly = min(before[2] * TIMES_A_YEAR.get(right.period, 1), EURO_WEIGHT_CEILING_CENTS)
    return gain * (1 + yearly / EURO_WEIGHT_CEILING_CENTS)


def ease_of_question(question: Question) -> float:
    """How lightly a question is asked: one about several things weighs as these do on average."""
    is_sum = question.kind != "several"  # whether there is any, is known without a paper
    eases = [_ease_of(vocabulary()[key.partition("@")[0]], is_sum=is_sum) for key in question.facts]
    return sum(eases) / len(eases)


def _ease_of(fact: Fact, *, is_sum: bool) -> float:
    """What somebody gets each month is known by heart; any other sum stands in a letter."""
    is_looked_up = is_sum and fact.type == "money" and fact.unit != "EUR/month"
    return _EASE[fact.sensitivity] * (_EASE_OF_A_LETTER if is_looked_up else 1.0)


def questions_in_order(on: date) -> list[Question]:
    """The questions of a fixed form, as far as the rules of the day use them."""
    used = facts_used(rules_on(on))
    return [question for question in questions().values() if used & set(question.facts)]


def facts_used(rule_set: RuleSet) -> set[str]:
    """The keys of all facts that the rules of a day read."""
    names = {node.meta for node in rule_set.program.leaves(Op.FACT)}
    return names | {node.meta[0] for node in rule_set.program.leaves(Op.FACT_IS)}
