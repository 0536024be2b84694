"""School allowance of the Growth Package: an amount per school year for each pupil, by the family income."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._growth_package import (
    APPEAL_SOURCE,
    family_income,
    procedure,
    ways_through_cadastral_test,
)
from nabij_rights.rules.flemish._school_allowance import (
    amount_of_pupil,
    goes_to_recognised_school,
    highest_amount_of_pupil,
    is_below_limit,
    is_in_your_file,
    is_long_term_foster_child,
    is_present_enough,
    is_pupil,
    is_single_pupil,
    may_stay_as_pupil,
    points,
)

RIGHT = Right(
    id="schooltoeslag",
    block="V1.7",
    level=Level.FLEMISH,
    kind=Kind.AMOUNT,
    unit=Unit.HOUSEHOLD,
    period="school year",
    provider="Uitbetaler van het Groeipakket (FONS, Infino, KidsLife, MyFamily of Parentia)",
    legal_basis=("Groeipakketdecreet van 27 april 2018",),
    granting=Granting.AUTOMATIC,
    documents=("tax_assessment", "income_proof"),
    opens=("uitpas_kansentarief",),
    goes_after=("groeipakket_basisbedrag",),
    recorded_as=("school_supplement_kind",),
    procedure=procedure(Starter.NOBODY),
    exceptions_to={
        Law.MORE_INCOME_NEVER_OPENS: "Decree of 27 April 2018, exceptional amount: a benefit can open it"
    },
    sources=(
        APPEAL_SOURCE,
        (
            "FONS, schooltoeslag, financiële voorwaarde",
            "https://www.fons.be/toeslagen-Groeipakket/Schooltoeslag/Financi%C3%ABle-voorwaarde",
        ),
        ("Groeipakket, punten van je gezin", "https://groeipakket.be/nl/punten-van-je-gezin"),
        (
            "Groeipakket, aanwezigheden",
            "https://www.groeipakket.be/nl/aanwezigheden-kleuter-en-lager-onderwijs",
        ),
        ("Groeipakket, KI-test", "https://www.groeipakket.be/nl/ki-test"),
        (
            "Gpedia, pedagogische voorwaarden",
            "https://gpedia.groeipakket.be/nl/thema/selectieve/pedagogische-voorwaarden/theorie/pedagogische-voorwaarden",
        ),
    ),
)

_DECREE = "Decree of 27 April 2018, selective participation supplement"


@RIGHT.rule(from_on="2019-09-01")
def rule() -> Rule:
    """For each pupil: nothing above the highest limit, full below the lowest, in proportion between them."""
    income = named("family_income", family_income())
    named("points", points())
    pupils = is_pupil() & is_in_your_file()
    yours = every(
        "your_family",
        condition("has_pupil", anyone(pupils), _DECREE),
        _income_condition(income),
        _cadastral_test(income),
        article=_DECREE,
    )
    others = is_pupil() & ~is_in_your_file()
    another = condition("another_family", anyone(others) & _open("another_family_lives_here"), _DECREE)
    highest = sum_over(highest_amount_of_pupil(), among=others)
    return Rule(
        *_conditions_of_school(),
        any_way("family", yours, another),
        amount=when(yours.holds, _amount_of_family(income), 0)
        + when(another.holds & _open("amount_of_another_family"), highest, 0),
    )


def _open(name: str) -> Node:
    return open_question(name, if_so=True, else_=False)


def _conditions_of_school() -> tuple[Condition, ...]:
    """What the school and the pupil must be, whatever the income."""
    in_school = goes_to_recognised_school()
    at_address = in_school & registered_at_address()
    present = at_address & is_present_enough()
    return (
        condition("goes_to_recognised_school", anyone(in_school), _DECREE),
        condition("registered_at_this_address", anyone(at_address), _DECREE),
        condition("present_enough", anyone(present), _DECREE),
        condition("may_stay", anyone(present & may_stay_as_pupil()), _DECREE),
    )


def _income_condition(income: Node) -> Condition:
    return any_way(
        "income_low_enough",
        condition("below_limit", is_below_limit(income), _DECREE),
        condition("long_term_foster_child", anyone(_foster_pupils()), _DECREE),
        article=_DECREE,
    )


def _cadastral_test(income: Node) -> Condition:
    """Not for long-term foster children and not for single pupils."""
    return any_way(
        "cadastral_test",
        *ways_through_cadastral_test(income),
        condition("long_term_foster_child", anyone(_foster_pupils()), _DECREE),
        condition("single_pupil", anyone(_single_pupils()), _DECREE),
        article="Decree of 27 April 2018, cadastral test",
    )


def _foster_pupils() -> Node:
    return is_pupil() & is_in_your_file() & is_long_term_foster_child()


def _single_pupils() -> Node:
    return is_pupil() & is_in_your_file() & is_single_pupil()


def _amount_of_family(income: Node) -> Node:
    """The sum over the pupils to whom the income and the cadastral test leave the right."""
    passes_test = one_of(*[way.holds for way in ways_through_cadastral_test(income)])
    keeps_right = one_of(
        is_long_term_foster_child(),
        is_below_limit(income) & (passes_test | is_single_pupil()),
    )
    pupils = is_pupil() & is_in_your_file() & keeps_right
    return sum_over(amount_of_pupil(income), among=pupils) + _top_up()


def _top_up() -> Node:
    """A small increase when somebody is in higher education; to whom it goes was not found."""
    students = number_of(is_("study_level", "higher") & ~is_("relation_to_reference", "unrelated"))
    top_up = students * amount("schooltoeslag.higher_education_top_up")
    return open_question("higher_education_top_up_is_due", if_so=top_up, else_=0)
