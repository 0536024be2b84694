"""The colours of a town reach the page, can be read on every surface, and come without style inside."""

import re

import pytest
from django.test import Client

from nabij.rights.queries.town_colours import style_of
from nabij_rights.towns.colours import (
    CARD_DARK,
    FOR_TEXT,
    INK_ON_DARK_BRAND,
    SUNK_LIGHT,
    WHITE,
    contrast,
    palette,
)
from nabij_rights.towns.packs import towns

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<link rel="stylesheet" href="(/nl/stijl/[^"]+)">')


def test_black_on_white_is_the_highest_contrast() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.01)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("primary", ["#767676", "#0f5470", "#8a1f5c", "#00008b", "#000000", "#b35900"])
def test_every_colour_that_a_town_may_choose_can_be_read_everywhere(primary: str) -> None:
    found = palette(primary)
    light, dark = found.light, found.dark
    for text in (light["brand"], light["brand-2"]):
        assert all(contrast(text, on) >= FOR_TEXT for on in (WHITE, SUNK_LIGHT, light["tint"]))
    for text in (dark["brand"], dark["brand-2"]):
        assert all(contrast(text, on) >= FOR_TEXT for on in (CARD_DARK, dark["tint"], INK_ON_DARK_BRAND))


@pytest.mark.parametrize("town", list(towns()))
def test_the_page_of_a_town_has_its_colours_and_its_name(client: Client, town: str) -> None:
    page = client.get(f"/nl/{town}/").content.decode()
    (address,) = LINK.findall(page)
    assert f">{towns()[town].name}</span>" in page
    style = client.get(address)
    assert style.headers["Content-Type"] == "text/css; charset=utf-8"
    assert style.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert style.content.decode() == style_of(town)
    assert style_of(town).count("{") == style_of(town).count("}") == 5


def test_the_start_page_for_all_towns_keeps_our_own_colours(client: Client) -> None:
    assert LINK.findall(client.get("/nl/").content.decode()) == []


def test_an_older_address_gives_the_newest_colours_and_is_not_kept(client: Client) -> None:
    style = client.get("/nl/stijl/kortrijk-0123456789ab.css")
    assert style.content.decode() == style_of("kortrijk")
    assert style.headers["Cache-Control"] == "no-cache"
    assert client.get("/nl/stijl/atlantis-0123456789ab.css").status_code == 404
