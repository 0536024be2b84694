"""A what-if as plain text and as JSON. What may not be shown is null in the JSON, never a zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nabij_rights.blocks import right_name
from nabij_rights.output import Json
from nabij_rights.parameters.book import amounts, written_number
from nabij_rights.plain_text.layout import bullets, heading, page, paragraph, table
from nabij_rights.plain_text.words import day_text, euro_text, span_text
from nabij_rights.rights import Right
from nabij_rights.texts.sentences import sentence, word
from nabij_rights.what_if.change import Change
from nabij_rights.what_if.compare import Comparison, Euros, Group, Number, OfRight, Unsure

FORMAT = "nabij-what-if/1"

LIMITS = ("bounds", "take_up", "added", "first", "same", "small")
"""What a reader must know beside the figures, in the order in which it is told."""


def say(key: str, language: str, **values: object) -> str:
    """A word or sentence of the what-if."""
    return sentence("what_if", key, language, **values)


def limits(found: Comparison, language: str) -> tuple[str, ...]:
    """What the figures rest on and what they leave out, in plain words."""
    return tuple(say(f"limit_{key}", language, threshold=found.threshold) for key in LIMITS)


def draft_names(change: Change, language: str) -> dict[str, str]:
    """The names of drafts that are tried, by the id of the right."""
    found = {}
    for draft in change.drafts:
        leaflet = draft.leaflets.get(language) or draft.leaflets.get("nl")
        found[draft.right.id] = leaflet.name if leaflet is not None else draft.right.id
    return found


def euros_text(euros: Euros, language: str) -> str:
    """A sum as a lowest and a highest; one figure when they are the same."""
    low, high = euros.lowest, euros.highest
    if low is None and high is None:
        return say("not_known", language)
    if low is None or high is None:
        end = high if low is None else low
        assert end is not None
        return say("at_most" if low is None else "at_least", language, amount=euro_text(end))
    if low == high:
        return euro_text(low)
    return say("between", language, least=euro_text(low), most=euro_text(high))


def number_text(number: Number, language: str) -> str:
    """A number of households as at least and at most."""
    if number.least == number.most:
        return str(number.least)
    return say("between", language, least=number.least, most=number.most)


def group_name(group: Group, *, section: str, language: str) -> str:
    """What a row is about: kinds of household, or neighbourhoods."""
    if section == "household_kind":
        return ", ".join(word(section, name, language) for name in group.names)
    return ", ".join(name or say("no_name", language) for name in group.names)


def unsure_key(found: Comparison, groups: Sequence[Group]) -> str:
    """The word for what is not sure in a table; another one when what is certain is counted there too."""
    is_together = any(None in (group.counts.gain, group.counts.lose) for group in groups)
    return f"{'all' if is_together else 'unsure'}_{found.unsure}"


def moved_text(amount_id: str, found: Comparison, language: str) -> str:
    """An amount that was changed, with its value before and after."""
    was, now = found.moved[amount_id]
    known = amounts().get(amount_id)
    label, unit = (amount_id, "EUR") if known is None else (known.label[language], known.unit)
    before, after = (span_text(figure.low, figure.high, unit, language) for figure in (was, now))
    return f"{label}: {before} → {after}"


def changes_text(found: Comparison, language: str) -> tuple[str, ...]:
    """What is compared: every amount that was changed, and the other day."""
    told = tuple(moved_text(amount_id, found, language) for amount_id in found.moved)
    if found.then == found.on:
        return told
    return (*told, say("compared", language, on=day_text(found.on), then=day_text(found.then)))


# -------------------------------------------------------------------------------------- plain text


def what_if_text(found: Comparison, *, language: str, names: Mapping[str, str]) -> str:
    """The whole comparison as tables."""
    title = say("title", language, count=found.households, on=day_text(found.on))
    lines = heading(title)[1:]
    if found.is_made_up:
        lines += paragraph(say("made_up", language))
    changes = [*changes_text(found, language), *names.values()]
    lines += ["", say("change", language), *bullets(changes or [say("nothing_named", language)])]
    lines += _tables(found, language, names)
    lines += _rights(found, language, names)
    lines += heading(say("limits", language), under="-") + bullets(limits(found, language))
    return page(lines)


def _named(right: Right, names: Mapping[str, str], language: str) -> str:
    return names.get(right.id) or right_name(right.id, language)


def _tables(found: Comparison, language: str, names: Mapping[str, str]) -> list[str]:
    about = say("together", language)
    if found.about is not None:
        about = say("about", language, name=_named(found.about, names, language))
    lines = heading(about, under="-")
    if found.total is None:
        return lines + paragraph(say("all_hidden", language, threshold=found.threshold))
    lines += _table([found.total], found, "household_kind", language)
    lines += heading(say("by_composition", language), under="-")
    lines += _table(found.by_composition, found, "household_kind", language)
    if found.by_neighbourhood is not None:
        lines += heading(say("by_neighbourhood", language), under="-")
        lines += _table(found.by_neighbourhood, found, "", language)
    return lines


def _table(groups: Sequence[Group], found: Comparison, section: str, language: str) -> list[str]:
    """A row per group; what several groups together stand for is told below it."""
    unsure = f"column_{unsure_key(found, groups)}"
    keys = ("households", "column_gain", "column_lose", unsure, "same", "more_or_less")
    rows = [["", *(say(key, language) for key in keys)]]
    notes = []
    for group in groups:
        counts, name = group.counts, group_name(group, section=section, language=language)
        if len(group.names) > 1:
            notes.append(f"{say('several', language)}: {name}")
            name = say("several", language)
        numbers = (counts.households, counts.gain, counts.lose, counts.unsure, counts.same)
        euros = "-" if group.a_year is None else euros_text(group.a_year, language)
        rows.append([name, *("" if number is None else str(number) for number in numbers), euros])
    lines = table(rows, right=frozenset(range(1, 6)))
    return lines + [line for note in notes for line in paragraph(note, indent=2, hang=2)]


def _rights(found: Comparison, language: str, names: Mapping[str, str]) -> list[str]:
    lines = heading(say("rights", language), under="-")
    for one in found.rights:
        lines += paragraph(_named(one.right, names, language), hang=2)
        lines += table(list(_about(one, language)), indent=4)
    if found.hidden:
        told = ", ".join(_named(right, names, language) for right in found.hidden)
        lines += ["", *paragraph(say("hidden_rights", language, threshold=found.threshold, names=told))]
    return [*lines, "", *paragraph(say("still", language, count=found.still))]


def _about(one: OfRight, language: str) -> list[tuple[str, str]]:
    status = one.status
    rows = [
        (say(key, language), number_text(number, language))
        for key, number in (
            ("before", status.before),
            ("after", status.after),
            ("new", status.new),
            ("lost", status.lost),
            ("more", one.gain),
            ("less", one.lose),
        )
        if key in ("before", "after") or number.most
    ]
    period = word("period", one.right.period, language)
    if one.difference is not None:
        rows.append((f"{say('difference', language)} ({period})", euros_text(one.difference, language)))
    if one.a_year is not None and one.a_year != one.difference:
        rows.append((say("more_or_less", language), euros_text(one.a_year, language)))
    if one.difference is not None and not one.counts_in_total:
        rows.append(("", say("not_in_total", language)))
    return rows


# -------------------------------------------------------------------------------------------- JSON


def what_if_json(found: Comparison, *, language: str, names: Mapping[str, str]) -> Json:
    """The same for programs. Euros are text in euro, so that no cent is lost."""
    return {
        "format": FORMAT,
        "on": found.on.isoformat(),
        "then": found.then.isoformat(),
        "households": found.households,
        "is_made_up": found.is_made_up,
        "threshold": found.threshold,
        "amounts": [_moved_json(amount_id, found) for amount_id in found.moved],
        "drafts": list(names),
        "about": None if found.about is None else found.about.id,
        "unsure": str(found.unsure) if found.total is not None else str(Unsure.EITHER),
        "total": None if found.total is None else _group_json(found.total),
        "by_composition": [_group_json(group) for group in found.by_composition],
        "by_neighbourhood": None
        if found.by_neighbourhood is None
        else [_group_json(group) for group in found.by_neighbourhood],
        "rights": [_right_json(one, names, language) for one in found.rights],
        "hidden_rights": [right.id for right in found.hidden],
        "rights_without_change": found.still,
        "limits": list(limits(found, language)),
    }


def _moved_json(amount_id: str, found: Comparison) -> Json:
    known = amounts().get(amount_id)
    unit = "EUR" if known is None else known.unit
    was, now = found.moved[amount_id]
    return {
        "id": amount_id,
        "unit": unit or "number",
        "before": {"lowest": written_number(was.low, unit), "highest": written_number(was.high, unit)},
        "after": {"lowest": written_number(now.low, unit), "highest": written_number(now.high, unit)},
    }


def _euros_json(euros: Euros | None) -> Json | None:
    if euros is None:
        return None
    ends = (None if end is None else written_number(end, "EUR") for end in (euros.lowest, euros.highest))
    return dict(zip(("lowest", "highest"), ends, strict=True))


def _group_json(group: Group) -> Json:
    counts = group.counts
    return {
        "groups": list(group.names),
        "households": counts.households,
        "gain": counts.gain,
        "lose": counts.lose,
        "unsure": counts.unsure,
        "same": counts.same,
        "difference_in_a_year": _euros_json(group.a_year),
    }


def _right_json(one: OfRight, names: Mapping[str, str], language: str) -> Json:
    status = one.status
    numbers = {
        "before": status.before,
        "after": status.after,
        "new": status.new,
        "lost": status.lost,
        "gain": one.gain,
        "lose": one.lose,
    }
    return {
        "id": one.right.id,
        "name": _named(one.right, names, language),
        "period": one.right.period,
        "households": {
            key: {"at_least": number.least, "at_most": number.most} for key, number in numbers.items()
        },
        "sum_before": _euros_json(one.before),
        "sum_after": _euros_json(one.after),
        "difference": _euros_json(one.difference),
        "difference_in_a_year": _euros_json(one.a_year),
        "counts_in_total": one.counts_in_total,
    }
