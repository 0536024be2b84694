"""Extension points: what an app says about the people in its tables, from `ready()` in its apps.py.

Every model that points at a person, a household or a subject number is named in the own copy, the erasing
and the keeping of its app, or is exempt for a reason; a test of the house refuses a model that is not.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol, TypeVar
from uuid import UUID

from django.utils.functional import Promise

from nabij.kernel.actors import Actor

Value = str | int | bool | None
T = TypeVar("T")
Words = str | Promise
"""A text for people, now or when it is shown (gettext_lazy)."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of somebody's own copy: records of one kind, complete, with a heading and labels for people.

    `code` names the part in the file for machines. A record holds every field under its name in code;
    `labels` says what each is called, and its order is the order of reading. Dates and amounts are texts
    (ISO, euro). `note` says what had to be left out, and why: what another person told, what would harm
    somebody.
    """

    code: str
    title: str
    labels: Mapping[str, str]
    records: tuple[Mapping[str, Value], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What erasing does, or would do, to the rows of one model about a subject.

    `erased` and `stays` are numbers of rows. Rows that stay say `why` in a sentence with the law, and until
    which day (None: without an end). A row of which the person is cut off and the rest kept counts as erased.
    """

    model: str
    erased: int
    stays: int = 0
    why: str = ""
    until: date | None = None

    def __post_init__(self) -> None:
        if self.stays and not self.why:
            raise ValueError(f"{self.model}: what stays needs a reason in words.")


@dataclass(frozen=True, slots=True)
class Due:
    """Something past its term: `key` finds it again in its app, `subjects` are whom it is about."""

    key: str
    subjects: tuple[UUID, ...]
    since: date


class GathersOwnCopy(Protocol):
    """Give all that an app keeps about a subject. Reads only; the machinery puts the reading on record."""

    def __call__(self, subject: UUID, *, now: datetime) -> Iterable[Part]: ...


class Erases(Protocol):
    """Erase what an app keeps about a subject, and tell per model what went and what stays.

    Runs inside a transaction. With `only_look` nothing changes and the answer tells what would happen. A
    second time it finds nothing more to erase: so erasures can be replayed after a restore.
    """

    def __call__(self, subject: UUID, *, now: datetime, only_look: bool) -> Iterable[Outcome]: ...


class FindsDue(Protocol):
    """Give what is past its term on this day, oldest first, at most `limit`, after the key `after`."""

    def __call__(self, on: date, *, limit: int, after: str = "") -> Iterable[Due]: ...


class RemovesDue(Protocol):
    """Remove these things and return how many rows went. Runs inside a transaction."""

    def __call__(self, keys: Iterable[str], *, now: datetime) -> int: ...


@dataclass(frozen=True, slots=True)
class RetentionClass:
    """A kind of data that is kept for one term, counted from one moment, for one legal reason.

    `counted_from` and `legal_reason` are sentences for people. `needs_archivist` says that the archivist
    approves before anything goes: public records are not destroyed without permission of the State Archives.
    """

    code: str
    title: Words
    models: tuple[str, ...]
    term_months: int
    counted_from: Words
    legal_reason: Words
    find_due: FindsDue
    remove: RemovesDue
    needs_archivist: bool = True


@dataclass(frozen=True, slots=True)
class Rectification:
    """Where data about a subject are put right: `address_for` gives the page, or None when nothing is
    kept.
    """

    code: str
    title: Words
    address_for: Callable[[UUID], str | None]


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Somebody found by name, with enough to know them again, and the number of the log."""

    subject: UUID
    name: str
    born: str


class FindsPersons(Protocol):
    """Find people by what was typed, for the privacy officer; the search itself is on record.

    Raises Refused.
    """

    def __call__(self, actor: Actor, text: str, *, now: datetime) -> Iterable[FoundPerson]: ...


class NamesStaff(Protocol):
    """What members of staff are called, by the numbers of their accounts."""

    def __call__(self, staff_ids: Collection[int]) -> Mapping[int, str]: ...


class CountsOwnCircle(Protocol):
    """Of people that an account read about: how many bear its surname, how many are called as a colleague."""

    def __call__(self, staff_id: int, subjects: Collection[UUID]) -> tuple[int, int]: ...


@dataclass
class Registered:
    """All that apps have registered, by code; `exempt` names models with the reason why they are not in
    these.
    """

    own_copies: dict[str, tuple[tuple[str, ...], GathersOwnCopy]] = field(default_factory=dict)
    erasures: dict[str, tuple[tuple[str, ...], Erases]] = field(default_factory=dict)
    retention: dict[str, RetentionClass] = field(default_factory=dict)
    rectifications: dict[str, Rectification] = field(default_factory=dict)
    exempt: dict[str, str] = field(default_factory=dict)
    person_finders: dict[str, FindsPersons] = field(default_factory=dict)
    staff_names: dict[str, NamesStaff] = field(default_factory=dict)
    own_circles: dict[str, CountsOwnCircle] = field(default_factory=dict)
    towns_of_subjects: dict[str, Callable[[Collection[UUID]], Mapping[UUID, frozenset[str]]]] = field(
        default_factory=dict
    )
    towns_of_staff: dict[str, Callable[[Collection[int]], Mapping[int, frozenset[str]]]] = field(
        default_factory=dict
    )


registered = Registered()


def register_own_copy(code: str, *, models: Iterable[str], gather: GathersOwnCopy) -> None:
    """Say which models (`app.Model`) of an app go into somebody's own copy, and how they are gathered."""
    _only_once(registered.own_copies, code, (tuple(models), gather))


def register_erasure(code: str, *, models: Iterable[str], erase: Erases) -> None:
    """Say how an app erases a subject. Erasing runs in the opposite order of registering: leaves first."""
    _only_once(registered.erasures, code, (tuple(models), erase))


def register_retention(kept: RetentionClass) -> None:
    """Say how long a kind of data is kept, and why."""
    _only_once(registered.retention, kept.code, kept)


def register_rectification(place: Rectification) -> None:
    """Say where data are put right."""
    _only_once(registered.rectifications, place.code, place)


def register_exempt(model: str, *, reason: str) -> None:
    """Say why a model (`app.Model`) that points at people is in none of these. Needs a sentence as reason."""
    if len(reason) < 20:
        raise ValueError(f"{model}: say in a sentence why nothing of it is copied, erased or kept to a term.")
    registered.exempt[model] = reason


def register_person_finder(code: str, finder: FindsPersons) -> None:
    """Say how people are found by name, so that the log can be searched for whom no number is known."""
    _only_once(registered.person_finders, code, finder)


def register_staff_names(code: str, names: NamesStaff) -> None:
    """Say what accounts are called: the log itself knows numbers only."""
    _only_once(registered.staff_names, code, names)


def register_towns_of_subjects(
    code: str, towns: Callable[[Collection[UUID]], Mapping[UUID, frozenset[str]]]
) -> None:
    """Say in which towns people are known: the log itself knows numbers only. Who is unknown is left out."""
    _only_once(registered.towns_of_subjects, code, towns)


def register_towns_of_staff(
    code: str, towns: Callable[[Collection[int]], Mapping[int, frozenset[str]]]
) -> None:
    """Say for which towns accounts work. Who works for none is left out."""
    _only_once(registered.towns_of_staff, code, towns)


def register_own_circle(code: str, counts: CountsOwnCircle) -> None:
    """Say how people near to a reader are recognised: by surname, and by the name of a colleague."""
    _only_once(registered.own_circles, code, counts)


def _only_once(known: dict[str, T], code: str, entry: T) -> None:
    """Add an entry; the same one again, when an app is made ready twice, changes nothing."""
    if known.get(code, entry) != entry:
        raise ValueError(f"{code!r} is registered already.")
    known[code] = entry
