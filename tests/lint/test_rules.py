"""What the lint says of rights, their rules, texts and cases."""

from collections.abc import Sequence
from datetime import date

import pytest

from nabij_rights.authoring import (
    ALWAYS,
    AppealBody,
    Granting,
    Kind,
    Level,
    Procedure,
    Right,
    Rule,
    Starter,
    Theme,
    Unit,
    any_way,
    condition,
    fact,
    named,
    open_question,
    person_decides,
    you,
)
from nabij_rights.cases import Case, Expected
from nabij_rights.lint.rules import lint_cases, lint_circles, lint_right, lint_versions
from nabij_rights.lint.wording import lint_leaflet
from nabij_rights.reasons import Answer

KNOWN = {"school_trip", "leefloon"}


def a_right(**more: object) -> Right:
    """A right without a rule yet."""
    said: dict[str, object] = {
        "id": "school_trip",
        "level": Level.LOCAL,
        "kind": Kind.AMOUNT,
        "theme": Theme.INCOME,
        "unit": Unit.HOUSEHOLD,
        "period": "month",
        "provider": "OCMW Zonnedam",
        "legal_basis": ("Council decision 2025-112",),
        "granting": Granting.APPLICATION,
        "block": "V4.11",
        "procedure": Procedure(Starter.PERSON, AppealBody.LABOUR_COURT),
        "sources": (("Council decision 2025-112", "https://zonnedam.example/2025-112"),),
    }
    return Right(**{**said, **more})  # type: ignore[arg-type]


def with_rule(
    right: Right, from_on: str = "2024-01-01", until_on: str | None = None, article: str = "art. 2"
) -> Right:
    """The right with one more version of a small rule."""

    @right.rule(from_on=from_on, until_on=until_on)
    def rule() -> Rule:
        rent = named("rent", fact("rent_eur_month"))
        return Rule(
            any_way(
                "way_in",
                condition("really_lives_here", you(fact("lives_here")), article),
                condition("lease_is_yours", fact("lease_in_own_name"), article),
            ),
            person_decides("in_need", "art. 4"),
            amount=open_question("counts_twice", if_so=2 * rent, else_=rent),
        )

    return right


def said(right: Right) -> list[str]:
    return [str(finding) for finding in lint_right(right, known_rights=KNOWN)]


def test_a_sound_right_gets_no_finding() -> None:
    assert said(with_rule(a_right())) == []


def test_a_rule_without_article_is_refused_for_each_condition_that_lacks_one() -> None:
    found = said(with_rule(a_right(), article=""))
    place = "error: rules: school_trip, from 2024-01-01"
    assert found == [
        f"{place}: really_lives_here: cites no article.",
        f"{place}: lease_is_yours: cites no article.",
    ]


def test_an_article_of_the_whole_covers_its_parts() -> None:
    right = a_right()

    @right.rule(from_on="2024-01-01")
    def rule() -> Rule:
        return Rule(
            any_way("way_in", condition("lease_is_yours", fact("lease_in_own_name"), ""), article="art. 2")
        )

    assert said(right) == []


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"opens": ("schooltoelage",)}, "opens: schooltoelage is no right we know"),
        ({"goes_after": ("schooltoelage",)}, "goes_after: schooltoelage is no right we know"),
        ({"replaced_by": ("school_trip",)}, "replaced_by: points to itself."),
        ({"legal_basis": ()}, "has no legal basis."),
        ({"sources": ()}, "has no source."),
        ({"town": "atlantis"}, "town atlantis has no folder"),
        ({"id": "school_bus"}, "warning: blocks.toml: school_bus has no Dutch name there."),
    ],
)
def test_what_a_right_says_of_itself_is_complete(more: dict[str, object], sentence: str) -> None:
    found = said(with_rule(a_right(**more)))
    assert any(sentence in one for one in found), found


def test_an_edge_to_a_right_that_has_no_rule_yet_is_allowed() -> None:
    assert said(with_rule(a_right(opens=("leefloon",)))) == []


@pytest.mark.parametrize(
    ("versions", "sentence"),
    [
        ([], "has no rule."),
        ([("2024-01-01", "2023-01-01")], "ends on 2023-01-01, before it begins."),
        (
            [("2024-01-01", "2024-06-01"), ("2024-09-01", None)],
            "no version is valid from 2024-06-01 until 2024-09-01.",
        ),
        ([("2024-01-01", "2025-01-01"), ("2024-09-01", None)], "both are valid on the same day."),
    ],
)
def test_versions_follow_each_other_without_gap_or_overlap(
    versions: Sequence[tuple[str, str | None]], sentence: str
) -> None:
    right = a_right()
    for from_on, until_on in versions:
        with_rule(right, from_on, until_on)
    assert any(sentence in str(finding) for finding in lint_versions(right))


def test_a_version_ends_by_itself_where_the_next_begins() -> None:
    right = with_rule(with_rule(a_right()), "2025-01-01")
    assert list(lint_versions(right)) == []


def test_a_circle_is_found_once_and_shown() -> None:
    rights = [
        a_right(id="a", goes_after=("b",)),
        a_right(id="b", goes_after=("c",)),
        a_right(id="c", goes_after=("a", "d")),
        a_right(id="d"),
    ]
    found = [str(finding) for finding in lint_circles(rights)]
    assert found == ["error: rules: a: goes_after: goes round in a circle: a -> b -> c -> a."]


# --------------------------------------------------------------------------------------- cases


def cases(*answers: Answer) -> list[Case]:
    """Six for each answer, so that there are enough."""
    given = [said for said in answers for _ in range(6)]
    return [
        Case("school_trip", f"{said} {nth}", date(2025, 1, 1), {}, Expected(said))
        for nth, said in enumerate(given)
    ]


def missing_answers(right: Right, *answers: Answer) -> list[str]:
    return [finding.sentence for finding in lint_cases(right, cases(*answers))]


def test_a_right_has_a_yes_a_no_and_an_unknown() -> None:
    right = with_rule(a_right())
    assert missing_answers(right) == ["there are no cases."]
    assert missing_answers(right, Answer.YES) == [
        "no case has the answer no.",
        "no case has the answer unknown.",
    ]
    assert missing_answers(right, Answer.YES, Answer.NO, Answer.UNKNOWN) == []


def test_five_cases_are_too_few() -> None:
    found = lint_cases(with_rule(a_right(kind=Kind.MAY_ASK)), cases(Answer.NO, Answer.UNKNOWN)[4:9])
    assert [finding.sentence for finding in found] == ["has 5 cases; a right has at least 6."]


def test_what_a_person_decides_is_never_a_yes() -> None:
    right = with_rule(a_right(kind=Kind.MAY_ASK))
    assert missing_answers(right, Answer.NO, Answer.UNKNOWN) == []


def test_a_right_that_is_never_refused_needs_no_case_for_that() -> None:
    right = a_right()

    @right.rule(from_on="2024-01-01")
    def rule() -> Rule:
        return Rule(condition("everybody", ALWAYS, "art. 1"))

    assert missing_answers(right, Answer.YES) == []


# ------------------------------------------------------------------------------------- leaflets

LEAFLET = """+++
name = "Toelage voor schooluitstappen"
summary = "De stad betaalt mee voor uitstappen van school."
apply_line = "Zelf vragen in een wijkhuis"
[terms]
way_in = "Je woont of huurt hier."
really_lives_here = "Je woont hier echt."
lease_is_yours = "Het huurcontract staat op jouw naam."
in_need = "Het OCMW kijkt of je de kosten kan betalen."
rent = "Huur per maand"
counts_twice = "Het OCMW kan de huur dubbel tellen."
+++
## what
a
## amount
a
## who
a
## documents
a
## apply
a
## duration
a
## refused
a
"""


def about_leaflet(text: str | None, language: str = "nl") -> list[str]:
    return [str(finding) for finding in lint_leaflet(with_rule(a_right()), language, text)]


def test_a_complete_leaflet_gets_no_finding() -> None:
    assert about_leaflet(LEAFLET) == []


@pytest.mark.parametrize(
    ("part", "instead", "sentence"),
    [
        ('in_need = "Het', 'in_ned = "Het', "[terms] in_need: is not written, and the rule uses it."),
        ('in_need = "Het', 'in_ned = "Het', "[terms] in_ned: is used by no version of the rule."),
        ('rent = "Huur per maand"\n', "", "[terms] rent: is not written"),
        ('counts_twice = "Het OCMW kan de huur dubbel tellen."\n', "", "leaves this question open"),
        ('rent = "Huur per maand"', 'rent = " "', "[terms] rent: is empty."),
        ("## refused\na\n", "", "lacks the sections refused"),
        ("## who", "## why", "has a section 'why'"),
        ('name = "T', 'nam = "T', "has no name"),
        ("+++\nname", "name", "does not open with TOML"),
        ("## who\na", "## who\nKwetsbare gezinnen.", "'Kwetsbare' is a word that we do not use for people."),
        ("## who\na", "## who\nVraag je dossier.", "'dossier' is a word that we do not use"),
        ("## who\na", "## who\nJe vraagt het gewoon.", "leave out 'gewoon'"),
        ("## who\na", "## who\nVraag het vandaag!", "has an exclamation mark."),
    ],
)
def test_an_incomplete_or_hurting_leaflet_is_refused(part: str, instead: str, sentence: str) -> None:
    assert part in LEAFLET
    found = about_leaflet(LEAFLET.replace(part, instead))
    assert any(sentence in one for one in found), found


def test_words_that_only_look_like_those_we_avoid_are_let_through() -> None:
    assert (
        about_leaflet(LEAFLET.replace("## who\na", "## who\nDe warmte en de geldigheid van je kaart.")) == []
    )


def test_a_missing_leaflet_is_named() -> None:
    assert about_leaflet(None, "fr") == ["error: texts/fr/school_trip.md: does not exist."]


def test_french_may_speak_of_a_dossier() -> None:
    assert about_leaflet(LEAFLET.replace("## who\na", "## who\nVotre dossier."), "fr") == []
