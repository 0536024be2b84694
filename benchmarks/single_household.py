"""One household, all rights, with trace and open facts, against OpenFisca-Core on the same rules.

Run: ``python -m benchmarks.single_household [HOUSEHOLDS]``. OpenFisca-Core (AGPL) is installed on request
in an environment of its own (``make bench``); without it our own figures are printed alone.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from benchmarks.questions import with_history
from nabij_rights.answers import answer
from nabij_rights.catalogue import RuleSet, rules_on
from nabij_rights.engine.interpreter import Evaluation
from nabij_rights.engine.program import Setting, Situation
from nabij_rights.facts.reading import read_situation
from nabij_rights.synthetic import made_up_households

ON = date(2026, 11, 21)
ROUNDS = 9


def situations(number: int) -> list[Situation]:
    """Made-up households with every fact known."""
    return [with_history(read_situation(case, on=ON)) for case in made_up_households(number, seed=7, on=ON)]


def partly_known(situation: Situation) -> Situation:
    """The same household with every third fact unknown, so that there are open facts to explain."""
    persons = [_thinned(facts, number) for number, facts in enumerate(situation.persons)]
    return Situation(_thinned(situation.household, 1), persons)


def _thinned(facts: Any, shift: int) -> dict[str, Any]:
    return {
        key: span
        for n, (key, span) in enumerate(facts.items())
        if (n + shift) % 3 or key == "relation_to_reference"
    }


def cpu_ms(run: Callable[[Situation], object], households: Sequence[Situation]) -> float:
    """CPU milliseconds per household in the best round: other work on the machine only ever adds."""
    rounds = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        for situation in households:
            run(situation)
        rounds.append(1000 * (time.process_time() - begin) / len(households))
    return min(rounds)


def our_trace(situation: Situation) -> object:
    """All rights with reasons, steps, amounts of the law, open facts and near misses, for who asks."""
    found = answer(Situation(situation.household, situation.persons), on=ON)
    return [
        (o.answer, o.amount, o.reasons, o.named, o.figures, o.missing, o.near_misses, o.warnings)
        for o in found.outcomes
    ]


def openfisca_runs(rule_set: RuleSet) -> dict[str, Callable[[Situation], object]]:
    """OpenFisca with and without its own trace, or nothing when it is not installed."""
    try:
        from openfisca_core.simulation_builder import SimulationBuilder
    except ImportError:
        return {}
    from benchmarks.openfisca_port import PERIOD, as_openfisca, build_system

    system = build_system(rule_set)
    outputs = [name for name in system.variables if name.endswith(("__holds", "__amount"))]

    def run(situation: Situation, *, trace: bool) -> object:
        simulation = SimulationBuilder().build_from_entities(system, as_openfisca(situation, rule_set))
        simulation.trace = trace
        results = {name: simulation.calculate(name, PERIOD) for name in outputs}
        if trace:
            simulation.tracer.computation_log.lines()
        return results

    return {
        "OpenFisca-Core": lambda s: run(s, trace=False),
        "OpenFisca-Core, with trace": lambda s: run(s, trace=True),
    }


def differences(
    households: Sequence[Situation], rule_set: RuleSet, run: Callable[[Situation], Any]
) -> tuple[int, int]:
    """How many answers differ from OpenFisca's, out of how many (its numbers are 32-bit)."""
    low = Setting(
        {slot: (span[0], span[0]) for slot, span in rule_set.setting.amounts.items()}, rule_set.setting.days
    )
    wrong = compared = 0
    for situation in households:
        results = run(situation)
        decided = Situation(situation.household, situation.persons, _no_decisions(rule_set))
        evaluation = Evaluation(rule_set.program, decided, low)
        for version in rule_set.versions.values():
            if f"{version.right_id}__holds" in results:
                compared += 1
                wrong += int(results[f"{version.right_id}__holds"][0]) != evaluation.span(version.holds)[0]
    return wrong, compared


def _no_decisions(rule_set: RuleSet) -> dict[str, tuple[int, int]]:
    return {node.meta: (0, 0) for node in rule_set.program.leaves("decision")}  # type: ignore[arg-type]


def main() -> None:
    """Prints one table."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    rule_set, exact = rules_on(ON), situations(number)
    open_ones = [partly_known(situation) for situation in exact]
    our_trace(exact[0])
    size = f"{len(rule_set.versions)} rights, {len(rule_set.program.nodes)} nodes"
    print(f"{number} made-up households, {size}, on {ON}")
    ours = cpu_ms(our_trace, open_ones)
    print(f"{'nabij_rights, trace and open facts':<40}{ours:>8.2f} ms CPU per household")
    print(f"{'nabij_rights, all facts known':<40}{cpu_ms(our_trace, exact):>8.2f} ms")
    runs = openfisca_runs(rule_set)
    for name, run in runs.items():
        theirs = cpu_ms(run, exact)
        print(f"{name:<40}{theirs:>8.2f} ms  ({theirs / ours:.1f} x)")
    if runs:
        wrong, compared = differences(exact, rule_set, runs["OpenFisca-Core"])
        print(f"answers that differ: {wrong} of {compared}")
    else:
        print("OpenFisca-Core is not installed: make bench")


if __name__ == "__main__":
    main()
