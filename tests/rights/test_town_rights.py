"""An editor writes a right of the town, tries it, and a second editor publishes it."""

import json
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from nabij.kernel.decisions import Refused
from nabij.rights.actions import town_rights as actions
from nabij.rights.models import Draft, Edition
from nabij.rights.queries import published, town_rights
from nabij.rights.types import ChangedMeanwhile, NotReady
from nabij.staff.models import User
from nabij_rights.answers import answer
from nabij_rights.catalogue import catalogue
from nabij_rights.facts.reading import read_situation
from nabij_rights.reasons import Answer
from nabij_rights.shelf import put_on_shelf
from nabij_rights.town_rights.trying import try_household
from tests.rights.town_right import LATER, NOW, RIGHT, account, as_actor, document, family

pytestmark = pytest.mark.django_db


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
    with pytest.raises(NotReady, match="gepubliceerd"):
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
        (b"\xff\xfe", "Dit is geen gewone tekst in UTF-8."),
        (b"[[case]", "Dit is geen TOML: regel 1 kan niet gelezen worden"),
        (b'{"id": "x",\n "versions": [}', "Dit is geen JSON: regel 2 kan niet gelezen worden."),
        (b'{"id": "x", "versions": []}', "Gemeente: None is geen gemeente die we kennen."),
        (b'{"id": "x", "town": "zonnedam", "versions": []}', "Versies: een recht heeft minstens één versie"),
    ],
)
def test_a_bad_file_is_refused_with_a_reason(
    writer: User, client: Client, content: bytes, sentence: str
) -> None:
    client.force_login(writer)
    answer_ = client.post("/nl/werk/stadsrechten/bestand/", {"file": SimpleUploadedFile("r.toml", content)})
    assert answer_.status_code == 422
    assert sentence in answer_.content.decode()
    assert "codec" not in answer_.content.decode()
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
