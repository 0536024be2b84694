"""How the rights of the made-up households of Zonnedam stand: some of every state that asks for work."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from nabij.casework.actions.register import Move, begin_renewals, move_right
from nabij.casework.types import AmountPer, ChangedMeanwhile, RightState
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.registry.types import ClientIdReused, NotPossible
from nabij.rights.queries.decided import Said, Term


@dataclass(frozen=True, slots=True)
class Happened:
    """A move so many days ago; `lasts` and `look` are days from today."""

    to: RightState
    ago: int
    note: str = ""
    cents: int | None = None
    per: AmountPer | None = None
    lasts: int | None = None
    look: int | None = None
    letter: Term | None = None

    def move(self, today: date) -> Move:
        """The same with days on the calendar."""

        def ahead(days: int | None) -> date | None:
            return None if days is None else today + timedelta(days=days)

        return Move(
            to=self.to,
            happened_on=today - timedelta(days=self.ago),
            note=self.note,
            last_on=ahead(self.lasts),
            amount_cents=self.cents,
            amount_per=self.per,
            letter_term=self.letter,
            look_on=ahead(self.look),
        )


_S = RightState

STANDS: dict[str, dict[str, tuple[Happened, ...]]] = {
    "Karadam": {
        "groeipakket_basisbedrag": (
            Happened(_S.RUNNING, 300, "Uittreksel van de bank", 54_690, AmountPer.MONTH),
        ),
        "verhoogde_tegemoetkoming": (
            Happened(_S.DISCUSSED, 10, "Aan de keukentafel uitgelegd"),
            Happened(_S.APPLIED, 3, "Formulier samen ingevuld", look=27),
        ),
        "leefloon": (
            Happened(_S.APPLIED, 40, "Samen naar het loket geweest"),
            Happened(_S.REFUSED, 6, "Volgens de brief is het inkomen te hoog"),
        ),
        "schooltoeslag": (
            Happened(_S.APPLIED, 70, look=20),
            Happened(_S.GRANTED, 20, "Brief van het Groeipakket", 46_318, AmountPer.YEAR),
        ),
        "sociaal_tarief_energie": (Happened(_S.RUNNING, 310, "Staat op de factuur", lasts=39),),
        "zonnedam_schooluitstappen": (Happened(_S.DISCUSSED, 10),),
        "uitpas_kansentarief": (Happened(_S.DECLINED, 10, "Wil liever geen kaart"),),
    },
    "Waterdrinker": {
        "groeipakket_basisbedrag": (Happened(_S.RUNNING, 200, "Bedrag nog navragen"),),
        "vlaamse_huursubsidie": (
            Happened(_S.APPLIED, 90, look=0),
            Happened(_S.REFUSED, 25, "De woning staat niet op de lijst", letter=Term(days=30)),
        ),
    },
    "Duinhof": {
        "verhoogde_tegemoetkoming": (Happened(_S.RUNNING, 320, "Kaartje van het ziekenfonds"),),
        "mantelzorgpremie_lokaal": (Happened(_S.DISCUSSED, 6),),
    },
}
"""By surname and right: what happened, the oldest first."""


def load_register(*, by: Actor, households: dict[str, int], now: datetime) -> None:
    """Rights for these households, by surname. A repeat changes nothing; what people changed since stays."""
    today = day_of(now)
    for name, rights in STANDS.items():
        if name not in households:
            continue
        for right_id, path in rights.items():
            for version, happened in enumerate(path):
                # A second load gives other days under the same number: that is refused, and meant to be.
                with suppress(ClientIdReused, ChangedMeanwhile, NotPossible):
                    move_right(
                        actor=by,
                        household_id=households[name],
                        right_id=right_id,
                        move=happened.move(today),
                        said=Said("maybe"),
                        base_version=version,
                        client_id=_number(name, right_id, version),
                        now=now,
                    )
    begin_renewals(now)


def _number(name: str, right_id: str, version: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo/register/{name}/{right_id}/{version}")
