"""The open data: each address gives what the description promises, and any site may read and keep it."""

import gzip
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.test import Client
from jsonschema_rs import Draft202012Validator, meta

from nabij.rights.queries import open_data
from nabij_rights.catalogue import catalogue
from nabij_rights.facts.vocabulary import vocabulary
from nabij_rights.parameters.book import amounts
from nabij_rights.schemas.open_data import openapi
from nabij_rights.texts.leaflets import COMPLETE_LANGUAGES

pytestmark = [pytest.mark.django_db, pytest.mark.visitor]
BASE = "/open/v1"
LISTS = {"facts": vocabulary, "rights": catalogue, "amounts": amounts}


@cache
def validator(path: str) -> Draft202012Validator:
    """What the description says of the answer on an address."""
    shape = openapi()["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    return Draft202012Validator({**shape, "components": openapi()["components"]}, validate_formats=True)


def problems(path: str, value: Any) -> list[str]:
    return [f"{error.instance_path}: {error.message[:200]}" for error in validator(path).iter_errors(value)]


@pytest.mark.parametrize("language", COMPLETE_LANGUAGES)
@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_complete_and_as_described(client: Client, name: str, language: str) -> None:
    answer = client.get(f"{BASE}/{name}.json", {"taal": language})
    assert answer.headers["Content-Language"] == language
    found = answer.json()
    assert [row["id"] for row in found] == list(LISTS[name]())
    assert problems(f"/{name}.json", found) == []


@pytest.mark.parametrize("right_id", sorted(catalogue()))
def test_a_right_is_as_described(client: Client, right_id: str) -> None:
    for query in ({}, {"dag": "2019-01-01", "taal": "en"}):
        found = client.get(f"{BASE}/rights/{right_id}.json", query).json()
        assert found["id"] == right_id
        assert problems("/rights/{id}.json", found) == []


def test_the_shapes_refuse_something_else() -> None:
    assert problems("/rights.json", [{"id": "leefloon"}])
    assert problems("/facts.json", {"facts": []})


# ---------------------------------------------------------------------------------------- description


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from ([value["$ref"]] if isinstance(value.get("$ref"), str) else [])
        for inside in value.values():
            yield from references(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from references(inside)


def test_the_description_is_whole() -> None:
    description = openapi()
    assert re.fullmatch(r"3\.1\.\d+", description["openapi"])
    assert {"title", "version", "license"} <= description["info"].keys()
    assert description["info"]["license"]["identifier"] == "EUPL-1.2"
    names = set()
    for path, item in description["paths"].items():
        assert list(item) == ["get"]
        operation = item["get"]
        names.add(operation["operationId"])
        assert {"200", "304", "400"} <= operation["responses"].keys()
        in_path = {one["name"] for one in operation["parameters"] if one["in"] == "path" and one["required"]}
        assert in_path == set(re.findall(r"{(\w+)}", path))
        assert all(one["schema"] for one in operation["parameters"])
        assert all("description" in one or "$ref" in one for one in operation["responses"].values())
    assert len(names) == len(description["paths"])
    for reference in set(references(description)):
        part: Any = description
        for step in reference.removeprefix("#/").split("/"):
            part = part[step]
        assert part
    for shape in description["components"]["schemas"].values():
        meta.validate(shape)


def test_the_description_tells_of_every_address_and_no_other(client: Client) -> None:
    from nabij.rights.urls import open_addresses

    routes = {str(route.pattern).replace("<slug:right_id>", "{id}") for route in open_addresses}
    assert {f"/{route}" for route in routes} == {*openapi()["paths"], "/openapi.json"}
    assert client.get(f"{BASE}/openapi.json").json() == openapi()


# ---------------------------------------------------------------------------------------------- HTTP


@pytest.mark.parametrize("address", ["facts.json", "rights.json", "rights/leefloon.json", "openapi.json"])
def test_any_site_may_read_it_and_nothing_tells_who_reads(client: Client, address: str) -> None:
    answer = client.get(f"{BASE}/{address}", headers={"origin": "https://elsewhere.example"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "public" in answer.headers["Cache-Control"]
    assert answer.cookies == {}
    vary = answer.headers["Vary"].lower()
    assert "accept-language" in vary
    assert "cookie" not in vary


def test_what_did_not_change_is_not_sent_again(client: Client) -> None:
    first = client.get(f"{BASE}/rights.json")
    again = client.get(f"{BASE}/rights.json", headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    other = client.get(
        f"{BASE}/rights.json", {"taal": "fr"}, headers={"if-none-match": first.headers["ETag"]}
    )
    assert other.status_code == 200


def test_it_is_sent_compressed(client: Client) -> None:
    answer = client.get(f"{BASE}/amounts.json", headers={"accept-encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(answer.content)) == client.get(f"{BASE}/amounts.json").json()
    again = client.get(
        f"{BASE}/amounts.json", headers={"accept-encoding": "gzip", "if-none-match": answer.headers["ETag"]}
    )
    assert again.status_code == 304


def test_a_browser_that_asks_first_may_read_and_nobody_may_write(client: Client) -> None:
    asked = client.options(f"{BASE}/rights.json", headers={"origin": "https://elsewhere.example"})
    assert asked.status_code == 204
    assert "POST" not in asked.headers["Access-Control-Allow-Methods"]
    assert client.head(f"{BASE}/rights.json").status_code == 200
    for method in (client.post, client.put, client.delete):
        assert method(f"{BASE}/rights.json").status_code == 405


@pytest.mark.parametrize(
    ("asked", "accepted", "language"),
    [
        (None, "", "nl"),
        (None, "fr-BE,fr;q=0.9,en;q=0.8", "fr"),
        (None, "uk,en;q=0.5", "en"),
        (None, "de", "nl"),
        (None, "en;q=0,nl;q=0.1", "nl"),
        (None, "*", "nl"),
        (None, "\x00;;q=;" * 200, "nl"),
        ("en", "fr", "en"),
    ],
)
def test_the_address_chooses_the_language_and_else_the_browser(
    asked: str | None, accepted: str, language: str
) -> None:
    assert open_data.chosen_language(asked, accepted) == language


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("rights.json?taal=xx", 400),
        ("rights.json?taal=", 400),
        ("rights/leefloon.json?dag=gisteren", 400),
        ("rights/leefloon.json?dag=1899-01-01", 400),
        ("rights/leefloon.json?dag=9999-12-31", 400),
        ("rights/rijkdom.json", 404),
    ],
)
def test_what_cannot_be_answered_gets_a_sentence(client: Client, address: str, status: int) -> None:
    answer = client.get(f"{BASE}/{address}")
    assert answer.status_code == status
    assert answer.json()["problem"].endswith(".")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "public" not in answer.headers["Cache-Control"]


@pytest.mark.parametrize("language", ["nl", "fr", "en", "uk", "tr", "ar"])
def test_a_page_explains_it(client: Client, language: str) -> None:
    text = client.get(f"/{language}/open/").content.decode()
    for path in ("facts.json", "rights.json", "amounts.json", "openapi.json"):
        assert f'href="{BASE}/{path}"' in text
    assert "EUPL-1.2" in text


@pytest.mark.parametrize("address", ["facts.json", "rights.json", "amounts.json", "rights/leefloon.json"])
@pytest.mark.parametrize("day", ["abc", "2026-13-01", "", "1800-01-01", "9999-12-31"])
def test_a_day_that_is_no_day_is_refused_everywhere(client: Client, address: str, day: str) -> None:
    answer = client.get(f"{BASE}/{address}", {"dag": day})
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json()["problem"].startswith("dag ")
    whole = {**openapi()["components"]["schemas"]["problem"], "components": openapi()["components"]}
    assert Draft202012Validator(whole).is_valid(answer.json())


def test_a_list_is_the_same_on_every_day(client: Client) -> None:
    lists = [client.get(f"{BASE}/rights.json", query).content for query in ({}, {"dag": "2020-01-01"})]
    assert lists[0] == lists[1]
