"""The same rules for OpenFisca-Core, made from our expression tree, so that both engines do the same work.

PolicyEngine-Core, which grew out of it, takes them in the same form. Facts become input variables;
conditions, named values and results become formulas, as an author of a country package would cut them.
Everything else stays inside the formula that needs it. Both are comparators that are installed on request;
nothing of them is part of the product.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

import numpy as np

from nabij_rights.catalogue import RuleSet
from nabij_rights.engine.expression import REDUCTIONS, Entity, Node, Op, in_order
from nabij_rights.engine.program import Situation
from nabij_rights.rights import Version

PERIOD = "2026-11"


def fact_variable(node: Node) -> str:
    """The input variable of a fact."""
    name = node.meta[0] if node.op is Op.FACT_IS else node.meta
    return "fact_" + "".join(letter if letter.isalnum() else "_" for letter in str(name))


def cut_points(versions: Iterable[Version]) -> dict[int, tuple[str, Node]]:
    """The nodes that become variables of their own, by key."""
    found: dict[int, tuple[str, Node]] = {}
    for version in versions:
        parts = [(f"{version.right_id}__{key}", node) for key, node in version.named.items()]
        for condition in version.conditions:
            parts += [(f"{version.right_id}__c_{part.key}", part.holds) for part in condition.walk()]
        parts.append((f"{version.right_id}__holds", version.holds))
        if version.amount is not None:
            parts.append((f"{version.right_id}__amount", version.amount))
        for name, node in parts:
            if node.op is not Op.CONST:
                found.setdefault(node.key, (name, node))
    return found


class _Formula:
    """Straight-line NumPy code for one variable; other cut points are asked of OpenFisca."""

    def __init__(self, root: Node, cuts: dict[int, tuple[str, Node]]) -> None:
        self.root, self.cuts = root, cuts
        self.order = [node for node in in_order([root])]
        self.needed = self._needed()

    def _needed(self) -> list[Node]:
        keep: set[int] = set()
        todo = [self.root]
        while todo:
            node = todo.pop()
            if node.key in keep:
                continue
            keep.add(node.key)
            if node is self.root or node.key not in self.cuts:
                todo.extend(node.args)
        return [node for node in self.order if node.key in keep]

    def __call__(self, population: Any, period: Any, parameters: Any) -> Any:
        values: dict[int, Any] = {}
        own = self.root.entity is Entity.PERSON
        for node in self.needed:
            values[node.key] = self._value(node, values, population, period, parameters, own)
        return values[self.root.key]

    def _value(
        self, node: Node, values: dict[int, Any], population: Any, period: Any, parameters: Any, own: bool
    ) -> Any:
        is_personal = node.entity is Entity.PERSON
        if node.key in self.cuts and node is not self.root:
            return _asked(
                population, self.cuts[node.key][0], period, is_personal=is_personal, from_person=own
            )
        if node.op in (Op.FACT, Op.FACT_IS):
            raw = _asked(population, fact_variable(node), period, is_personal=is_personal, from_person=own)
            if node.op is Op.FACT_IS:
                return raw == node.meta[1]
            return raw > 0 if node.is_yes_no else raw
        if node.op is Op.CONST:
            return bool(node.meta) if node.is_yes_no else node.meta
        if node.op is Op.AMOUNT:
            return getattr(parameters(period), _slot(node.meta))
        if node.op is Op.DAY:
            return getattr(parameters(period), _day_slot(node.meta))
        return self._operator(node, [values[arg.key] for arg in node.args], population, own)

    @staticmethod
    def _operator(node: Node, args: list[Any], population: Any, own: bool) -> Any:
        household = population.household if own else population
        if node.op is Op.SIZE:
            return household.nb_persons()
        if node.op is Op.DECISION:
            return np.zeros(household.count, dtype=bool)
        if node.op in REDUCTIONS:
            return _REDUCE[node.op](household, np.asarray(args[0]))
        if own and node.entity is Entity.PERSON:
            args = [
                population.household.project(value) if _is_household(arg, value) else value
                for arg, value in zip(node.args, args, strict=True)
            ]
        elif node.entity is Entity.PERSON:
            args = [
                population.project(value) if _is_household(arg, value) else value
                for arg, value in zip(node.args, args, strict=True)
            ]
        return _COMPUTE[node.op](*args)


def _is_household(node: Node, value: Any) -> bool:
    return node.entity is Entity.HOUSEHOLD and isinstance(value, np.ndarray)


def _asked(population: Any, name: str, period: Any, *, is_personal: bool, from_person: bool) -> Any:
    if is_personal:
        return population(name, period) if from_person else population.members(name, period)
    return population.household(name, period) if from_person else population(name, period)


_COMPUTE = {
    Op.ADD: np.add,
    Op.SUB: np.subtract,
    Op.MUL: np.multiply,
    Op.DIV: lambda a, b: np.floor((2 * a + b) / (2 * b)),
    Op.MIN: np.minimum,
    Op.MAX: np.maximum,
    Op.LT: np.less,
    Op.LE: np.less_equal,
    Op.EQ: np.equal,
    Op.AND: np.logical_and,
    Op.OR: np.logical_or,
    Op.NOT: np.logical_not,
    Op.WHEN: np.where,
    Op.SAME: lambda told, _worked_out: told,
}

_REDUCE = {
    Op.TOTAL: lambda household, column: household.sum(column),
    Op.ANY: lambda household, column: household.any(column),
    Op.LARGEST: lambda household, column: household.max(column),
    Op.REFERENCE: lambda household, column: household.value_nth_person(0, column),
}


def _slot(name: str) -> str:
    return "a_" + "".join(letter if letter.isalnum() else "_" for letter in name)


def _day_slot(spec: object) -> str:
    return "d_" + "".join(letter if letter.isalnum() else "_" for letter in str(spec)).replace("__", "_m")


OPENFISCA, POLICYENGINE = "openfisca_core", "policyengine_core"


def build_system(rule_set: RuleSet, package: str = OPENFISCA) -> Any:
    """A tax-benefit system with our facts, amounts and rules, for one of both engines."""
    entity_module = import_module(f"{package}.entities")
    person = entity_module.Entity("person", "persons", "", "")
    roles = [{"key": "member", "plural": "members"}]
    household = entity_module.GroupEntity("household", "households", "", "", roles=roles)
    system = import_module(f"{package}.taxbenefitsystems").TaxBenefitSystem([household, person])
    system.parameters = _parameters(rule_set, package)
    entities = {Entity.PERSON: person, Entity.HOUSEHOLD: household}
    for node in rule_set.program.nodes:
        if node.op in (Op.FACT, Op.FACT_IS) and system.get_variable(fact_variable(node)) is None:
            entity = entities[node.entity]  # type: ignore[index]
            system.add_variable(_variable(fact_variable(node), entity, None, package))
    cuts = cut_points(rule_set.versions.values())
    for name, node in cuts.values():
        if node.op in (Op.FACT, Op.FACT_IS, Op.AMOUNT, Op.DAY, Op.DECISION):
            continue
        entity = entities[node.entity or Entity.HOUSEHOLD]
        system.add_variable(_variable(name, entity, _Formula(node, _formulas(cuts)), package))
    return system


def _formulas(cuts: dict[int, tuple[str, Node]]) -> dict[int, tuple[str, Node]]:
    leaves = (Op.FACT, Op.FACT_IS, Op.AMOUNT, Op.DAY, Op.DECISION)
    return {key: cut for key, cut in cuts.items() if cut[1].op not in leaves}


def _variable(name: str, entity: Any, formula: _Formula | None, package: str) -> type:
    body: dict[str, Any] = {
        "value_type": float,
        "entity": entity,
        "definition_period": import_module(f"{package}.periods").MONTH,
        "label": name,
    }
    if formula is not None:
        body["formula"] = lambda population, period, parameters: np.asarray(
            formula(population, period, parameters) + np.zeros(population.count)
        )
    return type(name, (import_module(f"{package}.variables").Variable,), body)


def _parameters(rule_set: RuleSet, package: str) -> Any:
    rows = {_slot(name): float(low) for name, (low, _) in rule_set.setting.amounts.items()}
    rows |= {_day_slot(spec): float(number) for spec, number in rule_set.setting.days.items()}
    return import_module(f"{package}.parameters").ParameterNode(
        "", data={name: {"values": {"2000-01-01": {"value": value}}} for name, value in rows.items()}
    )


def simulation(system: Any, package: str, offsets: Any, columns: Mapping[str, Any]) -> Any:
    """Many households at once: the inputs, by the name of their variable, as columns of reals."""
    builder = import_module(f"{package}.simulations").SimulationBuilder()
    number, persons = len(offsets) - 1, int(offsets[-1])
    builder.create_entities(system)
    builder.declare_person_entity("person", np.arange(persons))
    household = builder.declare_entity("household", np.arange(number))
    of_whom = np.repeat(np.arange(number), np.diff(offsets))
    builder.join_with_persons(household, of_whom, roles=np.repeat("member", persons))
    made = builder.build(system)
    for name, column in columns.items():
        made.set_input(name, PERIOD, column)
    return made


def as_openfisca(situation: Situation, rule_set: RuleSet) -> dict[str, Any]:
    """One household as OpenFisca's JSON, every fact exact."""
    households: dict[str, Any] = {"members": [f"p{n}" for n in range(len(situation.persons))]}
    persons: dict[str, dict[str, Any]] = {f"p{n}": {} for n in range(len(situation.persons))}
    for node in rule_set.program.nodes:
        if node.op not in (Op.FACT, Op.FACT_IS):
            continue
        key = node.meta[0] if node.op is Op.FACT_IS else node.meta
        if node.entity is Entity.HOUSEHOLD:
            households[fact_variable(node)] = {PERIOD: _exact(node, situation.household.get(key))}
        else:
            for number, facts in enumerate(situation.persons):
                persons[f"p{number}"][fact_variable(node)] = {PERIOD: _exact(node, facts.get(key))}
    return {"persons": persons, "households": {"h": households}}


def _exact(node: Node, span: tuple[int, int] | None) -> float:
    if span is None:
        return 0.0
    return float(span[0].bit_length() - 1 if node.op is Op.FACT_IS else span[0])
