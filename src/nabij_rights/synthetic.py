"""Made-up households with every fact known: for previews, benchmarks and tests. They resemble nobody.

Composition, ages and incomes hang together roughly as in a Flemish town; everything else follows the
assumed shares of :mod:`nabij_rights.facts.likely`. The same seed gives the same households.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from nabij_rights.facts.likely import share_of_yes, weights_of
from nabij_rights.facts.vocabulary import Fact, vocabulary
from nabij_rights.towns.packs import towns

PlainCase = dict[str, Any]
"""A household as a file describes it: municipality, household, persons."""

_SHAPES = (
    # share, adults (relation, youngest, oldest), number of children from - to
    (0.24, (("self", 18, 95),), (0, 0)),
    (0.12, (("self", 20, 55),), (1, 3)),
    (0.26, (("self", 22, 92), ("spouse", 22, 92)), (0, 0)),
    (0.22, (("self", 24, 55), ("spouse", 24, 55)), (1, 4)),
    (0.08, (("self", 20, 60), ("de_facto_partner", 20, 60)), (0, 3)),
    (0.04, (("self", 30, 60), ("parent", 62, 95)), (0, 2)),
    (0.04, (("self", 18, 50), ("unrelated", 18, 60)), (0, 0)),
)

_ADULT_AGE = 18
_PENSION_AGE = 66


@dataclass
class _Person:
    relation: str
    age: int
    facts: PlainCase = field(default_factory=dict)

    @property
    def is_adult(self) -> bool:
        return self.age >= _ADULT_AGE


def made_up_households(number: int, *, seed: int, on: date) -> Iterator[PlainCase]:
    """So many plain cases with every fact of the vocabulary known on this day."""
    random = Random(seed)
    for _ in range(number):
        yield _household(random, on)


def _household(random: Random, on: date) -> PlainCase:
    people = list(_people(random))
    for person in people:
        person.facts = _person_facts(person, random, on)
    _agree_on_homes(people, random)
    facts = {f.id: _any_value(f, random, on) for f in vocabulary().values() if f.entity == "household"}
    town = random.choice(list(towns().values()))
    facts |= _home(people, random, on)
    facts["growth_package_income_eur_year"] = _growth_package_income(people, facts)
    facts.pop("municipality", None)
    return {"municipality": town.id, "household": facts, "persons": [person.facts for person in people]}


def _people(random: Random) -> Iterator[_Person]:
    shape = random.choices(_SHAPES, weights=[share for share, _, _ in _SHAPES])[0]
    own_age = 0
    for relation, youngest, oldest in shape[1]:
        low = max(youngest, own_age - 8) if relation in ("spouse", "de_facto_partner") else youngest
        age = random.randint(
            low, max(low, min(oldest, own_age + 8 if own_age and relation != "parent" else oldest))
        )
        own_age = own_age or age
        yield _Person(relation, age)
    for _ in range(random.randint(*shape[2])):
        yield _Person("child", random.randint(0, max(0, min(24, own_age - 18))))


def _person_facts(person: _Person, random: Random, on: date) -> PlainCase:
    facts: PlainCase = {}
    for fact in vocabulary().values():
        if fact.entity == "person":
            facts[fact.id] = _any_value(fact, random, on) if _applies(fact, person) else _nothing(fact)
    facts |= {
        "relation_to_reference": person.relation,
        "birth_on": _birthday(person.age, random, on),
        "lives_here": True,
        "is_registered_here": random.random() < 0.97,
        "right_of_residence_over_3_months": True,
        "has_health_insurance": True,
    }
    facts |= _adult_life(person, random, on) if person.is_adult else _childhood(person)
    return {key: value for key, value in facts.items() if key in vocabulary() and value is not None}


def _applies(fact: Fact, person: _Person) -> bool:
    if fact.applies_to == "adults":
        return person.is_adult
    if fact.applies_to in ("children", "minors"):
        return person.relation in ("child", "foster_child")
    return fact.applies_to != "reference" or person.relation == "self"


def _birthday(age: int, random: Random, on: date) -> date:
    return on - timedelta(days=int(365.25 * age) + random.randint(1, 364))


def _childhood(person: _Person) -> PlainCase:
    levels = ((2, "none"), (5, "nursery"), (11, "primary"), (17, "secondary"))
    level = next((name for oldest, name in levels if person.age <= oldest), "none")
    return {
        "gives_right_to_child_benefit": True,
        "is_in_own_charge": True,
        "is_fiscally_dependent": True,
        "is_dependent_in_health_insurance": True,
        "study_level": level,
        "custody_share_pct": 100,
        "growth_package_system": "new" if person.age < 8 else "old",
        "civil_status": "single",
        "work_status": "not_working" if level == "none" else "student",
    }


def _adult_life(person: _Person, random: Random, on: date) -> PlainCase:
    """Either a pension, work, or a benefit; the notions of income follow from it."""
    facts: PlainCase = {"civil_status": "married" if person.relation == "spouse" else "single"}
    kind = _livelihood(person, random)
    month = {"pension": 1400, "work": 2200, "benefit": 1250, "nothing": 0}[kind] * random.uniform(0.55, 1.6)
    net = round(month * 100) / 100
    year = round(net * 12 * (1.25 if kind == "work" else 1.05), 2)
    facts |= {
        "net_work_income_eur_month": net if kind == "work" else 0,
        "net_benefit_income_eur_month": net if kind in ("benefit", "pension") else 0,
        "net_pension_eur_month": net if kind == "pension" else 0,
        "gross_pension_eur_month": round(net * 1.1, 2) if kind == "pension" else 0,
        "gross_work_income_eur_year": round(year * 1.1, 2) if kind == "work" else 0,
        "gross_social_benefits_eur_year": year if kind == "benefit" else 0,
        "gross_taxable_income_eur_month": round(year / 12, 2),
        "gross_taxable_income_eur_year": year,
        "net_taxable_income_eur_year": round(year * 0.9, 2),
        "joint_taxable_income_eur_year": round(year * 0.85, 2),
        "wage_before_costs_eur_year": year if kind == "work" else 0,
        "taxed_benefits_eur_year": year if kind in ("benefit", "pension") else 0,
        "pension_kind": "retirement" if kind == "pension" else "none",
        "work_status": {"pension": "retired", "work": "employee", "benefit": "jobseeker"}.get(
            kind, "not_working"
        ),
        "savings_eur": round(random.choice((0, 0, 500, 3000, 9000, 25000)) * random.uniform(0.5, 1.5), 2),
        "study_level": "none",
        "gives_right_to_child_benefit": person.relation == "child" and person.age < 25,
    }
    return facts | _recorded_statuses(person, kind, random, on)


def _livelihood(person: _Person, random: Random) -> str:
    if person.age >= _PENSION_AGE:
        return "pension"
    if person.relation == "child":
        return "nothing"
    return random.choices(("work", "benefit", "nothing"), weights=(68, 22, 10))[0]


def _recorded_statuses(person: _Person, kind: str, random: Random, on: date) -> PlainCase:
    is_old = person.age >= _PENSION_AGE
    has_leefloon = kind == "nothing" and person.relation != "child" and random.random() < 0.4
    unemployed = kind == "benefit" and random.random() < 0.5
    return {
        "receives_older_income_guarantee": is_old and random.random() < 0.08,
        "receives_older_care_budget": is_old and random.random() < 0.08,
        "receives_income_replacement_allowance": not is_old and random.random() < 0.03,
        "integration_income_since_on": _some_day(random, on) if has_leefloon else "no",
        "equivalent_support_since_on": "no",
        "unemployed_since_on": _some_day(random, on) if unemployed else "no",
        "incapable_since_on": _some_day(random, on) if kind == "benefit" and not unemployed else "no",
    }


def _some_day(random: Random, on: date) -> date:
    return on - timedelta(days=random.randint(10, 2000))


def _agree_on_homes(people: list[_Person], random: Random) -> None:
    """Partners share their costs, and usually their increased reimbursement."""
    is_poor = random.random() < 0.25
    for person in people:
        person.facts["has_increased_reimbursement"] = is_poor
        if person.relation in ("spouse", "legal_cohabitant", "de_facto_partner", "child"):
            person.facts["shares_household_costs"] = True


def _home(people: list[_Person], random: Random, on: date) -> PlainCase:
    rents = random.random() < 0.45
    is_old = people[0].age >= _PENSION_AGE
    facts: PlainCase = {
        "tenure": random.choice(("private_tenant", "private_tenant", "social_tenant")) if rents else "owner",
        "rent_eur_month": round(random.uniform(450, 1050), 2) if rents else 0,
        "lease_in_own_name": rents,
        "social_waiting_list_since_on": _some_day(random, on) if rents and random.random() < 0.35 else "no",
        "refused_social_dwelling_on": "no",
        "assessment_income_year": on.year - 2,
        "disconnection_requested": "none",
    }
    return facts | ({"tenure": "care_home"} if is_old and random.random() < 0.05 else {})


_COUNTED_IN_FULL = (
    "wage_before_costs_eur_year",
    "taxed_benefits_eur_year",
    "integration_income_eur_year",
    "income_replacement_eur_year",
    "exempt_foreign_income_eur_year",
)


def _growth_package_income(people: list[_Person], household: PlainCase) -> float:
    """The income as a whole agrees with its parts, as the rules of the Growth Package weigh them."""
    couple = [p.facts for p in people if p.relation in ("self", "spouse", "de_facto_partner")]

    def of_the_couple(fact_id: str) -> Decimal:
        return sum((Decimal(str(facts[fact_id])) for facts in couple), Decimal(0))

    total = sum((of_the_couple(fact_id) for fact_id in _COUNTED_IN_FULL), Decimal(0))
    total += _cents(of_the_couple("self_employed_profit_eur_year") * 100 / 80)
    total += _cents(of_the_couple("maintenance_received_eur_year") * 80 / 100)
    if any(facts["has_property_right"] for facts in couple):
        total += 3 * Decimal(str(household["indexed_cadastral_foreign_use_eur"]))
        total += Decimal(str(household["indexed_cadastral_professional_eur"]))
    return float(total)


def _cents(euro: Decimal) -> Decimal:
    return euro.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _any_value(fact: Fact, random: Random, on: date) -> Any:
    if fact.type == "bool":
        return random.random() < share_of_yes(fact.id)
    if fact.type == "since":
        return _some_day(random, on) if random.random() < share_of_yes(fact.id) / 3 else "no"
    if fact.type == "enum":
        return random.choices(fact.values, weights=list(weights_of(fact).values()))[0]
    if fact.type == "date":
        return _some_day(random, on)
    if fact.type == "money":
        return round(random.uniform(0, 400), 2) if random.random() < 0.1 else 0
    if fact.type == "nis":
        return None
    if random.random() < 0.85:
        return max(0, fact.lowest)
    return random.randint(fact.lowest, fact.highest)


def _nothing(fact: Fact) -> Any:
    """The value for somebody to whom the fact does not apply: no, none or zero."""
    if fact.type == "enum":
        return "none" if "none" in fact.values else fact.values[-1]
    return {"bool": False, "since": "no", "date": None, "money": 0}.get(fact.type, fact.lowest)
