"""A right of the town as a test makes it up, whole and ready to publish, and the accounts that write it."""

from datetime import UTC, datetime
from typing import Any

from nabij.kernel.actors import Actor
from nabij.staff.actions import open_account
from nabij.staff.models import User
from nabij.staff.queries import actor_of
from nabij.staff.types import Role

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
LATER = datetime(2027, 6, 1, 10, 0, tzinfo=UTC)
RIGHT = "zonnedam_schooluitstap"


def family(income: str = "1000.00", born: str = "2018-03-02") -> dict[str, Any]:
    return {
        "municipality": "zonnedam",
        "persons": [
            {"birth_on": "1990-05-01", "net_work_income_eur_month": income},
            {"relation_to_reference": "child", "birth_on": born, "net_work_income_eur_month": "0"},
        ],
    }


def example(name: str, answer_: str, on: str = "2026-12-01", **family_: Any) -> dict[str, Any]:
    expect = {"answer": answer_} | ({"amount": "25.00"} if answer_ == "yes" else {})
    return {"name": name, "on": on, **family(**family_), "expect": expect}


def leaflet(language: str) -> dict[str, Any]:
    sections = ("what", "amount", "who", "documents", "apply", "duration", "refused")
    terms = {"lives_in_town": "Je woont in Zonnedam.", "has_child": "Er woont een kind bij je."}
    terms |= {"low_income": "Je inkomen ligt niet boven de grens."}
    head = {
        "name": "Toelage voor schooluitstappen",
        "summary": "De stad betaalt mee.",
        "apply_line": "Vraag het",
    }
    return {**head, **dict.fromkeys(sections, "Een zin."), "terms": terms}


CHILDREN = {"relation": "child", "from_age": 2, "under_age": 18}


def amount(dutch: str, unit: str, value: str) -> dict[str, Any]:
    row = {"from": "2026-09-01", "source": "s1", "article": "art. 3", "confidence": "verified"}
    label = {"nl": dutch, "fr": dutch, "en": dutch}
    return {"unit": unit, "label": label, "fixed": True, "values": [{**row, "value": value}]}


def version() -> dict[str, Any]:
    income = {"who": "total", "fact": "net_work_income_eur_month", "at_most": "ceiling"}
    return {
        "from": "2026-09-01",
        "decision": "GR 2026-112",
        "conditions": [
            {"key": "lives_in_town", "article": "art. 1", "lives_in_town": True},
            {"key": "has_child", "article": "art. 2", "count": CHILDREN, "at_least": 1},
            {"key": "low_income", "article": "art. 2", **income},
        ],
        "amount": {"kind": "per_person", "amount": "per_child", "among": CHILDREN},
    }


def examples() -> list[dict[str, Any]]:
    somewhere = {"name": "nobody told where", "on": "2026-12-01", "persons": family()["persons"]}
    return [
        example("one child, low income", "yes"),
        example("exactly on the limit", "yes", income="2050.00"),
        example("one cent above", "no", income="2050.01"),
        example("the child is 18", "no", born="2008-12-01"),
        example("the child is 18 tomorrow", "yes", born="2008-12-02"),
        {**somewhere, "expect": {"answer": "unknown"}},
    ]


def document() -> dict[str, Any]:
    address = "https://zonnedam.example/112"
    return {
        "format": "nabij-town-right/1",
        "id": RIGHT,
        "town": "zonnedam",
        "kind": "amount",
        "unit": "household",
        "period": "school year",
        "provider": "OCMW Zonnedam",
        "granting": "application",
        "legal_basis": ["Gemeenteraadsbesluit 2026-112"],
        "documents": ["identity_card"],
        "procedure": {"starts": "person", "appeal_to": "labour_court", "at": ""},
        "sources": [{"title": "Gemeenteraadsbesluit 2026-112", "url": address}],
        "source": {"s1": {"title": "Besluit 112", "url": address, "read_on": "2026-10-01"}},
        "amounts": {
            "per_child": amount("Bedrag per kind", "EUR/year", "25.00"),
            "ceiling": amount("Inkomensgrens", "EUR/month", "2050.00"),
        },
        "versions": [version()],
        "texts": {language: leaflet(language) for language in ("nl", "fr", "en")},
        "cases": examples(),
    }


def account(name: str, *towns: str) -> User:
    return open_account(
        towns=towns or ["zonnedam"],
        email=f"{name}@zonnedam.example",
        name=name.title(),
        password="a long phrase for a test",
        roles=[Role.EDITOR],
        now=NOW,
    )


def as_actor(user: User) -> Actor:
    return actor_of(user, on=NOW.date())
