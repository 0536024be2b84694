"""A town worked out by hand: who gets which premium for energy of Zonnedam."""

import copy
import json
from datetime import date
from typing import Any

from nabij_rights.shelf import documents
from nabij_rights.town_rights.document import TownRight, read
from nabij_rights.what_if.households import Households, read_json_lines

ON = date(2026, 11, 21)
PREMIUM = "zonnedam_energiepremie"
"""Up to 1,500 euro of pay a month: 240 euro a year. Up to 2,000: 160. Up to 2,500: 80."""


def line(pay: Any, *, where: str = "Kaaien", partner: bool = False, contract: bool = True) -> str:
    persons = [{"birth_on": "1990-05-01", "net_work_income_eur_month": pay}]
    if partner:
        spouse = {"relation_to_reference": "spouse", "birth_on": "1991-05-01", "net_work_income_eur_month": 0}
        persons.append(spouse)
    return json.dumps(
        {
            "municipality": "zonnedam",
            "neighbourhood": where,
            "household": {"has_own_energy_contract": contract},
            "persons": persons,
        }
    )


def lines() -> list[str]:
    """12 with 240 euro, 20 with 160, 30 with 80, and 40 with nothing."""
    first = [line(1200, where="Kaaien")] * 12
    second = [line(1800, where="Centrum", partner=True)] * 20
    third = [line(2400, where="Centrum")] * 30
    return first + second + third + [line(3000, where="Kaaien")] * 40


def town(*more: str) -> Households:
    return read_json_lines([*lines(), *more], "town", on=ON)


def draft(**premiums: str) -> TownRight:
    """The premium with other amounts, as an editor would draft it."""
    document: dict[str, Any] = copy.deepcopy(dict(documents()[PREMIUM]))
    for key, value in premiums.items():
        document["amounts"][key]["values"][0]["value"] = value
    return read(document)
