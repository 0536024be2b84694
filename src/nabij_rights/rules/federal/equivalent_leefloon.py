"""Equivalent support of the OCMW, as high as a leefloon: organic law of 8 July 1976, art. 1 and 57."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal import _living_wage, _ocmw_aid
from nabij_rights.rules.federal._living_wage import EQUIVALENT, LivingWage
from nabij_rights.rules.federal.leefloon import nationality_or_status, old_enough

RIGHT = Right(
    id="equivalent_leefloon",
    block="F2",
    level=Level.FEDERAL,
    kind=Kind.MAY_ASK,
    unit=Unit.PERSON,
    period="month",
    provider="OCMW",
    legal_basis=(
        "Organic law of 8 July 1976 on the OCMW, art. 1 and 57",
        "Law of 2 April 1965 (the State refunds the OCMW)",
    ),
    granting=Granting.APPLICATION,
    documents=(
        "identity_card",
        "household_composition",
        "income_proof",
        "benefit_proof",
        "bank_statements",
        "rent_contract",
        "property_tax_bill",
    ),
    opens=(
        "verhoogde_tegemoetkoming",
        "sociaal_tarief_energie",
        "sociaal_tarief_water",
        "sociaal_internetaanbod",
        "juridische_tweedelijnsbijstand",
        "fonds_participatie_sociale_activering",
    ),
    goes_after=("leefloon", "igo", "ivt", "it"),
    residual=True,
    recorded_as=("equivalent_support_since_on",),
    sources=(
        (
            "POD Maatschappelijke Integratie: equivalent leefloon",
            "https://www.mi-is.be/fr/lequivalent-du-revenu-dintegration-sociale",
        ),
        (
            "POD Maatschappelijke Integratie: SPI-vrijstelling bij een equivalent leefloon",
            "http://www.mi-is.be/fr/faq/lexoneration-isp-peut-elle-aussi-sappliquer-lequivalent-du-revenu-dintegration",
        ),
        ("Wuustwezel: equivalent leefloon", "https://www.wuustwezel.be/equivalent-leefloon"),
        ("Maaseik: vreemdelingen", "https://www.maaseik.be/vreemdelingen"),
        *_ocmw_aid.TERMS,
    ),
    procedure=_ocmw_aid.PROCEDURE,
    exceptions_to={
        # as for the leefloon: with a first child the support that a partner has already covers both
        Law.ONE_MORE_CHILD_NEVER_LOWERS: "Law art. 14, par. 1, 3°: one amount for you and your partner",
    },
)

IN_PRACTICE = "Organic law of 8 July 1976, art. 57: in practice the sum of the leefloon"


@RIGHT.rule(from_on="2017-09-01", note="Art. 34: the OCMW may count resident parents and adult children.")
def with_parents_and_children() -> Rule:
    """The amount of a leefloon, as an indication: the OCMW follows that sum for equity, without a duty."""
    return _equivalent(_living_wage.with_parents_and_children(EQUIVALENT))


@RIGHT.rule(from_on="2024-01-01", note="Art. 35: a higher exemption in a shortage occupation.")
def with_shortage_occupations() -> Rule:
    """As before; who starts in a shortage occupation may keep more of the wage for three months."""
    return _equivalent(_living_wage.with_shortage_occupations(EQUIVALENT))


@RIGHT.rule(from_on="2026-03-01", note="New art. 34: all resident adults who owe maintenance count.")
def with_all_who_owe_maintenance() -> Rule:
    """As before; all resident adults who owe maintenance count, unless the OCMW leaves them out."""
    return _equivalent(_living_wage.with_all_who_owe_maintenance(EQUIVALENT))


def _equivalent(wage: LivingWage) -> Rule:
    """Who stays lawfully, and misses a leefloon by nationality or register only."""
    return Rule(
        _ocmw_aid.stays_lawfully(),
        _not_new_from_europe(),
        condition("no_leefloon_by_status", ~nationality_or_status().holds, "Law of 26 May 2002, art. 3, 3°"),
        _not_in_reception(),
        old_enough(),
        condition("not_covered_by_partner", ~wage.is_covered_by_partner, IN_PRACTICE),
        condition("means_below_full_amount", wage.counted < wage.full, IN_PRACTICE),
        person_decides("in_need", "Organic law of 8 July 1976, art. 1"),
        person_decides("willing_to_work", "Organic law of 8 July 1976, art. 60, par. 3"),
        person_decides("other_rights_first", "Organic law of 8 July 1976, art. 60, par. 3"),
        amount=wage.month,
    )


def _not_new_from_europe() -> Condition:
    """Citizens of the Union and their family get no aid in their first three months."""
    is_new = is_("residence_status", "eu", "eu_family") & ~fact("right_of_residence_over_3_months")
    return condition("not_first_three_months", ~you(is_new), "Organic law of 8 July 1976, art. 57quinquies")


def _not_in_reception() -> Condition:
    """Who asks for asylum gets help in kind in a reception place; outside it, the OCMW looks."""
    return any_way(
        "not_in_reception",
        condition("no_asylum_procedure", ~you(is_("residence_status", "asylum")), _ocmw_aid.AID),
        person_decides("outside_reception", _ocmw_aid.AID),
    )
