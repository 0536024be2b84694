"""In which neighbourhood a door lies: by street and number, by coordinates, or unknown."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from nabij import demo
from nabij.registry.actions.geo import load_sectors, load_streets, read_streets
from nabij.registry.actions.places import keep_door
from nabij.registry.models import Address, StatisticalSector, StreetPart
from nabij.registry.types import Door, NotPossible
from nabij.registry.types.outlines import GEO, outline_at, outlines, read_outlines

STREETS = Path(demo.__file__).with_name("zonnedam_streets.csv")
ROW = {
    "street": "Kerkstraat",
    "postcode": "3000",
    "municipality": "Leuven",
    "from_number": "",
    "until_number": "",
}
ROW |= {"side": "", "sector": "24062A01K", "neighbourhood": ""}


def test_the_point_inside_each_outline_lies_in_it_and_in_no_other() -> None:
    import json

    told = json.loads((GEO / "neighbourhoods.geojson").read_text(encoding="utf-8"))["features"]
    assert len(outlines()) == 65
    for feature in told:
        where = feature["properties"]
        assert outline_at(where["punt_lon"], where["punt_lat"]).code == where["wijk"]
    assert outline_at(2.35, 48.85) is None


def test_a_hole_in_an_outline_is_outside() -> None:
    ring = "[[0,0],[4,0],[4,4],[0,4],[0,0]], [[1,1],[2,1],[2,2],[1,2],[1,1]]"
    told = '"wijk": "w", "naam": "W", "gemeente_nis": "1", "gemeente": "G"'
    shape = f'{{"type": "Polygon", "coordinates": [{ring}]}}'
    square = next(iter(read_outlines(f'{{"features": [{{"properties": {{{told}}}, "geometry": {shape}}}]}}')))
    assert square.holds(3, 3)
    assert not square.holds(1.5, 1.5)


@pytest.mark.django_db
def test_all_sectors_of_three_towns_load_and_a_repeat_changes_nothing() -> None:
    loaded = [load_sectors(town) for town in ("kortrijk", "leuven", "dendermonde")]
    assert sum(loaded) == 323
    assert [load_sectors(town) for town in ("kortrijk", "leuven", "dendermonde")] == loaded
    assert StatisticalSector.objects.count() == 323


@pytest.mark.django_db
def test_a_door_finds_its_neighbourhood_by_street_and_side() -> None:
    call_command("load_places", "zonnedam", "--streets", str(STREETS), stdout=StringIO())
    places = [("Kaai", "4", "Kaaien"), ("Grensstr.", "7", "Centrum"), ("grensstraat", "8 bus 2", "Molenwijk")]
    for street, number, neighbourhood in places:
        assert keep_door("zonnedam", Door(street, number)).neighbourhood.name == neighbourhood
    unknown = keep_door("zonnedam", Door("Nergensstraat", "1"))
    assert (unknown.street, unknown.neighbourhood) == (None, None)
    assert keep_door("zonnedam", Door("Grensstraat")).neighbourhood is None


@pytest.mark.django_db
def test_a_door_in_an_unknown_street_finds_its_neighbourhood_by_coordinates() -> None:
    load_sectors("leuven")
    door = keep_door("leuven", Door("Onbekend", "1", latitude=50.888249, longitude=4.725826))
    assert (door.neighbourhood.name, door.sector) == ("Blauwput", None)


@pytest.mark.django_db
def test_addresses_of_before_find_their_place_when_streets_are_loaded() -> None:
    load_sectors("leuven")
    door = keep_door("leuven", Door("Kerkstraat", "5", postcode="3000"))
    assert door.neighbourhood is None
    assert load_streets("leuven", [ROW]).addresses == 1
    door = Address.objects.get(pk=door.pk)
    assert (door.sector_id, door.street.name, door.neighbourhood_id) == (
        "24062A01K",
        "Kerkstraat",
        "24062W03",
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"street": " "},
        {"sector": "24062XXX"},
        {"sector": ""},
        {"from_number": "9", "until_number": "3"},
        {"side": "left"},
    ],
)
def test_a_wrong_row_is_told_by_its_number_and_nothing_is_loaded(wrong: dict[str, str]) -> None:
    load_sectors("leuven")
    load_streets("leuven", [ROW])
    with pytest.raises(NotPossible, match="3"):
        load_streets("leuven", [{**ROW, "street": "Dorpsstraat"}, {**ROW, **wrong}])
    assert [part.street.name for part in StreetPart.objects.all()] == ["Kerkstraat"]


@pytest.mark.django_db
def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "streets.csv"
    file.write_text("straat\nKerkstraat\n", encoding="utf-8")
    with pytest.raises(NotPossible, match="neighbourhood"):
        read_streets(file)
    with pytest.raises(CommandError):
        call_command("load_places", "leuven", "--streets", str(file), stdout=StringIO())
