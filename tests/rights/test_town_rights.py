"""An editor writes a right of the town, tries it, and a second editor publishes it."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Refused
from nabij.rights.actions import town_rights as actions
from nabij.rights.models import Draft, Edition
from nabij.rights.queries import published, town_rights
from nabij.rights.types import ChangedMeanwhile, NotReady
from nabij.staff.actions import open_account
from nabij.staff.models import User
from nabij.staff.types import Role
from nabij_rights.answers import answer
from nabij_rights.catalogue import catalogue
from nabij_rights.facts.reading import read_situation
from nabij_rights.reasons import Answer
from nabij_rights.shelf import put_on_shelf
from nabij_rights.town_rights.trying import try_household

pytestmark = pytest.mark.django_db
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


def account(name: str) -> User:
    return open_account(
        email=f"{name}@zonnedam.example",
        name=name.title(),
        password="a long phrase for a test",
        roles=[Role.EDITOR],
        now=NOW,
    )


@pytest.fixture
def writer() -> User:
    return account("noor")


@pytest.fixture
def reader() -> User:
    return account("sam")


@pytest.fixture(autouse=True)
def _empty_shelf() -> Any:
    yield
    put_on_shelf([])
    published._Shelf.last = None


def as_actor(user: User) -> Actor:
    return Actor(staff_id=user.pk, roles=frozenset({Role.EDITOR}))


def publish(writer: User, reader: User, of: dict[str, Any], now: datetime = NOW) -> Edition:
    draft = actions.import_draft(actor=as_actor(writer), document=of, now=now)
    draft = actions.submit_draft(actor=as_actor(writer), number=draft.pk, turn=draft.turn, now=now)
    return actions.publish_draft(actor=as_actor(reader), number=draft.pk, turn=draft.turn, now=now)


def said(on: date, **family_: Any) -> tuple[Answer, int | None]:
    published.refresh()
    situation = read_situation(family(**family_), on=on)
    outcome = answer(situation, on=on, right_ids=(RIGHT,)).of(RIGHT)
    return outcome.answer, outcome.lowest


def test_a_published_right_is_worked_out_as_any_other(writer: User, reader: User) -> None:
    assert RIGHT not in catalogue()
    publish(writer, reader, document())
    assert said(date(2026, 12, 1)) == (Answer.YES, 2500)
    assert said(date(2026, 12, 1), income="2050.01")[0] is Answer.NO


def test_whoever_wrote_it_does_not_publish_it(writer: User) -> None:
    with pytest.raises(Refused, match=r"does not publish|publiceert"):
        publish(writer, writer, document())


def test_the_database_refuses_one_person_too(writer: User, reader: User) -> None:
    edition = publish(writer, reader, document())
    fields = {"right_id": "other", "number": 1, "town": "zonnedam", "document": {}, "content_hash": "x"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(
            **fields,
            valid_from=edition.valid_from,
            decision="GR 1",
            submitted_by=writer,
            published_by=writer,
            published_at=NOW,
        )


def test_what_was_published_cannot_be_changed_or_removed(writer: User, reader: User) -> None:
    edition = publish(writer, reader, document())
    for change in (lambda: Edition.objects.update(decision="another"), edition.delete):
        with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
            change()


def test_an_old_decision_replays_identically_after_a_next_version(writer: User, reader: User) -> None:
    publish(writer, reader, document())
    then = said(date(2026, 12, 1))
    draft = actions.start_next_version(
        actor=as_actor(writer), right_id=RIGHT, from_on="2027-09-01", now=LATER
    )
    following = draft.document
    following["versions"][1] |= {"decision": "GR 2027-98"}
    following["amounts"]["per_child"]["values"].append(
        {**following["amounts"]["per_child"]["values"][0], "from": "2027-09-01", "value": "30.00"}
    )
    draft = actions.change_draft(
        actor=as_actor(writer), number=draft.pk, turn=0, document=following, now=LATER
    )
    draft = actions.submit_draft(actor=as_actor(writer), number=draft.pk, turn=draft.turn, now=LATER)
    edition = actions.publish_draft(actor=as_actor(reader), number=draft.pk, turn=draft.turn, now=LATER)
    assert edition.number == 2
    assert said(date(2026, 12, 1)) == then
    assert said(date(2027, 12, 1)) == (Answer.YES, 3000)
    as_then = published.as_published_on(RIGHT, NOW)
    assert as_then is not None
    assert try_household(as_then, family(), date(2027, 12, 1)).amount == (2500, 2500)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d["versions"][0]["conditions"].pop(),
        lambda d: d["versions"][0].update(decision="another"),
        lambda d: d["amounts"]["per_child"]["values"][0].update(value="24.00"),
        lambda d: d["amounts"].pop("per_child") and d["versions"][0].pop("amount"),
    ],
)
def test_a_next_edition_never_changes_what_was_published(writer: User, reader: User, spoil: Any) -> None:
    publish(writer, reader, document())
    changed = document()
    spoil(changed)
    with pytest.raises(NotReady, match="published"):
        publish(writer, reader, changed, LATER)


def test_a_draft_with_a_wrong_example_is_not_handed_over(writer: User) -> None:
    wrong = document()
    wrong["cases"][1]["expect"] = {"answer": "no"}
    draft = actions.import_draft(actor=as_actor(writer), document=wrong, now=NOW)
    with pytest.raises(NotReady, match="exactly on the limit"):
        actions.submit_draft(actor=as_actor(writer), number=draft.pk, turn=0, now=NOW)
    assert Draft.objects.get().document == wrong


def test_two_people_never_write_over_each_other(writer: User, reader: User) -> None:
    draft = actions.import_draft(actor=as_actor(writer), document=document(), now=NOW)
    actions.change_draft(actor=as_actor(reader), number=draft.pk, turn=0, document=document(), now=NOW)
    with pytest.raises(ChangedMeanwhile):
        actions.change_draft(actor=as_actor(writer), number=draft.pk, turn=0, document=document(), now=NOW)


def test_a_new_condition_never_takes_the_place_of_another(writer: User, client: Client) -> None:
    client.force_login(writer)
    draft = actions.import_draft(actor=as_actor(writer), document=document(), now=NOW)
    before = draft.document["versions"][0]["conditions"]
    old_address = f"/nl/werk/stadsrechten/klad/{draft.pk}/voorwaarde/1/nieuw/?kind=decides&fact="
    client.post(old_address, {"turn": "0", "article": "art. 9", "sentence": "Een mens beslist."})
    after = Draft.objects.get().document["versions"][0]["conditions"]
    assert after[:-1] == before
    assert after[-1]["article"] == "art. 9"


def test_a_draft_is_thrown_away_only_by_who_says_so(writer: User, client: Client) -> None:
    client.force_login(writer)
    draft = actions.import_draft(actor=as_actor(writer), document=document(), now=NOW)
    decide = f"/nl/werk/stadsrechten/klad/{draft.pk}/beslis/"
    client.post(decide, {"turn": "0"})
    assert Draft.objects.filter(pk=draft.pk).exists()
    client.post(decide, {"turn": "0", "discard": ""})
    assert not Draft.objects.filter(pk=draft.pk).exists()


def test_a_file_goes_out_and_comes_in_as_the_same_right(writer: User, client: Client) -> None:
    client.force_login(writer)
    draft = actions.import_draft(actor=as_actor(writer), document=document(), now=NOW)
    file = client.get(f"/nl/werk/stadsrechten/klad/{draft.pk}/bestand/").content
    draft.delete()
    answer_ = client.post("/nl/werk/stadsrechten/bestand/", {"file": SimpleUploadedFile("r.toml", file)})
    assert answer_.status_code == 302
    assert json.loads(json.dumps(Draft.objects.get().document)) == document()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe", "kan niet gelezen worden"),
        (b"[[case]", "kan niet gelezen worden"),
        (b'{"id": "x", "versions": []}', "town"),
    ],
)
def test_a_bad_file_is_refused_with_a_reason(
    writer: User, client: Client, content: bytes, sentence: str
) -> None:
    client.force_login(writer)
    answer_ = client.post("/nl/werk/stadsrechten/bestand/", {"file": SimpleUploadedFile("r.toml", content)})
    assert answer_.status_code == 422
    assert sentence in answer_.content.decode()
    assert not Draft.objects.exists()


def test_a_visitor_is_asked_to_log_in(client: Client) -> None:
    assert client.get("/nl/werk/stadsrechten/").status_code == 302


def test_the_preview_counts_who_gains_and_what_it_costs(writer: User) -> None:
    draft = actions.import_draft(actor=as_actor(writer), document=document(), now=NOW)
    page = town_rights.preview_of(as_actor(writer), draft.pk, today=date(2026, 11, 22))
    assert page.is_new
    assert page.total.share.first == page.total.share.after > 50
    assert page.total.share.stop == page.total.share.less == 0
    assert page.total.share.cost_after[0] % 2500 == 0
    assert sum(row.share.households for row in page.rows) == page.total.share.households == page.number
