"""The editor of rights of the town: own towns only, sentences without figures, problems in plain Dutch."""

import html
import json
import re
from copy import deepcopy
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from nabij.kernel.decisions import Refused
from nabij.rights.actions import town_rights as actions
from nabij.rights.models import Draft, Edition
from nabij.rights.queries import published, town_rights
from nabij.rights.types import NotReady
from nabij.staff.actions import work_for
from nabij.staff.models import User
from nabij.staff.queries import actor_of
from nabij_rights.lint.wording import figures_in_euro
from nabij_rights.shelf import put_on_shelf
from tests.rights.town_right import (
    LATER,
    NOW,
    RIGHT,
    account,
    as_actor,
    document,
    examples,
    leaflet,
)

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
    assert actor_of(writer, on=NOW.date()).towns == {"kortrijk", "zonnedam"}
    call_command("works_for", writer.email, "kortrijk")
    assert actor_of(writer, on=NOW.date()).towns == {"kortrijk"}
    for wrong in ((writer.email, "atlantis"), ("nobody@zonnedam.example", "kortrijk")):
        with pytest.raises(CommandError, match="Nothing changed"):
            call_command("works_for", *wrong)
    assert actor_of(writer, on=NOW.date()).towns == {"kortrijk"}


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
    for status, sentence in ((302, ""), (409, "Dit klad is al gepubliceerd, door Sam op ")):
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
    assert "Dit klad is er niet meer" in answer_.content.decode()


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
