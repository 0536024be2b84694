"""The national catalogue: read leniently, without loss or harm to our own edits; written strictly."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import time
from io import StringIO
from pathlib import Path
from typing import Any

import pyshacl
import pytest
from django.core.management import CommandError, call_command
from rdflib import Graph

from nabij.directory import actions, queries
from nabij.directory.models import Change, Organisation, Service, Suggestion
from nabij.directory.queries.export_ipdc import ipdc_document
from nabij.directory.types import Door, Exceptional, Hours, NotPossible, Slot
from nabij.directory.types.ipdc import area_code
from nabij.directory.types.plain_text import plain_text
from nabij.kernel.actors import SYSTEM
from nabij.kernel.decisions import Refused
from tests.directory.offers import CALLER, EDITOR, KAAI, NOW, TODAY, TOWN, content, service

pytestmark = [
    pytest.mark.django_db,
    # rdflib uses inside what it calls deprecated itself
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning"),
]
PUBLISHED = Path(__file__).parent / "published" / "ipdc"
PAGES = [json.loads((PUBLISHED / f"instantie-page-{number}.json").read_text()) for number in range(3)]


def take_over(document: Any, **more: Any) -> actions.importing.Imported:
    return actions.import_ipdc(actor=SYSTEM, town=TOWN, document=document, now=NOW, **more)


def an_instance(**more: Any) -> dict[str, Any]:
    return {
        "@id": "http://example/snapshot/1",
        "@type": ["InstantieSnapshot"],
        "isVersionOf": "http://example/service/1",
        "generatedAtTime": "2026-01-01T00:00:00Z",
        "naam": {"nl-BE-x-informal": "Hulp bij de energiefactuur", "en": "Help with the bill"},
        "beschrijving": {"nl-BE-x-informal": "<p>Breng je <strong>factuur</strong> mee.</p>"},
        "uitvoerendeOverheden": ["http://example/authority/1"],
        "talen": ["NLD", "FRA"],
        "contactgegevens": [
            {
                "@type": "Contactgegevens",
                "telefoonnummer": "09 000 00 01",
                "openingsuren": "Mo-Fr 09:00-12:00; na afspraak",
                "adres": {
                    "@type": "Adres",
                    "straatnaam": {"nl": "Kaai"},
                    "huisnummer": "4 bus 2",
                    "postcode": "9901",
                    "gemeentenaam": {"nl": "Zonnedam"},
                },
            }
        ],
        **more,
    }


def test_the_published_pages_are_taken_over_and_a_second_time_nothing_changes() -> None:
    done = [take_over(page) for page in PAGES]
    added = sum(one.added for one in done)
    assert added == Service.objects.count() > 0
    rows = list(Service.objects.order_by("pk").values())
    changes = Change.objects.count()
    again = [take_over(page) for page in PAGES]
    assert [one.changes for one in again] == [0, 0, 0]
    assert list(Service.objects.order_by("pk").values()) == rows
    assert Change.objects.count() == changes


def test_nothing_that_the_file_said_is_lost() -> None:
    for page in PAGES:
        take_over(page)
        for member in page["member"]:
            kept = Service.objects.get(external_id=member["isVersionOf"])
            newest = json.dumps(kept.received["things"][0], sort_keys=True)
            same_service = [
                json.dumps(other, sort_keys=True)
                for each in PAGES
                for other in each["member"]
                if other["isVersionOf"] == member["isVersionOf"]
            ]
            assert newest in same_service


def test_a_member_stands_in_our_fields() -> None:
    take_over(an_instance(), names={"http://example/authority/1": "Stad Zonnedam"})
    found = queries.entries([TOWN], now=NOW)[0]
    kept = found.content
    assert (kept.name, kept.name_en) == ("Hulp bij de energiefactuur", "Help with the bill")
    assert kept.summary == "Breng je factuur mee."
    assert kept.languages == ("nl", "fr")
    assert kept.needs == ("energy",)
    assert kept.door == Door("Kaai", "4", "2", "9901", "Zonnedam")
    assert [slot.weekday for slot in kept.hours.slots] == [0, 1, 2, 3, 4]
    assert kept.hours_text == "na afspraak"
    assert found.organisation == "Stad Zonnedam"
    assert found.freshness.is_due  # nobody here checked it


@pytest.mark.parametrize("shape", ["list", "graph", "whole names", "prefixes", "flat", "turtle"])
def test_the_same_service_is_read_from_every_shape_of_linked_data(shape: str, tmp_path: Path) -> None:
    context = json.loads((PUBLISHED / "ipdc-lpdc-im.jsonld").read_text())["@context"]
    graph = Graph().parse(
        data=json.dumps({"@context": context, **an_instance()}), format="json-ld", base="http://example/"
    )
    if shape == "list":
        document: Any = [an_instance()]
    elif shape == "graph":
        document = {"@context": "https://elsewhere.example/context", "@graph": [an_instance()]}
    elif shape == "prefixes":
        own = {"t": "http://purl.org/dc/terms/"}
        document = {"@context": own, "@graph": [an_instance()]}
        texts = document["@graph"][0].pop("naam")
        document["@graph"][0]["t:title"] = [
            {"@value": text, "@language": language} for language, text in texts.items()
        ]
    else:
        document = json.loads(graph.serialize(format="json-ld"))
        if shape == "flat":
            assert len(document) > 1  # the contact point stands apart
    file = tmp_path / ("services.ttl" if shape == "turtle" else "services.json")
    text = graph.serialize(format="turtle") if shape == "turtle" else json.dumps(document)
    file.write_text(text, encoding="utf-8")
    said = StringIO()
    call_command("directory", "import", TOWN, str(file), stdout=said)
    assert "1 new" in said.getvalue()
    kept = queries.entries([TOWN], now=NOW)[0].content
    assert (kept.name, kept.phone) == ("Hulp bij de energiefactuur", "09 000 00 01")
    assert kept.door.street == "Kaai"


def test_what_we_changed_stays_and_what_both_changed_waits_as_a_suggestion() -> None:
    take_over(an_instance())
    number = Service.objects.get().pk
    standing = queries.entry(EDITOR, number, now=NOW).content
    ours = content(
        "Onze naam", summary=standing.summary, needs=("debts",), languages=standing.languages,
        hours=standing.hours, hours_text=standing.hours_text, door=standing.door, phone="09 000 00 99",
    )  # fmt: skip
    actions.change_service(actor=EDITOR, number=number, version=1, content=ours, now=NOW)

    newer = an_instance(generatedAtTime="2026-02-01T00:00:00Z", beschrijving={"nl": "Nieuwe tekst"})
    newer["contactgegevens"][0]["telefoonnummer"] = "09 000 00 55"
    done = take_over(newer)
    assert (done.changed, done.kept_here) == (1, 1)
    kept = queries.entry(EDITOR, number, now=NOW).content
    assert (kept.name, kept.phone, kept.needs) == ("Onze naam", "09 000 00 99", ("debts",))
    assert kept.summary == "Nieuwe tekst"
    assert take_over(newer).changes == 0
    waiting = Suggestion.objects.get()
    assert waiting.proposed == {"phone": ["09 000 00 99", "09 000 00 55"]}
    actions.settle_suggestion(actor=EDITOR, number=waiting.pk, taken_over=True, now=NOW)
    assert queries.entry(EDITOR, number, now=NOW).content.phone == "09 000 00 55"
    assert take_over(newer).changes == 0


def test_what_the_catalogue_archives_ends_here() -> None:
    take_over(an_instance())
    gone = an_instance(generatedAtTime="2026-03-01T00:00:00Z", gearchiveerd=True)
    assert take_over(gone).ended == 1
    assert queries.entries([TOWN], now=NOW) == []
    assert take_over(gone).changes == 0


def test_of_two_versions_in_one_file_the_newest_counts() -> None:
    newer = an_instance(generatedAtTime="2026-05-01T00:00:00Z", naam={"nl": "Nieuw"})
    done = take_over([newer, an_instance()])
    assert (done.added, Service.objects.get().name) == (1, "Nieuw")


@pytest.mark.parametrize(
    ("odd", "told"),
    [
        ({"naam": {"fr": "Aide"}}, "geen naam in het Nederlands"),
        ({"beschrijving": None}, "geen beschrijving"),
        ({"talen": ["KLINGON"]}, "KLINGON"),
        ({"eindeDienstVerlening": "ooit"}, "ooit"),
        ({"kleur": "blauw"}, "kleur"),
        ({"contactgegevens": [{"email": "bel ons"}]}, "bel ons"),
        ({"contactgegevens": [{"url": "javascript:alert(1)"}]}, "javascript:alert(1)"),
        ({"contactgegevens": [{"adres": {"huisnummer": "3"}}]}, "geen straat"),
        ({"contactgegevens": [{"telefoonnummer": "0" * 60}]}, "geen telefoonnummer"),
        ({"contactgegevens": "http://example/nowhere"}, ""),
        ({"naam": {"nl": "x" * 5000}}, "langer dan 300"),
        ({"uitvoerendeOverheden": []}, "hoe deze organisatie heet"),
        ({"kosten": [{"@id": "http://example/snapshot/1"}]}, ""),
    ],
)
def test_every_oddity_is_told_in_words_and_the_service_still_comes_in(odd: dict[str, Any], told: str) -> None:
    done = take_over([an_instance(**odd), an_instance(isVersionOf="http://example/service/2")])
    assert done.added == 2
    assert any(told in problem for problem in done.problems)
    assert take_over([an_instance(**odd)]).changes == 0


@pytest.mark.parametrize("document", [None, 3, "tekst", [], {}, [[[]]], {"member": {"member": []}}, [1, {}]])
def test_what_is_no_catalogue_is_said_to_be_none(document: Any) -> None:
    done = take_over(document)
    assert done.changes == 0
    assert any("geen dienst in dit bestand" in problem for problem in done.problems)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("x.json", '{"member": [', "stuk op regel 1"),
        ("x.ttl", "this is no turtle", "Er werd niets overgenomen"),
        ("x.rdf", '<!DOCTYPE x [<!ENTITY a "b">]><x/>', "DOCTYPE"),
    ],
)
def test_a_broken_file_says_where_and_changes_nothing(
    tmp_path: Path, name: str, text: str, told: str
) -> None:
    file = tmp_path / name
    file.write_text(text)
    with pytest.raises(CommandError, match=told):
        call_command("directory", "import", TOWN, str(file))
    assert Service.objects.count() == 0


def test_only_the_server_or_an_editor_takes_a_file_over() -> None:
    with pytest.raises(Refused):
        actions.import_ipdc(actor=CALLER, town=TOWN, document=PAGES[0], now=NOW)
    with pytest.raises(Refused):
        actions.import_ipdc(actor=EDITOR, town="kortrijk", document=PAGES[0], now=NOW)


def all_of_it() -> None:
    """Services with everything and with nothing, some from the catalogue."""
    hours = Hours((Slot(0, *times("09:00", "12:00")),), (Exceptional(TODAY, TODAY, note="kermis"),))
    service(
        "Alles",
        summary="Kort",
        details="Lang",
        name_en="All",
        summary_en="Short",
        audience="Iedereen",
        languages=("nl", "uk", "fr"),
        has_interpreter=True,
        cost="free",
        how_to_refer="Bel eerst",
        waiting_weeks=3,
        phone="09 000 00 01",
        email="a@b.example",
        website="https://b.example/x?y=1",
        door=KAAI,
        hours=hours,
        hours_text="na afspraak",
        keywords="gas, water",
        needs=("energy", "law"),
    )
    service("Niets", needs=(), languages=())
    service("Half", door=Door("Kaai"), email="o'neill+x@b.example", cost="paid")
    for page in PAGES:
        take_over(page)


def times(*written: str) -> list[Any]:
    return [time.fromisoformat(one) for one in written]


def test_what_we_write_is_strictly_valid_against_the_published_shapes() -> None:
    all_of_it()
    exported = ipdc_document(TOWN, area="BE25434022", now=NOW)
    assert exported.number == len(queries.entries([TOWN], now=NOW))
    assert any("e-mailadres" in problem for problem in exported.problems)
    data = Graph().parse(data=json.dumps(exported.document), format="json-ld")
    shapes = Graph().parse(PUBLISHED / "instantie-shape.ttl", format="turtle")
    valid, _graph, report = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False)
    assert valid, report
    known = Graph()
    for name in ("thema", "doelgroep", "type", "uitvoerend-bestuursniveau"):
        known.parse(PUBLISHED / f"{name}.ttl", format="turtle")
    used = {iri for iri in map(str, data.subjects()) if "/id/concept/" in iri}
    assert used <= {str(iri) for iri in known.subjects()}


def test_the_shapes_do_refuse_what_is_wrong() -> None:
    service("Iets")
    document = deepcopy(ipdc_document(TOWN, area="BE25434022", now=NOW).document)
    del document["@graph"][0]["http://purl.org/dc/terms/spatial"]
    data = Graph().parse(data=json.dumps(document), format="json-ld")
    shapes = Graph().parse(PUBLISHED / "instantie-shape.ttl", format="turtle")
    assert pyshacl.validate(data, shacl_graph=shapes)[0] is False


def test_what_we_write_reads_back_elsewhere_as_the_same_services() -> None:
    all_of_it()
    here = queries.entries([TOWN], now=NOW)
    document = json.loads(json.dumps(ipdc_document(TOWN, area="BE25", now=NOW).document))
    done = actions.import_ipdc(actor=SYSTEM, town="elders", document=document, now=NOW)
    assert done.added == len(here)
    there = {one.content.name: one for one in queries.entries(["elders"], now=NOW)}
    for one in here:
        other = there[one.content.name]
        assert other.organisation == one.organisation
        assert other.content.hours.slots == one.content.hours.slots
        assert other.content.phone == one.content.phone
        assert other.content.summary == (one.content.summary or one.content.name)
    again = actions.import_ipdc(actor=SYSTEM, town="elders", document=document, now=NOW)
    assert (again.changes, again.unchanged) == (0, len(here))
    assert Organisation.objects.filter(town="elders").count() == len({one.organisation for one in here})


def test_a_town_without_an_area_is_asked_for_one() -> None:
    with pytest.raises(NotPossible, match="--area"):
        ipdc_document("nergens", now=NOW)
    assert [area_code(nis, "") for nis in (34022, 24062, 42006)] == ["BE25434022", "BE24224062", "BE23242006"]
    assert area_code(0, "west_flanders") == "BE25"


def test_html_becomes_text_without_anything_that_runs() -> None:
    html = (
        '<p>Een</p><ul><li>twee&nbsp;€</li></ul><script>alert(1)</script><a href="https://x.example">drie</a>'
    )
    assert plain_text(html) == "Een\n- twee €\ndrie (https://x.example)"
    assert plain_text("a < b") == "a < b"
