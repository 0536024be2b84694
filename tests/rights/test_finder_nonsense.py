"""Whatever is sent, the finder answers with a page: never a trace, never a 500."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nabij.rights.types import MOST_CHILDREN
from nabij.rights.views.sealed_cookie import COOKIE
from tests.rights.visitor import Visitor, asks_about

NASTY = [
    "\x00",
    "a\x00b",
    "%00",
    "\ud800",
    "\u202e",
    "1" * 5000,
    "-1",
    "1e999",
    "NaN",
    "[]",
    "{}",
    "null",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "../../etc/passwd",
    "٣",
    "Ⅳ",
    "²",
    "∞",
    "unknown",
    "skip",
    "none",
    "yes",
    "no",
    "0",
    "9999999999999999999999",
]
FIELDS = [
    "place",
    "who",
    "children",
    "others",
    "reply",
    "answer",
    "exact",
    "day",
    "month",
    "year",
    "then",
    *(f"{kind}-{number}" for kind in ("age", "band", "relation") for number in range(3)),
]
texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=30)).map(
    lambda text: text.encode("utf-8", "replace").decode("utf-8")
)
forms = st.dictionaries(st.sampled_from(FIELDS), st.lists(texts, min_size=1, max_size=4), max_size=8)
quiet = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def settled() -> Visitor:
    return Visitor().settles_in()


def takes(visitor: Visitor, address: str, form: dict[str, list[str]]) -> None:
    """The page answers; and where something was kept of it, the results are there too."""
    before = visitor.client.cookies[COOKIE].value
    assert visitor.client.post(address, form).status_code in (200, 302)
    if visitor.client.cookies[COOKIE].value != before:
        assert visitor.opens("resultaten/").page.status_code == 200


@quiet
@given(path=st.sampled_from(["", "leuven/", "thuis/", "wie/", "leeftijden/"]), form=forms)
def test_the_screens_about_home_take_anything(path: str, form: dict[str, list[str]]) -> None:
    visitor = Visitor()
    visitor.sends("", place="leuven")
    visitor.client.raise_request_exception = True
    takes(visitor, f"/nl/{path}", form)


@quiet
@given(
    fact=st.sampled_from(
        [
            "rent_eur_month",
            "tenure",
            "lease_in_own_name",
            "lease_starts_on",
            "savings_eur",
            "custody_share_pct",
        ]
    ),
    form=forms,
)
def test_questions_take_anything(settled: Visitor, fact: str, form: dict[str, list[str]]) -> None:
    person = None if fact in ("rent_eur_month", "tenure", "lease_in_own_name", "lease_starts_on") else 0
    address = asks_about(fact, settled.check, person)
    takes(settled, f"/nl/{address}", form)


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("path", ["vraag/{}/", "resultaten/{}/", "{}/"])
def test_addresses_take_anything(settled: Visitor, path: str, text: str) -> None:
    from urllib.parse import quote

    address = "/nl/" + path.format(quote(text.encode("utf-8", "replace"), safe=""))
    assert settled.client.get(address).status_code in (200, 302, 404)


@pytest.mark.parametrize("text", NASTY)
def test_cookies_take_anything(text: str) -> None:
    visitor = Visitor()
    visitor.client.cookies[COOKIE] = text.encode("ascii", "ignore").decode()
    assert visitor.opens("resultaten/").here == "/nl/"


def test_a_megabyte_in_one_field_is_a_mistake_like_any_other(settled: Visitor) -> None:
    response = settled.client.post("/nl/thuis/", {"who": "children", "children": "9" * 1_000_000})
    assert response.status_code == 200
    assert len(response.content) < 100_000


def test_more_than_we_take_is_refused_in_words(settled: Visitor) -> None:
    settled.client.raise_request_exception = False
    too_much = settled.client.post("/nl/thuis/", {"children": "9" * 3_000_000})
    assert too_much.status_code == 400
    too_many = settled.client.post("/nl/thuis/", {f"field-{number}": "x" for number in range(2000)})
    assert too_many.status_code == 400
    settled.client.raise_request_exception = True


def test_a_file_where_words_are_asked_is_a_mistake(settled: Visitor) -> None:
    from io import BytesIO

    assert settled.client.post("/nl/thuis/", {"children": BytesIO(b"\xff\xfe\x00")}).status_code == 200


def test_a_body_that_is_no_form_is_a_mistake(settled: Visitor) -> None:
    for kind in ("application/json", "text/plain", "application/octet-stream"):
        answer = settled.client.post("/nl/thuis/", data=b'{"who": [1]}', content_type=kind)
        assert answer.status_code == 200


def test_the_largest_home_works_to_the_end() -> None:
    visitor = Visitor()
    visitor.sends("", place="kortrijk")
    visitor.sends("thuis/", who=["partner", "children", "others"], children=str(MOST_CHILDREN), others="5")
    ages = {f"age-{number}": str(number) for number in range(2, 2 + MOST_CHILDREN)}
    visitor.sends("wie/", **{"relation-1": "spouse"})
    visitor.sends("leeftijden/", **{"band-0": "25-49", "band-1": "25-49", **ages})
    for _ in range(3):
        visitor.answers(answer="unknown")
    assert visitor.opens("resultaten/").page.status_code == 200
