"""Reference address at the OCMW for who has no home: law of 19 July 1991 on the registers, art. 1, par. 2."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal import _ocmw_aid

LAW = "Law of 19 July 1991, art. 1, par. 2"

RIGHT = Right(
    id="referentieadres_ocmw",
    block="F6",
    level=Level.FEDERAL,
    kind=Kind.YES_NO,
    unit=Unit.PERSON,
    period="month",
    provider="OCMW",
    legal_basis=("Law of 19 July 1991 on the population registers, art. 1, par. 2",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "striking_off_proof", "statement_where_you_sleep"),
    opens=("groeipakket_basisbedrag",),
    sources=(
        (
            "Kruispunt Migratie-Integratie (agii): referentieadres",
            "https://www.agii.be/thema/sociaal-medisch/ocmw-steun/bijzondere-vormen-van-ocmw-dienstverlening/referentieadres",
        ),
        (
            "OCMW Scherpenheuvel-Zichem: referentieadres",
            "https://www.ocmwscherpenheuvel-zichem.be/wonen/dakloosheid/referentieadres",
        ),
        (
            "POD Maatschappelijke Integratie: veelgestelde vragen, referentieadres",
            "https://www.mi-is.be/nl/faq?f%5B0%5D=im_field_theme%3A186&f%5B1%5D=im_field_theme%3A195&f%5B2%5D=dm_field_pub_date%3A%5B2015-01-01T00%3A00%3A00Z%20TO%202016-01-01T00%3A00%3A00Z%5D",
        ),
        *_ocmw_aid.TERMS,
    ),
    procedure=_ocmw_aid.PROCEDURE,
)


@RIGHT.rule(from_on="2018-01-01")
def rule() -> Rule:
    """No home for lack of means, no entry in the registers (any more), and a right to stay over three months.

    A fourth condition, asking the OCMW for help, is met by asking for the address.
    """
    return Rule(
        _may_stay(),
        _has_no_home(),
        _is_in_no_register(),
        person_decides("lack_of_means", LAW),
    )


def _may_stay() -> Condition:
    """Whoever can be entered in the registers; asking for asylum leads to the waiting register only."""
    statuses = ("belgian", "refugee", "subsidiary", "stateless", "long_term", "limited")
    other = is_("residence_status", "eu", "eu_family", "temporary") & fact("right_of_residence_over_3_months")
    return any_way(
        "may_stay_over_three_months",
        condition("stay_by_status", you(is_("residence_status", *statuses)), LAW),
        condition("stay_over_three_months", you(other), LAW),
    )


def _has_no_home() -> Condition:
    """Sleeping with others for a time is no home; whether it is for a time, the OCMW looks at."""
    return any_way(
        "has_no_home",
        condition("is_homeless_now", is_("tenure", "homeless"), LAW),
        every(
            "sleeps_with_others",
            condition("lives_with_others", is_("tenure", "with_family", "other"), LAW),
            person_decides("only_for_a_time", LAW),
        ),
    )


def _is_in_no_register() -> Condition:
    """An old entry, also a reference address with somebody else, must be struck off first."""
    has_entry = is_("register_kind", "population", "foreigners", "reference_address")
    return any_way(
        "in_no_register",
        condition("not_registered", you(is_("register_kind", "none")), LAW),
        every(
            "old_entry",
            condition("has_old_entry", you(has_entry), LAW),
            person_decides("old_entry_is_struck", LAW),
        ),
    )
