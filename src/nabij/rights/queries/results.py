"""All rights of a check in four groups, as a resident reads them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext

from nabij.rights.queries import wording
from nabij.rights.queries.cards import (
    Card,
    Chip,
    ForOther,
    ReasonLine,
    Results,
    Show,
    Total,
    Worth,
)
from nabij.rights.queries.steps import (
    Findings,
    asking_about,
    key_of_asking,
    person_seen_from,
)
from nabij.rights.queries.wording import Wording
from nabij.rights.types import Asking, Screen, address_key
from nabij_rights.answers import Group, Missing, Outcome, Warning_
from nabij_rights.reasons import Answer, Reason
from nabij_rights.rights import Kind, Level, Right
from nabij_rights.texts.leaflets import Leaflet
from nabij_rights.towns.packs import town_named

MOST_CHIPS = 2
_BEFORE_ALL = {Warning_.REPLACED, Warning_.CLAIM_FIRST, Warning_.FIGURE_UNOFFICIAL, Warning_.CLOSED}
"""What stands in the list too; the rest stands with the amount or on the page of the right."""

_BEST_FIRST = (Group.YES, Group.MAYBE, Group.PROBABLY_NOT, Group.ELSEWHERE)


def results(found: Findings) -> Results:
    """Every right in one of four groups; none is left out."""
    cards = [card_of(outcome, found) for outcome in found.answers.outcomes]
    grouped = tuple(
        (group, tuple(sorted((c for c in cards if c.group is group), key=_by_worth))) for group in _BEST_FIRST
    )
    totals, left_out = _totals(card for card in cards if card.group is Group.YES)
    return Results(grouped, totals, left_out)


def counts(found: Findings) -> dict[Group, int]:
    """How many rights stand in each group, without making the cards."""
    numbers = dict.fromkeys(_BEST_FIRST, 0)
    for outcome in found.answers.outcomes:
        numbers[_best(outcome, found)[1]] += 1
    return numbers


def first_cards(found: Findings, *, most: int) -> tuple[Card, ...]:
    """The rights that are likely, then those that are maybe, in the order of the list; at most so many.

    For a page that shows only the first: the cards of the others are not made.
    """
    ranked = []
    for outcome in found.answers.outcomes:
        viewer, group = _best(outcome, found)
        if group in (Group.YES, Group.MAYBE):
            shown = dict(outcome.for_others).get(viewer, outcome)
            worth = worth_of(shown, group, is_home_known=found.check.knows_the_home)
            rank = _rank(worth, wording.leaflet_of(outcome.right.id).name)
            ranked.append((group is Group.MAYBE, rank, outcome))
    ranked.sort(key=lambda one: one[:2])
    return tuple(card_of(outcome, found) for _, _, outcome in ranked[:most])


def card_at(key: str, found: Findings) -> Card | None:
    """The card with this key in its address, or None."""
    for outcome in found.answers.outcomes:
        if key_of_right(outcome.right.id) == key:
            return card_of(outcome, found)
    return None


def key_of_right(right_id: str) -> str:
    """The key under which the own page of a right stands."""
    return address_key("right", right_id)


def _by_worth(card: Card) -> tuple[int, int, str]:
    return _rank(card.worth, card.leaflet.name)


def _rank(worth: Worth, name: str) -> tuple[int, int, str]:
    yearly = {"month": 12}.get(worth.period, 1) * worth.highest
    return (0 if yearly else 1, -yearly, name)


def card_of(outcome: Outcome, found: Findings) -> Card:
    """The card of one right, about the person for whom it says most."""
    viewer, group = _best(outcome, found)
    shown = dict(outcome.for_others).get(viewer, outcome)
    leaflet = wording.leaflet_of(outcome.right.id)
    names = wording.names_at_home(found.check, found.on)
    rest = [(0, outcome), *outcome.for_others]
    warnings = warning_texts(outcome, group, found)
    return Card(
        key=key_of_right(outcome.right.id),
        right=outcome.right,
        outcome=shown,
        group=group,
        leaflet=leaflet,
        for_whom=names[viewer] if viewer else "",
        viewer=viewer,
        worth=worth_of(shown, group, is_home_known=found.check.knows_the_home),
        chips=_chips(shown, viewer, found) if group is Group.MAYBE or shown.missing else (),
        reasons=tuple(reason_line(reason, leaflet) for reason in shown.reasons),
        warnings=tuple(warnings.values()),
        first_warnings=tuple(text for warning, text in warnings.items() if warning in _BEFORE_ALL),
        others=tuple(
            ForOther(
                names[person], _shown_group(other, found), worth_of(other, other.group, is_home_known=True)
            )
            for person, other in rest
            if person != viewer and _shown_group(other, found) in (Group.YES, Group.MAYBE)
        ),
        level_word=level_text(outcome.right),
    )


def _best(outcome: Outcome, found: Findings) -> tuple[int, Group]:
    """For whom at home this right says most, and the group it stands in because of that."""
    best = (0, _shown_group(outcome, found))
    for person, other in outcome.for_others:
        group = _shown_group(other, found)
        if _BEST_FIRST.index(group) < _BEST_FIRST.index(best[1]):
            best = (person, group)
    return best


def _shown_group(outcome: Outcome, found: Findings) -> Group:
    """As long as nobody told who lives here, nothing is certain."""
    if not found.check.knows_the_home and outcome.group is not Group.ELSEWHERE:
        return Group.MAYBE
    return outcome.group


# ------------------------------------------------------------------------------------------- worth


def worth_of(outcome: Outcome, group: Group, *, is_home_known: bool) -> Worth:
    """What a right brings. An amount that is not known for this day is never replaced by an old one."""
    right = outcome.right
    if group not in (Group.YES, Group.MAYBE):
        return Worth(Show.NOTHING)
    if right.kind is Kind.PRICE:
        return Worth(Show.LOWER_PRICE)
    if right.kind is not Kind.AMOUNT or outcome.version is None or outcome.version.amount is None:
        return Worth(Show.NOTHING)
    if not is_home_known:
        return Worth(Show.NOT_KNOWN, note=gettext("First we need to know who lives with you."))
    if outcome.lowest is None or outcome.highest is None:
        return Worth(Show.NOT_KNOWN, period=right.period, note=_why_not_known(outcome))
    is_outdated = Warning_.FIGURE_OUTDATED in outcome.warnings
    note = gettext("figures of an earlier year") if is_outdated else ""
    show = Show.RANGE
    if outcome.lowest == outcome.highest:
        show = Show.AMOUNT
    elif is_outdated and not outcome.missing:
        show = Show.AT_LEAST
    return Worth(show, outcome.lowest, outcome.highest, right.period, note)


def _why_not_known(outcome: Outcome) -> str:
    if outcome.amount_since is None:
        return gettext("The amount for this year is not published yet.")
    since = wording.isolated(f"{outcome.amount_since:%d/%m/%Y}")
    return gettext("Amount not known since %(day)s: not published yet, or we did not find it.") % {
        "day": since
    }


def _totals(likely: Iterable[Card]) -> tuple[tuple[Total, ...], tuple[Wording, ...]]:
    """Amounts per month and per year, apart. A right that fills up what others leave is not added up.

    What is only maybe is in no sum: one often stands in the place of another, and nobody can spend a hope.
    """
    sums: dict[str, list[int]] = {"month": [0, 0], "year": [0, 0]}
    left_out = []
    for card in likely:
        if card.right.kind is not Kind.AMOUNT:
            continue
        bucket = "year" if "year" in card.right.period else card.right.period
        if {Warning_.CLAIM_FIRST, Warning_.REPLACED} & set(card.outcome.warnings):
            if card.worth.highest:
                left_out.append(card.name)
            continue
        if bucket not in sums:
            continue
        for worth in [card.worth, *(one.worth for one in card.others if one.group is Group.YES)]:
            sums[bucket][0] += worth.lowest
            sums[bucket][1] += worth.highest
    totals = tuple(Total(low, high > low, period) for period, (low, high) in sums.items() if low)
    return totals, tuple(left_out)


# ------------------------------------------------------------------------------- reasons and chips


def reason_line(reason: Reason, leaflet: Leaflet) -> ReasonLine:
    """A condition in words. What a person decides is never shown as met."""
    glyph = {Answer.YES: "yes", Answer.UNKNOWN: "maybe", Answer.NO: "no"}[reason.answer]
    joined_by = ""
    if len(reason.parts) > 1:
        joined_by = gettext("All of these:") if reason.needs_all_parts else gettext("One of these is enough:")
    return ReasonLine(
        sentence=wording.from_leaflet(leaflet, leaflet.terms.get(reason.key, reason.key)),
        glyph="maybe" if reason.is_decided_by_person else glyph,
        article=wording.cited(reason.article),
        a_person_decides=reason.is_decided_by_person,
        joined_by=joined_by,
        parts=tuple(reason_line(part, leaflet) for part in reason.parts),
    )


def chip_of(missing: Missing, viewer: int, found: Findings) -> Chip | None:
    """The missing fact as a link to its question; None when no question gives it."""
    person = person_seen_from(viewer, missing.person)
    asking = asking_about(missing.fact, person, found.check)
    if asking is None:
        return None
    names = wording.names_at_home(found.check, found.on)
    whose = names[person] if person else ""
    return Chip(wording.fact_text(missing.fact), _key(asking), _screen(asking), whose)


def _key(asking: Asking) -> str:
    return "" if _screen(asking) else key_of_asking(*asking)


def _screen(asking: Asking) -> str:
    return asking[0] if asking[0] in tuple(Screen) else ""


def _chips(outcome: Outcome, viewer: int, found: Findings) -> tuple[Chip, ...]:
    if not found.check.knows_the_home:
        return (Chip(Wording(gettext("who lives with you")), "", Screen.HOME),)
    chips: dict[tuple[str, str], Chip] = {}
    for missing in outcome.missing:
        chip = chip_of(missing, viewer, found)
        if chip is not None:
            chips.setdefault((chip.key, chip.screen), chip)
        if len(chips) == MOST_CHIPS:
            break
    return tuple(chips.values())


# ---------------------------------------------------------------------------------------- warnings


def warning_texts(outcome: Outcome, group: Group, found: Findings) -> dict[Warning_, str]:
    """What somebody must know before relying on this answer, in plain words."""
    if group is Group.ELSEWHERE:
        return {}
    said = {other.right.id: other.answer for other in found.answers.outcomes}
    instead = _names(one for one in outcome.right.replaced_by if said.get(one) is Answer.YES)
    first = _names(one for one in outcome.right.goes_after if said.get(one) not in (None, Answer.NO))
    texts = {
        Warning_.PERSON_DECIDES: gettext("A person decides about this, not a computer. You may always ask."),
        Warning_.AMOUNT_NOT_KNOWN: _why_not_known(outcome),
        Warning_.FIGURE_OUTDATED: gettext(
            "We reckon with figures of an earlier year. It may be a little more now."
        ),
        Warning_.FIGURE_UNOFFICIAL: gettext(
            "This figure still has to be checked. Ask before you count on it."
        ),
        Warning_.REPLACED: gettext("This comes in its place: %(names)s.") % {"names": instead},
        Warning_.CLAIM_FIRST: gettext("First ask for: %(names)s. This one fills up what is still lacking.")
        % {"names": first},
        Warning_.NOT_IN_FORCE: gettext("This does not exist yet."),
        Warning_.CLOSED: gettext("This has stopped. Nobody new can get it."),
    }
    return {warning: texts[warning] for warning in outcome.warnings}


def _names(right_ids: Iterable[str]) -> str:
    return ", ".join(wording.leaflet_of(right_id).name for right_id in right_ids)


def level_text(right: Right) -> str:
    """Who makes the rule; for a local rule the name of the town."""
    if right.town is not None:
        return town_named(right.town).name
    return {Level.FEDERAL: gettext("Federal"), Level.FLEMISH: gettext("Flemish"), Level.LOCAL: ""}[
        right.level
    ]
