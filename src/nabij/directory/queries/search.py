"""Searching by need, words, distance, language, cost and opening."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from nabij.directory.models import Landmark
from nabij.directory.queries.entries import Entry, entries
from nabij.directory.types import Cost, Need, OpenState, Point
from nabij.directory.types.words import ALIKE, folded, likeness, typed_words

FIRST = 10
"""So many on a page (M-24: at most ten ranked services)."""
_NEED_WORTH = 2.5


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for. What is empty does not count."""

    words: str = ""
    needs: tuple[str, ...] = ()
    language: str = ""
    costs: tuple[str, ...] = ()
    near: Point | None = None
    most_km: float | None = None
    only_open: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return not (self.words.strip() or self.needs or self.language or self.costs or self.only_open)


@dataclass(frozen=True, slots=True)
class Hit:
    """A service that fits, how far it is, and how well the words fit (only to order by)."""

    entry: Entry
    km: float | None = None
    fit: float = 0.0
    speaks: bool = True
    """Whether they speak the wanted language themselves, and not through an interpreter."""


@dataclass(frozen=True, slots=True)
class Results:
    """All that fits, best first, and the words that were found nowhere."""

    hits: tuple[Hit, ...]
    not_found: tuple[str, ...] = ()

    def page(self, number: int, size: int = FIRST) -> tuple[Hit, ...]:
        """Ten at a time; pages count from 1."""
        return self.hits[(number - 1) * size : number * size]


@dataclass(slots=True)
class _Vocabulary:
    """Which kept words are how much like one typed word."""

    typed: str
    alike: dict[str, float] = field(default_factory=dict)

    def worth(self, words: Iterable[str]) -> float:
        """How well the best of these words fits."""
        best = 0.0
        for word in words:
            if word not in self.alike:
                found = likeness(self.typed, word)
                self.alike[word] = found if found >= ALIKE else 0.0
            best = max(best, self.alike[word])
        return best


def search(towns: Iterable[str], wanted: Wanted, *, now: datetime) -> Results:
    """The services of these towns that fit, best first. Every typed word should fit; else most of them."""
    pool = [hit for one in entries(towns, now=now) if (hit := _fitting(one, wanted)) is not None]
    typed = typed_words(wanted.words)
    if not typed:
        return Results(tuple(sorted(pool, key=_order)))
    vocabularies = [_Vocabulary(word) for word in typed]
    needs = [_needs_of(one) for one in vocabularies]
    scored = [(_worths(hit.entry, vocabularies, needs), hit) for hit in pool]
    most = max((sum(worth > 0 for worth in worths) for worths, _hit in scored), default=0)
    nowhere = tuple(word for at, word in enumerate(typed) if not any(worths[at] for worths, _hit in scored))
    hits = [
        Hit(hit.entry, hit.km, round(sum(worths), 3), hit.speaks)
        for worths, hit in scored
        if most and sum(worth > 0 for worth in worths) == most
    ]
    return Results(tuple(sorted(hits, key=_order)), nowhere)


def services_for_need(
    towns: Iterable[str],
    need: Need,
    *,
    near: Point | None = None,
    language: str = "",
    now: datetime,
    first: int = FIRST,
) -> list[Hit]:
    """What helps with a need, near an address and in a language: for a step of a plan or a referral.

    Who is full stands last but stays; who helps only through an interpreter stands after who speaks it.
    """
    wanted = Wanted(needs=(need.value,), language=language, near=near)
    return list(search(towns, wanted, now=now).hits[:first])


def point_named(towns: Iterable[str], text: str) -> tuple[str, Point] | None:
    """The street, neighbourhood or spot that somebody names, and where it is; None when we know none."""
    typed = folded(text[:120])
    typed = " ".join(word for word in typed.split() if not word.isdigit())
    if not typed:
        return None
    marks = Landmark.objects.filter(town__in=list(towns)).order_by("folded", "pk")
    scored = [(likeness(typed, mark.folded), mark) for mark in marks]
    good = [(score, mark) for score, mark in scored if score >= ALIKE]
    if not good:
        return None
    mark = max(good, key=lambda pair: pair[0])[1]
    return mark.name, Point(mark.latitude, mark.longitude)


def _fitting(one: Entry, wanted: Wanted) -> Hit | None:
    """The entry as a hit when it passes every filter."""
    content = one.content
    if wanted.needs and not set(wanted.needs) & set(content.needs):
        return None
    if wanted.costs and content.cost not in wanted.costs:
        return None
    if wanted.only_open and one.open_now.state is not OpenState.OPEN:
        return None
    speaks = not wanted.language or wanted.language in content.languages
    if not speaks and not content.has_interpreter:
        return None
    point = content.door.point
    km = point.km_to(wanted.near) if wanted.near is not None and point is not None else None
    if wanted.most_km is not None and wanted.near is not None and (km is None or km > wanted.most_km):
        return None
    return Hit(one, km, speaks=speaks)


def _needs_of(vocabulary: _Vocabulary) -> set[str]:
    """Needs to which a typed word leads through a synonym or its own name."""
    return {
        need.value
        for need in Need
        if vocabulary.worth((*need.synonyms, *folded(str(need.label)).split())) >= ALIKE
    }


def _worths(one: Entry, vocabularies: list[_Vocabulary], needs: list[set[str]]) -> list[float]:
    """How much each typed word fits one entry."""
    content = one.content
    fields = (
        (3.0, " ".join((content.name, content.name_fr, content.name_en))),
        (2.0, f"{one.organisation} {content.keywords}"),
        (1.0, " ".join((content.summary, content.summary_fr, content.summary_en, content.audience))),
        (0.6, f"{content.details} {content.door.street}"),
    )
    kept = [(weight, folded(text).split()) for weight, text in fields]
    own_needs = set(content.needs)
    return [
        max(
            max(weight * vocabulary.worth(words) for weight, words in kept),
            _NEED_WORTH if led_to & own_needs else 0.0,
        )
        for vocabulary, led_to in zip(vocabularies, needs, strict=True)
    ]


def _order(hit: Hit) -> tuple[float, bool, bool, bool, float, str, int]:
    """Best first: words, speaks the language, not full, cost known, nearest, name."""
    content = hit.entry.content
    return (
        -round(hit.fit, 1),
        not hit.speaks,
        hit.entry.is_full,
        content.cost == Cost.UNKNOWN and hit.km is None,
        hit.km if hit.km is not None else 999.0,
        folded(content.name),
        hit.entry.number,
    )
