"""One question of the rules: how it is offered, and what its answer tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from nabij.rights.forms.typed import Mistake, echo, read_day, read_euro, read_whole
from nabij.rights.types import NOT_TICKED, Reply
from nabij_rights.facts.questions import Question
from nabij_rights.facts.vocabulary import Fact, vocabulary
from nabij_rights.towns.packs import towns

DONT_KNOW, SKIP, NONE = "unknown", "skip", "none"
_REPLIES = {DONT_KNOW: Reply.UNKNOWN, SKIP: Reply.SKIPPED}

ELSEWHERE = "flanders"
"""A municipality without a page: which one is not asked, so that nothing follows from it."""

_USUAL_BANDS = {
    "EUR/month": (500, 1000, 1500, 2000, 2500, 3000),
    "EUR/year": (5_000, 10_000, 15_000, 20_000, 30_000, 40_000),
    "EUR": (1_000, 5_000, 10_000, 25_000, 50_000),
    "EUR/day": (25, 50, 100),
}


@dataclass(frozen=True)
class Choice:
    """One card. ``low`` and ``high`` are in euro, for a range; ``fact_key`` or ``value`` for words."""

    value: str
    is_chosen: bool = False
    fact_key: str = ""
    named_value: str = ""
    low: int | None = None
    high: int | None = None

    @property
    def last(self) -> int | None:
        """The last whole euro in the range: the limit itself belongs to the next one."""
        return None if self.high is None else self.high - 1


@dataclass
class AnswerForm:
    """A question with what is chosen and typed now."""

    question: Question
    chosen: tuple[str, ...] = ()
    exact: str = ""
    day: str = ""
    month: str = ""
    year: str = ""
    mistakes: list[Mistake] = field(default_factory=list)
    reply: Reply | None = None
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def shape(self) -> str:
        """How the answer is given: several, words, yes_no, euro, number, date or since."""
        if self._fact.type == "bool" and self.question.kind != "several":
            return "yes_no"
        return _SHAPES[self.question.kind]

    @property
    def is_about_all(self) -> bool:
        """Whether one answer is about everybody at home."""
        return self.question.subject == "home"

    @property
    def told_of_all(self) -> dict[str, Any]:
        """What a "yes" to a question about everybody tells of each person."""
        return dict(zip(self.question.facts, self.question.values, strict=True))

    @property
    def first_field(self) -> str:
        """Where the link in the summary of mistakes leads."""
        return {"number": "exact", "date": "day"}.get(self.shape, "answer-1")

    @property
    def _key(self) -> str:
        return self.question.facts[0]

    @property
    def _fact(self) -> Fact:
        return vocabulary()[self._key.partition("@")[0]]

    @property
    def lowest(self) -> int:
        """The smallest number that can be."""
        return self._fact.lowest

    @property
    def highest(self) -> int:
        """The largest number that can be."""
        return self._fact.highest

    @property
    def choices(self) -> list[Choice]:
        """The cards, without "I don't know" and "skip"."""
        return [
            Choice(
                choice.value,
                choice.value in self.chosen,
                choice.fact_key,
                choice.named_value,
                choice.low,
                choice.high,
            )
            for choice in _CHOICES[self.shape](self)
        ]

    def _several(self) -> list[Choice]:
        return [Choice(str(place), fact_key=key) for place, key in enumerate(self.question.facts)]

    def _words(self) -> list[Choice]:
        return [Choice(value, named_value=value) for value in self._named_values]

    @property
    def _named_values(self) -> tuple[str, ...]:
        """The values that somebody can choose. Municipalities are far too many: those with a page."""
        return (*towns(), ELSEWHERE) if self._fact.type == "nis" else self._fact.values

    def _ranges(self) -> list[Choice]:
        limits = self.limits
        spans = [Choice("0", low=0, high=0), Choice("1", high=limits[0])]
        spans += [Choice(str(n), low=low, high=high) for n, (low, high) in enumerate(pairwise(limits), 2)]
        return [*spans, Choice(str(len(limits) + 1), low=limits[-1])]

    @property
    def limits(self) -> tuple[int, ...]:
        """The limits of the ranges, in euro."""
        return self.question.bands or _USUAL_BANDS[self._fact.unit or "EUR"]

    # ---------------------------------------------------------------- what was told before

    @classmethod
    def of(cls, question: Question, known: Mapping[str, Any], reply: Reply | None) -> AnswerForm:
        """The question with what was told before."""
        form = cls(question)
        if form.is_about_all and reply in (Reply.GIVEN, Reply.NOT_ALL):
            form.chosen = (question.told_by if reply is Reply.GIVEN else question.not_told_by,)
        elif reply in (Reply.UNKNOWN, Reply.SKIPPED):
            form.chosen = (DONT_KNOW if reply is Reply.UNKNOWN else SKIP,)
        elif reply is Reply.GIVEN or any(key in known for key in question.facts):
            _FILL[form.shape](form, known)
        return form

    def _fill_several(self, known: Mapping[str, Any]) -> None:
        ticked = [str(n) for n, key in enumerate(self.question.facts) if known.get(key) not in NOT_TICKED]
        self.chosen = tuple(ticked) or (NONE,)

    def _fill_words(self, known: Mapping[str, Any]) -> None:
        value = known.get(self._key)
        self.chosen = (value,) if isinstance(value, str) else ()

    def _fill_yes_no(self, known: Mapping[str, Any]) -> None:
        value = known.get(self._key)
        if value is not None:
            self.chosen = ("no" if value in (False, "no") else "yes",)

    def _fill_euro(self, known: Mapping[str, Any]) -> None:
        value = known.get(self._key)
        if isinstance(value, Mapping):
            self.chosen = tuple(c.value for c in self._ranges() if _told_by_range(c) == dict(value))
        elif value is not None and Decimal(str(value)) == 0:
            self.chosen = ("0",)
        elif value is not None:
            self.exact = str(value).replace(".", ",")

    def _fill_number(self, known: Mapping[str, Any]) -> None:
        self.exact = str(known.get(self._key, ""))

    def _fill_date(self, known: Mapping[str, Any]) -> None:
        value = known.get(self._key)
        if value in (False, "no"):
            self.chosen = ("no",)
        elif value is True:
            self.chosen = ("yes",)
        elif isinstance(value, str):
            self.year, self.month, self.day = (str(int(part)) for part in value.split("-"))
            self.chosen = ("yes",)
        elif isinstance(value, Mapping) and "min" in value:
            first, last = value["min"], value.get("max", "")
            self.year = str(int(first[:4]))
            self.month = str(int(first[5:7])) if first[:7] == last[:7] else ""
            self.chosen = ("yes",)

    # -------------------------------------------------------------------- what was sent now

    @classmethod
    def read(cls, question: Question, posted: QueryDict) -> AnswerForm:
        """Read what was sent. Either ``reply`` and ``facts`` are set, or ``mistakes`` says why not."""
        form = cls(
            question,
            chosen=tuple(dict.fromkeys(echo(value) for value in posted.getlist("answer")[:60])),
            exact=echo(posted.get("exact", "")),
            day=echo(posted.get("day", "")),
            month=echo(posted.get("month", "")),
            year=echo(posted.get("year", "")),
        )
        form._read()
        return form

    def _read(self) -> None:
        ways_out = [value for value in self.chosen if value in _REPLIES]
        typed = bool((self.exact + self.day + self.month + self.year).strip())
        if ways_out and (len(self.chosen) > 1 or (typed and self.shape != "since")):
            self._mistake(
                _("You gave an answer and also chose ‘I don’t know’ or ‘skip’. Choose one of the two")
            )
        elif ways_out:
            self.reply = _REPLIES[ways_out[0]]
            self.facts = dict.fromkeys(self.question.facts)
        else:
            _READ[self.shape](self)
            if not self.mistakes:
                is_no_to_all = self.is_about_all and self.chosen != (self.question.told_by,)
                self.reply = Reply.NOT_ALL if is_no_to_all else Reply.GIVEN

    def _mistake(self, sentence: str, where: str = "") -> None:
        self.mistakes.append(Mistake(where or self.first_field, sentence))

    def _read_several(self) -> None:
        places = {str(place): key for place, key in enumerate(self.question.facts)}
        if not self.chosen:
            self._mistake(_("Tick what is true, or choose ‘None of these’ or ‘I don’t know’"))
        elif NONE in self.chosen and len(self.chosen) > 1:
            self._mistake(_("You ticked something and also ‘None of these’. Choose one of the two"))
        elif not set(self.chosen) <= {*places, NONE}:
            self._mistake(_("Choose one of the answers in the list"))
        else:
            ticked = {places[value] for value in self.chosen if value != NONE}
            self.facts = {key: _told_by_tick(key, is_ticked=key in ticked) for key in self.question.facts}

    def _read_words(self) -> None:
        if len(self.chosen) != 1 or self.chosen[0] not in self._named_values:
            self._mistake(_("Choose one answer, or choose ‘I don’t know’"))
        elif self._fact.type == "nis" and self.chosen[0] == ELSEWHERE:
            self.facts = {self._key: None}
        else:
            self.facts = {self._key: self.chosen[0]}

    def _read_yes_no(self) -> None:
        if len(self.chosen) != 1 or self.chosen[0] not in ("yes", "no"):
            self._mistake(_("Choose yes or no, or choose ‘I don’t know’"))
        else:
            self.facts = {self._key: self.chosen[0] == "yes"}

    def _read_euro(self) -> None:
        ranges = {choice.value: choice for choice in self._ranges()}
        if self.exact.strip():
            self._read_exact_euro()
        elif len(self.chosen) == 1 and self.chosen[0] in ranges:
            self.facts = {self._key: _told_by_range(ranges[self.chosen[0]])}
        else:
            self._mistake(_("Choose an amount, or choose ‘I don’t know’"))

    def _read_exact_euro(self) -> None:
        amount = read_euro(self.exact)
        if amount is None:
            self._mistake(_("Fill in an amount in euro, such as 690 or 1.780,40"), "exact")
        elif amount * 100 > self._fact.highest:
            most = {"most": f"{self._fact.highest // 100:,}".replace(",", ".")}
            self._mistake(
                _("This amount is very high. Fill in an amount of at most € %(most)s") % most, "exact"
            )
        else:
            self.chosen = ()
            self.facts = {self._key: str(amount)}

    def _read_number(self) -> None:
        number = read_whole(self.exact)
        if number is None or not self.lowest <= number <= self.highest:
            ends = {"lowest": self.lowest, "highest": self.highest}
            self._mistake(
                _("Fill in a number from %(lowest)s to %(highest)s, or choose ‘I don’t know’") % ends
            )
        else:
            self.facts = {self._key: number}

    def _read_date(self) -> None:
        try:
            self.facts = {self._key: read_day(self.day, self.month, self.year)}
        except ValueError:
            self._mistake(_("Fill in a date, such as 2 3 2015. Only the year is good too"), "day")
            return
        if self._key == "birth_on":
            self.facts["age"] = None  # said more precisely now

    def _read_since(self) -> None:
        if len(self.chosen) != 1 or self.chosen[0] not in ("yes", "no"):
            self._mistake(_("Choose yes or no, or choose ‘I don’t know’"))
        elif self.chosen[0] == "no":
            self.facts = {self._key: "no"}
        elif (self.day + self.month + self.year).strip():
            self._read_date()
        else:
            self.facts = {self._key: True}


def _told_by_tick(fact_key: str, *, is_ticked: bool) -> Any:
    """Yes or no; of a sum or a number that there is some, or none."""
    fact = vocabulary()[fact_key.partition("@")[0]]
    if fact.type == "money":
        return {"min": "0.01"} if is_ticked else "0"
    if fact.type in ("int", "pct"):
        return {"min": max(1, fact.lowest)} if is_ticked else 0
    return is_ticked


def _told_by_range(choice: Choice) -> Any:
    """What a range of money says: from its lowest to one cent under the next."""
    if choice.low == choice.high == 0:
        return "0"
    told: dict[str, str] = {}
    told["min"] = f"{choice.low}.00" if choice.low is not None else "0.01"
    if choice.high is not None:
        told["max"] = str(Decimal(choice.high) - Decimal("0.01"))
    return told


_SHAPES = {
    "several": "several",
    "choice": "words",
    "bands": "euro",
    "money": "euro",
    "number": "number",
    "date": "date",
    "since": "since",
    "yes_no": "yes_no",
    "everyone": "yes_no",
}
_CHOICES: Mapping[str, Callable[[AnswerForm], list[Choice]]] = {
    "several": AnswerForm._several,
    "words": AnswerForm._words,
    "euro": AnswerForm._ranges,
    "yes_no": lambda form: [],
    "number": lambda form: [],
    "date": lambda form: [],
    "since": lambda form: [],
}
_FILL: Mapping[str, Callable[[AnswerForm, Mapping[str, Any]], None]] = {
    "several": AnswerForm._fill_several,
    "words": AnswerForm._fill_words,
    "euro": AnswerForm._fill_euro,
    "yes_no": AnswerForm._fill_yes_no,
    "number": AnswerForm._fill_number,
    "date": AnswerForm._fill_date,
    "since": AnswerForm._fill_date,
}
_READ: Mapping[str, Callable[[AnswerForm], None]] = {
    "several": AnswerForm._read_several,
    "words": AnswerForm._read_words,
    "euro": AnswerForm._read_euro,
    "yes_no": AnswerForm._read_yes_no,
    "number": AnswerForm._read_number,
    "date": AnswerForm._read_date,
    "since": AnswerForm._read_since,
}
