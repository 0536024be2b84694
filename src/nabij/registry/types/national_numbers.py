"""The national number (rijksregisternummer) and the bis number: check digits, and what seems odd.

Sex is in the number too; it is not read out, because no right here asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from stdnum.be import bis, nn
from stdnum.exceptions import ValidationError

from nabij.registry.types.births import BirthDate, age
from nabij.registry.types.names import clean_text
from nabij.registry.types.problems import NotPossible

OLDEST = 120


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A number of which the check digits are right. `oddities` are sentences: look again before saving."""

    digits: str
    is_bis: bool
    oddities: tuple[str, ...]


def read_national_number(typed: str, *, birth: BirthDate, on: date) -> ReadNumber:
    """Check a number by the official algorithm, and compare it with the date of birth.

    Raises NotPossible when figures are missing or the check digits are wrong.
    """
    cleaned = clean_text(typed, longest=30, field="national_number")
    for kind, is_bis in ((nn, False), (bis, True)):
        try:
            digits = str(kind.validate(cleaned))
        except ValidationError:
            continue
        born = BirthDate(*nn._get_birth_date_parts(digits))
        return ReadNumber(digits=digits, is_bis=is_bis, oddities=tuple(_oddities(born, birth, on)))
    raise NotPossible(
        _("This is no national number: eleven figures of which the last two check the rest. Read it again."),
        field="national_number",
    )


def _oddities(born: BirthDate, birth: BirthDate, on: date) -> list[str]:
    found = []
    if not born.may_be(birth):
        found.append(_("The date of birth in this number is not the one that stands here."))
    if born.earliest is not None and born.earliest > on:
        found.append(_("The date of birth in this number lies in the future."))
    if born.latest is not None and age(born.latest, on) > OLDEST:
        found.append(_("By this number somebody would be older than %(years)d.") % {"years": OLDEST})
    return found


def masked(digits: str) -> str:
    """The number with only its last two figures, to tell that there is one."""
    return f"••.••.••-•••.{digits[-2:]}"
