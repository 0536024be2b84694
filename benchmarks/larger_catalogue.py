"""What a larger catalogue costs: the rules of today several times over, each time on facts of their own.

Run: ``python -m benchmarks.larger_catalogue``. Nothing is shared between the copies: a harder case than
as many rights that all ask for the same income.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import MappingProxyType

from benchmarks.single_household import ON, partly_known, situations
from nabij_rights.answers import Outcome, View
from nabij_rights.catalogue import RuleSet, catalogue, rules_on
from nabij_rights.engine.expression import Node, Op, fact, fact_is, in_order, rebuilt
from nabij_rights.engine.interpreter import Evaluation
from nabij_rights.engine.program import Situation
from nabij_rights.rights import Condition, Right, Version

ROUNDS = 5


def copied(rule_set: RuleSet, times: int) -> tuple[RuleSet, list[Right]]:
    """The rules so many times over, and a right for each."""
    versions: dict[str, Version] = {}
    rights = []
    for number in range(times):
        made = _copies([root for version in rule_set.versions.values() for root in version.roots()], number)
        for right_id, version in rule_set.versions.items():
            name = f"{right_id}_{number}"
            versions[name] = _version(replace(version, right_id=name), made)
            rights.append(replace(catalogue()[right_id], id=name))
    return RuleSet(ON, MappingProxyType(versions)), rights


def _copies(roots: Sequence[Node], number: int) -> Callable[[Node], Node]:
    made: dict[int, Node] = {}
    for node in in_order(roots):
        if node.op is Op.FACT and number:
            name, span = f"{node.meta}-{number}", (node.lowest, node.highest)
            assert node.entity is not None
            made[node.key] = fact(name, node.entity, node.unit, *span, is_yes_no=node.is_yes_no)
        elif node.op is Op.FACT_IS and number:
            assert node.entity is not None
            made[node.key] = fact_is(f"{node.meta[0]}-{number}", node.meta[1], node.entity)
        else:
            made[node.key] = rebuilt(node, tuple(made[arg.key] for arg in node.args)) if node.args else node
    return lambda node: made[node.key]


def _version(version: Version, made: Callable[[Node], Node]) -> Version:
    def condition(one: Condition) -> Condition:
        return replace(one, holds=made(one.holds), parts=tuple(condition(part) for part in one.parts))

    return replace(
        version,
        conditions=tuple(condition(one) for one in version.conditions),
        holds=made(version.holds),
        amount=None if version.amount is None else made(version.amount),
        reach=None if version.reach is None else made(version.reach),
        named={key: made(node) for key, node in version.named.items()},
    )


def told(situation: Situation, times: int) -> Situation:
    """The household, with the same told of the facts of every copy."""

    def all_facts(facts: object) -> dict[str, tuple[int, int]]:
        known = dict(facts)  # type: ignore[call-overload]
        copies = {f"{key}-{n}": span for n in range(1, times) for key, span in known.items()}
        return {**known, **copies}

    return Situation(all_facts(situation.household), [all_facts(facts) for facts in situation.persons])


def traced(situation: Situation, rule_set: RuleSet, rights: Sequence[Right]) -> object:
    """Everything that is shown of every right."""
    view = View(situation, rule_set)
    return [
        (o.answer, o.amount, o.reasons, o.named, o.figures, o.missing, o.near_misses, o.warnings)
        for o in (Outcome(right, view) for right in rights)
    ]


def least_ms(run: Callable[[Situation], object], households: Sequence[Situation]) -> float:
    """CPU milliseconds per household in the best round; the machine may be shared."""
    rounds = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        for situation in households:
            run(situation)
        rounds.append(1000 * (time.process_time() - begin) / len(households))
    return min(rounds)


def main() -> None:
    """Prints one table."""
    households = [partly_known(situation) for situation in situations(30)]
    print(f"{'rights':>6}{'nodes':>8}{'compile s':>11}{'values ms':>11}{'all ms':>9}{'all us/node':>13}")
    for times in (1, 2, 3):
        rule_set, rights = copied(rules_on(ON), times)
        all_told = [told(situation, times) for situation in households]
        begin = time.process_time()
        traced(all_told[0], rule_set, rights)
        first = time.process_time() - begin
        values = least_ms(lambda one, r=rule_set: Evaluation(r.program, one, r.setting), all_told)  # type: ignore[misc]
        whole = least_ms(lambda one, r=rule_set, of=rights: traced(one, r, of), all_told)  # type: ignore[misc]
        size = len(rule_set.program.nodes)
        print(
            f"{len(rights):>6}{size:>8}{first:>11.2f}{values:>11.2f}{whole:>9.2f}{1000 * whole / size:>13.2f}"
        )


if __name__ == "__main__":
    main()
