"""An editor writes a right of the town, tries it, and a second editor publishes it."""

import html
import json
import re
from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import Refused
from nabij.rights.actions import town_rights as actions
from nabij.rights.models import Draft, Edition
from nabij.rights.queries import published, town_rights
from nabij.rights.types import ChangedMeanwhile, NotReady
from nabij.staff.actions import open_account, work_for
from nabij.staff.models import User
from nabij.staff.queries import actor_of
from nabij.staff.types import Role
from nabij_rights.answers import answer
from nabij_rights.catalogue import catalogue
from nabij_rights.facts.reading import read_situation
from nabij_rights.lint.wording import figures_in_euro
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


def account(name: str, *towns: str) -> User:
    return open_account(
        towns=towns or ["zonnedam"],
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
    return actor_of(user)


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


# ------------------------------------------------------------------------------ sentences and figures


def test_the_sentence_that_is_suggested_names_the_amount_and_not_its_figure(
    writer: User, client: Client
) -> None:
    client.force_login(writer)
    draft = actions.import_draft(actor=as_actor(writer), document=document(), now=NOW)
    address = f"/nl/werk/stadsrechten/klad/{draft.pk}/voorwaarde/3/nieuw/?kind=fact&fact=rent_eur_month"
    filled = {"turn": "0", "article": "art. 9", "compared": "at_most", "amount": "ceiling", "sentence": ""}
    assert client.post(address, filled).status_code == 302
    terms = Draft.objects.get().document["texts"]["nl"]["terms"]
    (suggested,) = [text for key, text in terms.items() if key not in leaflet("nl")["terms"]]
    assert "hoogstens het bedrag “Inkomensgrens”" in suggested
    assert "2.050" not in suggested
    assert "2.050" in client.get(f"/nl/werk/stadsrechten/klad/{draft.pk}/").content.decode()


def test_a_text_with_a_figure_in_euro_is_pointed_out_and_does_not_stop_the_right(
    writer: User, client: Client
) -> None:
    client.force_login(writer)
    spoiled = document()
    spoiled["texts"]["nl"]["amount"] = "Je krijgt 1 250,50 euro, of € 25."
    draft = actions.import_draft(actor=as_actor(writer), document=spoiled, now=NOW)
    page = client.get(f"/nl/werk/stadsrechten/klad/{draft.pk}/").content.decode()
    assert "De tekst in het Nederlands bevat een bedrag: 1 250,50 euro; € 25." in page
    actions.submit_draft(actor=as_actor(writer), number=draft.pk, turn=0, now=NOW)


@pytest.mark.parametrize("text", ["Je krijgt hulp in 2 stappen.", "De eurozone telt 20 landen.", "art. 25"])
def test_other_figures_are_no_amounts(text: str) -> None:
    assert figures_in_euro(text) == []


# ---------------------------------------------------------------------------------- the own town only


@pytest.fixture
def elsewhere() -> User:
    """An editor of another town, who reads and publishes nothing of Zonnedam."""
    return account("ida", "kortrijk")


def test_an_editor_begins_a_right_of_the_own_town_only(writer: User, client: Client) -> None:
    client.force_login(writer)
    page = client.get("/nl/werk/stadsrechten/").content.decode()
    assert '<option value="zonnedam">' in page
    assert '<option value="kortrijk">' not in page
    asked = {"town": "kortrijk", "name": "Toelage", "from_on": "2026-12-01"}
    answer_ = client.post("/nl/werk/stadsrechten/nieuw/", asked)
    assert answer_.status_code == 422
    assert "Kies een gemeente waarvoor je werkt." in answer_.content.decode()
    assert not Draft.objects.exists()


def test_every_page_of_a_draft_is_closed_to_another_town(
    writer: User, elsewhere: User, client: Client
) -> None:
    draft = actions.import_draft(actor=as_actor(writer), document=document(), now=NOW)
    client.force_login(elsewhere)
    base = f"/nl/werk/stadsrechten/klad/{draft.pk}/"
    parts = ("", "kader/", "geldig/", "bedrag/", "geeft/", "tekst/nl/", "voorbeeld/", "gevolgen/", "bestand/")
    for part in (*parts, "voorwaarde/0/", "voorwaarde/3/nieuw/"):
        answer_ = client.get(base + part)
        assert answer_.status_code == 403, part
        assert "Dit is een recht van Zonnedam, en jij werkt voor Kortrijk." in answer_.content.decode()
    for decision in ("submit", "publish", "discard"):
        assert client.post(f"{base}beslis/", {"turn": "0", decision: ""}).status_code == 403
    assert client.post(f"{base}schik/", {"turn": "0", "do": "remove-condition"}).status_code == 403
    assert Draft.objects.get().turn == 0
    assert f"klad/{draft.pk}/" not in client.get("/nl/werk/stadsrechten/").content.decode()


def test_another_town_neither_publishes_nor_follows_nor_takes_in(
    writer: User, reader: User, elsewhere: User
) -> None:
    draft = actions.import_draft(actor=as_actor(writer), document=document(), now=NOW)
    draft = actions.submit_draft(actor=as_actor(writer), number=draft.pk, turn=draft.turn, now=NOW)
    with pytest.raises(Refused, match=r"Zonnedam.*Kortrijk"):
        actions.publish_draft(actor=as_actor(elsewhere), number=draft.pk, turn=draft.turn, now=NOW)
    actions.publish_draft(actor=as_actor(reader), number=draft.pk, turn=draft.turn, now=NOW)
    with pytest.raises(Refused):
        actions.start_next_version(actor=as_actor(elsewhere), right_id=RIGHT, from_on="2027-09-01", now=LATER)
    for town in ("zonnedam", "kortrijk"):  # also not under the name of the own town
        with pytest.raises(Refused):
            actions.import_draft(actor=as_actor(elsewhere), document={**document(), "town": town}, now=LATER)
    assert town_rights.document_of(as_actor(elsewhere), RIGHT)["id"] == RIGHT  # what is published is public


def test_a_file_of_another_town_is_refused_in_words(elsewhere: User, client: Client) -> None:
    client.force_login(elsewhere)
    file = SimpleUploadedFile("r.json", json.dumps(document()).encode())
    answer_ = client.post("/nl/werk/stadsrechten/bestand/", {"file": file})
    assert answer_.status_code == 422
    assert "Dit is een recht van Zonnedam, en jij werkt voor Kortrijk." in answer_.content.decode()
    assert not Draft.objects.exists()


def test_a_draft_never_moves_to_another_town(writer: User) -> None:
    draft = actions.import_draft(actor=as_actor(writer), document=document(), now=NOW)
    moved = {**document(), "town": "kortrijk"}
    with pytest.raises(Refused):
        actions.change_draft(actor=as_actor(writer), number=draft.pk, turn=0, document=moved, now=NOW)


def test_an_account_without_a_town_is_told_whom_to_ask(client: Client) -> None:
    nobody = account("els")
    work_for(email=nobody.email, towns=[])
    client.force_login(nobody)
    page = client.get("/nl/werk/stadsrechten/").content.decode()
    assert "Je account werkt nog voor geen gemeente. Vraag de beheerder om je gemeente toe te voegen." in page


def test_the_administrator_says_which_towns_an_account_works_for(
    writer: User, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("works_for", "NOOR@zonnedam.example", "kortrijk", "zonnedam")
    assert actor_of(writer).towns == {"kortrijk", "zonnedam"}
    call_command("works_for", writer.email, "kortrijk")
    assert actor_of(writer).towns == {"kortrijk"}
    for wrong in ((writer.email, "atlantis"), ("nobody@zonnedam.example", "kortrijk")):
        with pytest.raises(CommandError, match="Nothing changed"):
            call_command("works_for", *wrong)
    assert actor_of(writer).towns == {"kortrijk"}


# ------------------------------------------------------------------- what is wrong, in the page's language


EMPTY_GROUP = {"key": "ways", "article": "", "any": []}


def unfinished(spoil: str) -> dict[str, Any]:
    """A draft on which somebody still works, as the form can leave it."""
    found = document()
    last = found["versions"][0]
    if spoil == "group":
        last["conditions"].append(deepcopy(EMPTY_GROUP))
    elif spoil == "no conditions":
        last["conditions"] = []
    elif spoil == "amount":
        del found["amounts"]["ceiling"]
    elif spoil == "unit":
        last["conditions"][2]["at_most"] = "per_child"
    elif spoil == "texts":
        found["texts"] = {"nl": {"name": "Toelage", "terms": {}}}
    return found


TOLD = {
    "group": "Versie 1, groep “Minstens één hiervan”: deze groep is nog leeg.",
    "no conditions": "Versie 1: er is nog geen voorwaarde.",
    "amount": "hier hoort een bedrag bij dat niet meer bestaat (ceiling)",
    "unit": "voorwaarde “Je inkomen ligt niet boven de grens”: dit past niet bij elkaar.",
    "texts": "Tekst in het Nederlands: nog niet geschreven: wat het is, in één zin",
}


@pytest.mark.parametrize("spoil", TOLD)
def test_a_draft_goes_out_and_comes_in_also_when_it_is_not_ready(
    writer: User, client: Client, spoil: str
) -> None:
    client.force_login(writer)
    draft = actions.import_draft(actor=as_actor(writer), document=unfinished(spoil), now=NOW)
    file = client.get(f"/nl/werk/stadsrechten/klad/{draft.pk}/bestand/").content
    draft.delete()
    answer_ = client.post("/nl/werk/stadsrechten/bestand/", {"file": SimpleUploadedFile("r.toml", file)})
    assert answer_.status_code == 302, answer_.content.decode()
    assert Draft.objects.get().document == unfinished(spoil)
    page = client.get(answer_.headers["Location"]).content.decode()
    assert TOLD[spoil] in html.unescape(page)
    assert "Niet zoals verwacht:" not in page
    assert page.count("Nog niet geprobeerd") == len(examples())
    for english in ("needs at least", "not written yet", "does not fit", "version 1"):
        assert english not in page


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d["versions"][0]["conditions"].append({"key": "x", "fact": "shoe_size", "yes": True}),
        lambda d: d["versions"][0]["conditions"].append(5),
        lambda d: d["versions"][0].update(conditions={"any": 3}),
        lambda d: d["versions"][0].update({"from": "soon"}),
        lambda d: d.update(texts=5),
        lambda d: d.update(texts={"nl": {"terms": 3}}),
        lambda d: d.update(amounts={"x": 3}),
        lambda d: d.update(cases=[3]),
        lambda d: d.update(exceptions_to={"no law": "x"}),
        lambda d: d["versions"][0]["conditions"].append(
            {"key": "x", "fact": "net_work_income_eur_month", "who": "you", "among": 5, "at_most": "gone"}
        ),
        lambda d: d["versions"][0].update(amount={"kind": "table", "of": {"fact": "rooms"}, "rows": [5]}),
        lambda d: d["amounts"]["ceiling"]["values"][0].update(value=float("nan")),
    ],
)
def test_what_no_form_can_mend_is_no_draft(writer: User, client: Client, spoil: Any) -> None:
    client.force_login(writer)
    spoiled = document()
    spoil(spoiled)
    file = SimpleUploadedFile("r.json", json.dumps(spoiled).encode())
    answer_ = client.post("/nl/werk/stadsrechten/bestand/", {"file": file})
    assert answer_.status_code == 422
    assert "Er is niets opgenomen." in answer_.content.decode()
    assert not Draft.objects.exists()


def test_an_example_that_does_not_hold_is_told_in_dutch_everywhere(writer: User, client: Client) -> None:
    client.force_login(writer)
    wrong = document()
    wrong["cases"][2]["expect"] = {"answer": "yes"}
    wrong["cases"][3]["persons"][1]["birth_on"] = "9999-01-01"
    wrong["versions"][0]["conditions"][1]["article"] = ""
    draft = actions.import_draft(actor=as_actor(writer), document=wrong, now=NOW)
    page = html.unescape(client.get(f"/nl/werk/stadsrechten/klad/{draft.pk}/").content.decode())
    assert "Het voorbeeld “one cent above” klopt niet: " in page
    assert "no, not yes" not in page
    assert "van persoon 2: deze waarde kan niet op de dag van het voorbeeld." in page
    assert "Noem het artikel van de voorwaarde “Er woont een kind bij je”." in page
    assert "has_child" not in page


def test_the_words_of_the_dutch_texts_are_looked_at_in_dutch(writer: User, client: Client) -> None:
    client.force_login(writer)
    wrong = document()
    wrong["texts"]["nl"]["what"] = "Dit is een toelage voor kansarmen!"
    del wrong["texts"]["nl"]["terms"]["has_child"]
    draft = actions.import_draft(actor=as_actor(writer), document=wrong, now=NOW)
    with pytest.raises(NotReady) as caught:
        actions.submit_draft(actor=as_actor(writer), number=draft.pk, turn=0, now=NOW)
    said = " ".join(caught.value.reasons)
    assert "Laat de uitroeptekens weg uit de Nederlandse teksten." in said
    assert "kansarmen" in said
    assert "Schrijf de Nederlandse zin bij de voorwaarde “Het aantal personen" in said


# ------------------------------------------------------------------- a second tab, days and ages


def test_a_second_tab_is_told_that_it_was_published_already(
    writer: User, reader: User, client: Client
) -> None:
    draft = actions.import_draft(actor=as_actor(writer), document=document(), now=NOW)
    draft = actions.submit_draft(actor=as_actor(writer), number=draft.pk, turn=draft.turn, now=NOW)
    client.force_login(reader)
    address = f"/nl/werk/stadsrechten/klad/{draft.pk}/"
    page = client.get(address).content.decode()
    hidden = dict(re.findall(r'name="(turn|right_id|edition)"\s+value="([^"]*)"', page))
    assert hidden == {"turn": "1", "right_id": RIGHT, "edition": "1"}
    for status, sentence in ((302, ""), (409, "Dit ontwerp is al gepubliceerd, door Sam op ")):
        answer_ = client.post(f"{address}beslis/", {**hidden, "publish": ""})
        assert answer_.status_code == status
        assert sentence in answer_.content.decode()
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("hidden", [{}, {"right_id": RIGHT, "edition": "1"}, {"edition": "9" * 40}])
def test_a_draft_that_was_thrown_away_in_another_tab_is_told_too(
    writer: User, client: Client, hidden: dict[str, str]
) -> None:
    client.force_login(writer)
    draft = actions.import_draft(actor=as_actor(writer), document=document(), now=NOW)
    address = f"/nl/werk/stadsrechten/klad/{draft.pk}/beslis/"
    client.post(address, {"turn": "0", "discard": ""})
    answer_ = client.post(address, {"turn": "0", "submit": "", **hidden})
    assert answer_.status_code == 409
    assert "Dit ontwerp is er niet meer" in answer_.content.decode()


@pytest.mark.parametrize(
    ("part", "filled", "sentence"),
    [
        (
            "voorwaarde/3/nieuw/?kind=age&fact=",
            {"who": "you", "least": "18", "under": "2"},
            "Van 18 en jonger dan 2",
        ),
        (
            "voorwaarde/3/nieuw/?kind=count&fact=",
            {"compared": "at_least", "number": "1", "from_age": "6", "under_age": "6"},
            "Van 6 en jonger dan 6",
        ),
        (
            "geeft/?kind=per_person",
            {"amount": "per_child", "from_age": "9", "under_age": "3"},
            "Van 9 en jonger",
        ),
        (
            "geldig/",
            {"from_on": "31/12/9999", "decision": "GR"},
            "Kies een dag van 01/01/1950 tot en met 31/12/2099.",
        ),
        ("geldig/", {"from_on": "1 september", "decision": "GR"}, "Schrijf een dag zoals 1/9/2026."),
        ("voorbeeld/", {"on": "01/01/9999", "name": "x", "keep": ""}, "Kies een dag van 01/01/1950"),
        ("voorbeeld/", {"self.birth_on": "1/1/1700", "keep": ""}, "Kies een dag van 01/01/1900"),
    ],
)
def test_ages_and_days_that_cannot_be_are_refused_with_a_reason(
    writer: User, client: Client, part: str, filled: dict[str, str], sentence: str
) -> None:
    client.force_login(writer)
    draft = actions.import_draft(actor=as_actor(writer), document=document(), now=NOW)
    address = f"/nl/werk/stadsrechten/klad/{draft.pk}/{part}"
    answer_ = client.post(address, {"turn": "0", "article": "art. 9", "sentence": "", **filled})
    assert answer_.status_code == 422
    assert sentence in html.unescape(answer_.content.decode())
    assert Draft.objects.get().turn == 0


def test_a_day_is_typed_and_shown_as_day_month_year_in_every_browser(writer: User, client: Client) -> None:
    client.force_login(writer)
    draft = actions.import_draft(actor=as_actor(writer), document=document(), now=NOW)
    base = f"/nl/werk/stadsrechten/klad/{draft.pk}/"
    for part in ("geldig/", "bedrag/per_child/", "voorbeeld/0/"):
        page = client.get(base + part).content.decode()
        assert 'type="date"' not in page
        assert "zoals 1/9/2026." in page
    assert 'value="01/09/2026"' in client.get(f"{base}geldig/").content.decode()
    client.post(f"{base}geldig/", {"turn": "0", "from_on": "5/10/2026", "decision": "GR 1", "note": ""})
    assert Draft.objects.get().document["versions"][0]["from"] == "2026-10-05"
