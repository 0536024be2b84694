"""How and when a worker came to know something, under a question about a household."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from django.http import QueryDict
from django.utils.translation import gettext as _

from nabij.rights.actions.facts import Telling
from nabij.rights.forms.typed import Mistake, echo, read_day
from nabij.rights.types import FactSource

LONGEST_PROOF = 200


@dataclass
class TellingForm:
    """From whom we know it, since when it is so, and on which paper it stands. An empty day means today."""

    client_id: UUID = field(default_factory=uuid4)
    source: str = FactSource.TOLD
    proof: str = ""
    day: str = ""
    month: str = ""
    year: str = ""
    beside: bool = False
    mistakes: list[Mistake] = field(default_factory=list)
    telling: Telling | None = None

    @property
    def sources(self) -> list[tuple[str, str]]:
        """The ways in which we know something."""
        return [(value, str(label)) for value, label in FactSource.choices]

    @classmethod
    def read(cls, posted: QueryDict, *, on: date) -> TellingForm:
        """Read what was sent: ``telling`` is set, or ``mistakes`` says why not."""
        form = cls(
            source=posted.get("source", ""),
            proof=posted.get("proof", "").replace("\x00", "").strip()[: LONGEST_PROOF + 1],
            day=echo(posted.get("so_day", "")),
            month=echo(posted.get("so_month", "")),
            year=echo(posted.get("so_year", "")),
            beside=posted.get("beside") == "yes",
        )
        try:
            form.client_id = UUID(posted.get("client_id", ""))
        except ValueError:
            form.client_id = uuid4()
        form._read(on)
        return form

    def _read(self, on: date) -> None:
        if self.source not in FactSource.values:
            self.mistakes.append(Mistake("source-1", _("Choose from whom you know it")))
        if len(self.proof) > LONGEST_PROOF:
            sentence = _("Write the proof in at most %(most)d signs") % {"most": LONGEST_PROOF}
            self.mistakes.append(Mistake("proof", sentence))
        if (from_on := self._since(on)) is None:
            sentence = _("Fill in a day that exists and is not in the future, such as 1 3 2026")
            self.mistakes.append(Mistake("so_day", sentence))
        if not self.mistakes and from_on is not None:
            self.telling = Telling(from_on, FactSource(self.source), proof=self.proof, beside=self.beside)

    def _since(self, on: date) -> date | None:
        """The first day on which it is known to be so; of a month or year that is its last day or today."""
        if not (self.day + self.month + self.year).strip():
            return on
        try:
            read = read_day(self.day, self.month, self.year)
        except ValueError:
            return None
        if isinstance(read, str):
            found = date.fromisoformat(read)
            return found if found <= on else None
        first, last = date.fromisoformat(read["min"]), date.fromisoformat(read["max"])
        return min(last, on) if first <= on else None
