"""Gas and electricity fund of the OCMW: law of 4 September 2002, art. 4 and 6; RD of 14 February 2005."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal import _ocmw_aid

LAW = "Law of 4 September 2002, art. 4 and 6"

RIGHT = Right(
    id="fonds_gas_elektriciteit",
    block="F10",
    level=Level.FEDERAL,
    kind=Kind.MAY_ASK,
    unit=Unit.HOUSEHOLD,
    period="year",
    provider="OCMW",
    legal_basis=(
        "Law of 4 September 2002 on help for people who cannot pay energy, art. 4 and 6",
        "RD of 14 February 2005",
    ),
    granting=Granting.APPLICATION,
    documents=("energy_bill", "reminder_letter", "income_proof", "debt_proof"),
    opens=("verwarmingstoelage", "collectieve_schuldenregeling", "budgetbegeleiding_schuldbemiddeling"),
    sources=(
        (
            "PrimaBook: Fonds gas en elektriciteit",
            "https://primabook.mi-is.be/fr/energie/fonds-gaz-et-electricite",
        ),
        (
            "Énergie Info Wallonie: le Fonds Gaz Électricité (november 2022)",
            "https://www.socialenergie.be/fr/mesures-sociales/mesures-sociales-gazelec/le-fonds-gaz-electricite/",
        ),
        *_ocmw_aid.TERMS,
    ),
    procedure=_ocmw_aid.PROCEDURE,
)


@RIGHT.rule(from_on="2018-01-01")
def rule() -> Rule:
    """Trouble with bills or debts of gas or electricity, as tenant or owner; the OCMW looks at the need.

    There is no scale: a payment plan, guidance, a part of the bills, or a measure that saves energy.
    """
    return Rule(
        person_decides("trouble_with_energy_bill", LAW),
        person_decides("ocmw_sees_need", LAW),
        person_decides("money_left_this_year", LAW),
    )
