"""The law on the pages: in the language of the page, else in Dutch and marked as Dutch."""

import re
from html import unescape

import pytest
from django.test import Client
from django.utils import translation

from nabij.rights.queries.results import key_of_right
from nabij.rights.queries.wording import Wording, cited, provided_by
from nabij.rights.views import catalogue as views
from nabij_rights.catalogue import catalogue
from tests.rights.visitor import Visitor

RIGHTS = sorted(catalogue())
_ENGLISH = re.compile(
    r"\bLaw (of|art)|\bRD (of|art)|\bDecree of|\bOrder,|Judicial Code|Pension age|\bpar\. \d"
)


def _page(client: Client, address: str) -> str:
    return _plain(client.get(address).content.decode())


def _plain(html: str) -> str:
    """The page without the white space that only lays out its mark-up."""
    return re.sub(r"\s+<", "<", re.sub(r">\s+", ">", unescape(html)))


@pytest.fixture(autouse=True)
def _without_drawings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MOST_DRAWINGS", 0)


@pytest.mark.parametrize("right_id", RIGHTS)
@pytest.mark.parametrize("language", ["nl", "fr", "tr"])
def test_a_page_of_the_catalogue_cites_nothing_in_english(
    client: Client, right_id: str, language: str
) -> None:
    text = _page(client, f"/{language}/rechten/{right_id}/")
    before_examples, _, after_examples = text.partition('aria-labelledby="cases"')
    assert not _ENGLISH.search(before_examples + after_examples.partition("</section>")[2])


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("nl", ">Wet, art. 3, 4°, en art. 16<"),
        ("fr", ">Loi, art. 3, 4°, et art. 16<"),
        ("en", ">Law art. 3, 4° and 16<"),
        ("uk", '<span lang="nl" dir="ltr">Wet, art. 3, 4°, en art. 16</span>'),
        ("ar", '<span lang="nl" dir="ltr">Wet, art. 3, 4°, en art. 16</span>'),
    ],
)
def test_an_article_is_marked_only_when_it_is_not_in_the_language_of_the_page(
    client: Client, language: str, shown: str
) -> None:
    text = _page(client, f"/{language}/rechten/leefloon/")
    assert shown in text


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("nl", "KB, art. 25, § 1, 2°"),
        ("fr", "AR, art. 25, § 1er, 2°"),
        ("tr", '<span lang="nl" dir="ltr">KB, art. 25, § 1, 2°</span>'),
    ],
)
def test_the_article_of_an_amount_is_in_the_language_of_the_page(
    client: Client, language: str, shown: str
) -> None:
    assert shown in _page(client, f"/{language}/rechten/leefloon/")


def test_a_note_is_in_the_language_of_the_page(client: Client) -> None:
    assert ">Pensioenleeftijd: 66 jaar.<" in _page(client, "/nl/rechten/igo/")
    assert ">Âge de la pension\u00a0: 66 ans.<" in _page(client, "/fr/rechten/igo/")
    assert ">Pension age 66.<" in _page(client, "/en/rechten/igo/")
    assert '<span lang="nl" dir="ltr">Pensioenleeftijd: 66 jaar.' in _page(client, "/uk/rechten/igo/")


@pytest.mark.parametrize(
    ("language", "basis", "provider"),
    [
        ("nl", "<strong>KB van 11 juli 2002, art. 22 tot en met 35</strong>", ">OCMW<"),
        ("fr", "<strong>AR du 11 juillet 2002, art. 22 à 35</strong>", ">CPAS (OCMW)<"),
        (
            "tr",
            '<strong><span lang="nl" dir="ltr">KB van 11 juli 2002, art. 22 tot en met 35</span></strong>',
            ">Belediyenin sosyal hizmeti (OCMW)<",
        ),
    ],
)
def test_the_page_of_one_right_says_basis_and_provider_in_its_language(
    language: str, basis: str, provider: str
) -> None:
    visitor = Visitor(language).settles_in().opens(f"resultaten/{key_of_right('leefloon')}/")
    text = _plain(visitor.text)
    assert basis in text
    assert provider in text
    assert not _ENGLISH.search(text)


def test_a_text_without_any_form_is_marked_as_of_unknown_language() -> None:
    with translation.override("nl"):
        assert cited("Regulation of Zonnedam, art. 99") == Wording("Regulation of Zonnedam, art. 99", "und")
        assert cited("") == Wording("")
        assert provided_by("OCMW") == Wording("OCMW")
