"""Linked data as files bring it (JSON-LD in whatever shape), read without a network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from nabij.directory.types.ipdc import PREFIXES, TERM_OF, TERMS, TYPE_OF

DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Words:
    """A text with its language, "" when none is told."""

    text: str
    language: str = ""


@dataclass(slots=True)
class Node:
    """A thing in the file: its address, its kinds, and what is said of it by the names of the catalogue."""

    iri: str
    kinds: frozenset[str]
    said: dict[str, list[Any]] = field(default_factory=dict)
    """Values are Words, Node, or str for an address or a plain value."""
    raw: Mapping[str, Any] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    """Names that no catalogue knows; what they say is kept in `raw`."""

    def words(self, term: str) -> list[Words]:
        """The texts of a term."""
        return [
            value if isinstance(value, Words) else Words(str(value))
            for value in self.said.get(term, [])
            if not isinstance(value, Node)
        ]

    def plain(self, term: str) -> str:
        """The first value of a term as text, "" without one."""
        for value in self.said.get(term, []):
            if isinstance(value, Node):
                return value.iri
            return value.text if isinstance(value, Words) else str(value)
        return ""

    def addresses(self, term: str) -> list[str]:
        """The addresses (IRIs) of a term."""
        found = [value.iri if isinstance(value, Node) else _text(value) for value in self.said.get(term, [])]
        return [one for one in found if one]

    def nodes(self, term: str) -> list[Node]:
        """The things of a term."""
        return [value for value in self.said.get(term, []) if isinstance(value, Node)]

    def everything(self) -> list[Mapping[str, Any]]:
        """All that the file says of this thing and of the things it leads to, as it stands there."""
        found: list[Mapping[str, Any]] = []
        waiting = [self]
        while waiting:
            one = waiting.pop(0)
            if one.raw not in found:
                found.append(one.raw)
            waiting += [value for values in one.said.values() for value in values if isinstance(value, Node)]
        return found


def _text(value: Any) -> str:
    return value.text if isinstance(value, Words) else str(value)


class LinkedFile:
    """The things in one file. Names may be short, with a prefix, or whole; members may be anywhere."""

    def __init__(self, document: Any) -> None:
        self._names: dict[str, str] = {}
        self._known: dict[str, Mapping[str, Any]] = {}
        self.not_things: list[str] = []
        """Where something else stood than a thing, as a place in the file."""
        self.members = list(self._members(document, "", 0))
        for member in self.members:
            self._remember(member, 0)
        self._remember(document, 0)

    def things(self) -> Iterator[Node]:
        """Every thing that stands in the list of the file."""
        for member in self.members:
            yield self.node(member)

    def _members(self, document: Any, place: str, depth: int) -> Iterator[Mapping[str, Any]]:
        if depth > DEEPEST:
            return
        if isinstance(document, list):
            for at, one in enumerate(document, start=1):
                yield from self._members(one, f"{place}[{at}]", depth + 1)
            return
        if not isinstance(document, Mapping):
            self.not_things.append(place or "1")
            return
        self._learn(document.get("@context"))
        lists = [name for name in document if self._term(name) in {"member", "@graph"}]
        if not lists:
            yield document
        for name in lists:
            yield from self._members(document[name], f"{place} {name}".strip(), depth + 1)

    def _learn(self, context: Any) -> None:
        """Short names that the file itself explains."""
        for one in context if isinstance(context, list) else [context]:
            if isinstance(one, Mapping):
                for name, meant in one.items():
                    iri = meant.get("@id") if isinstance(meant, Mapping) else meant
                    if isinstance(iri, str) and not name.startswith("@"):
                        self._names.setdefault(name, iri)

    def _remember(self, value: Any, depth: int) -> None:
        """Note what is said of each address, wherever it stands."""
        if depth > DEEPEST:
            return
        if isinstance(value, list):
            for one in value:
                self._remember(one, depth + 1)
        elif isinstance(value, Mapping):
            iri = value.get("@id", value.get("id"))
            if isinstance(iri, str) and len(value) > len(self._known.get(iri, {})) and len(value) > 1:
                self._known[iri] = value
            for one in value.values():
                if isinstance(one, list | Mapping):
                    self._remember(one, depth + 1)

    def _whole(self, name: str) -> str:
        """A name written out: as the file explains it, by a prefix that everybody uses, or as it is."""
        if name in self._names and self._names[name] != name:
            return self._whole(self._names[name]) if ":" in self._names[name] else self._names[name]
        prefix, sign, rest = name.partition(":")
        if sign and not rest.startswith("//"):
            if prefix in self._names:
                return self._names[prefix] + rest
            if prefix in PREFIXES:
                return PREFIXES[prefix] + rest
        return name

    def _term(self, name: str) -> str:
        """The name that the catalogue gives it; the name itself when it gives none."""
        if name in TERMS or name.startswith("@"):
            return name
        whole = self._whole(name)
        return TERM_OF.get(whole) or _BY_LOWER.get(name.casefold()) or whole

    def node(self, raw: Mapping[str, Any], seen: frozenset[str] = frozenset()) -> Node:
        """A thing, with what the file says of it elsewhere too."""
        iri = raw.get("@id", raw.get("id", ""))
        iri = iri if isinstance(iri, str) else ""
        full = {**self._known.get(iri, {}), **raw} if iri else dict(raw)
        kinds = full.get("@type", ())
        kinds = [kinds] if isinstance(kinds, str) else kinds
        found = Node(
            iri,
            frozenset(self._kind(one) for one in kinds if isinstance(one, str))
            if isinstance(kinds, list)
            else frozenset(),
            raw=full,
        )
        for name, value in full.items():
            if name in {"@id", "@type", "@context", "@index", "id"}:
                continue
            term = self._term(name)
            if term not in TERMS:
                found.unknown.append(name)
                continue
            found.said.setdefault(term, []).extend(self._values(value, seen | {iri} if iri else seen))
        return found

    def _kind(self, name: str) -> str:
        return TYPE_OF.get(self._whole(name), name)

    def _values(self, value: Any, seen: frozenset[str]) -> Iterator[Any]:
        if value is None or len(seen) > DEEPEST:
            return
        if isinstance(value, list):
            for one in value:
                yield from self._values(one, seen)
        elif isinstance(value, Mapping):
            yield from self._of_mapping(value, seen)
        elif isinstance(value, str) and value in self._known and value not in seen:
            yield self.node(self._known[value], seen)
        else:
            yield value if isinstance(value, str) else _plain(value)

    def _of_mapping(self, value: Mapping[str, Any], seen: frozenset[str]) -> Iterator[Any]:
        if "@value" in value:
            yield Words(str(value["@value"]), str(value.get("@language", "")))
        elif "@list" in value or "@set" in value:
            yield from self._values(value.get("@list", value.get("@set")), seen)
        elif _is_by_language(value):
            for language, texts in value.items():
                for text in texts if isinstance(texts, list) else [texts]:
                    yield Words(_text(text), "" if language == "@none" else language)
        else:
            iri = value.get("@id")
            if isinstance(iri, str) and ((len(value) == 1 and iri not in self._known) or iri in seen):
                yield iri
            else:
                yield self.node(value, seen)


_BY_LOWER = {name.casefold(): name for name in TERMS}


def _plain(value: Any) -> str:
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _is_by_language(value: Mapping[str, Any]) -> bool:
    """Whether this is a text per language, such as {"nl": "…", "en": "…"}."""
    return bool(value) and all(
        (name == "@none" or (name[:2].isalpha() and (len(name) == 2 or name[2:3] == "-")))
        and isinstance(text, str | list)
        for name, text in value.items()
    )
