"""What stands in the folder of a town, for apps above: whom to call there, and its own texts."""

from __future__ import annotations

from nabij_rights.towns.packs import ContactPoint, town_folders, towns


def name_of_town(town: str) -> str:
    """What a town is called; its id when it has no folder."""
    return towns()[town].name if town in towns() else town


def contact_points_of(town: str) -> tuple[ContactPoint, ...]:
    """The places and numbers where a person of the town answers; none for a town without a folder."""
    return towns()[town].contact_points if town in towns() else ()


def text_of_town(town: str, *parts: str) -> str | None:
    """A text file that the town keeps in its own folder; None when it has none.

    The parts are names that we chose, never what somebody typed.
    """
    if (folder := town_folders().get(town)) is None:
        return None
    file = folder.joinpath(*parts)
    return file.read_text(encoding="utf-8") if file.is_file() else None
