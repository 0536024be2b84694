"""What the reference pages promise to list, they list."""

import re
from pathlib import Path

from tests.house import tree

_VARIABLE = re.compile(r"\bNABIJ_[A-Z_]+\b")
_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def variables_in(files: list[Path]) -> set[str]:
    return {found for file in files for found in _VARIABLE.findall(file.read_text(encoding="utf-8"))}


def test_every_setting_is_described_and_every_described_setting_exists() -> None:
    reference = tree.ROOT / "docs" / "reference" / "settings.md"
    read = [
        file
        for file in tree.ours(".py")
        if tree.name(file).startswith(("src/", "tools/", "tests/conftest", "tests/journeys/"))
    ]
    used = variables_in([*read, tree.ROOT / "Makefile"])
    assert used == variables_in([reference])


def test_every_link_between_documents_leads_somewhere() -> None:
    broken = [
        f"{tree.name(file)}: {target}"
        for file in tree.ours(".md")
        for target in _LINK.findall(file.read_text(encoding="utf-8"))
        if not tree.name(file).startswith(("src/", "changelog.d/")) and not (file.parent / target).exists()
    ]
    assert broken == []


def test_every_decision_has_a_number_of_its_own_and_stands_in_the_list() -> None:
    folder = tree.ROOT / "docs" / "decisions"
    records = sorted(file.name for file in folder.glob("0*.md"))
    numbers = [name[:4] for name in records]
    assert len(numbers) == len(set(numbers))
    index = (folder / "README.md").read_text(encoding="utf-8")
    assert [name for name in records if name not in index] == []


def test_change_notes_come_in_pairs_for_workers_and_for_developers() -> None:
    notes = {file.name for file in (tree.ROOT / "changelog.d").glob("*.md")} - {"README.md"}
    stems: dict[str, set[str]] = {}
    for note in notes:
        stem, language, _ = note.split(".")
        stems.setdefault(stem, set()).add(language)
    assert {stem: found for stem, found in stems.items() if found != {"nl", "en"}} == {}


def test_the_licence_is_the_whole_eupl() -> None:
    licence = (tree.ROOT / "LICENSE").read_text(encoding="utf-8")
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    for heading in ["1.Definitions", "5.Obligations of the Licensee", "15.Applicable Law", "Appendix"]:
        assert heading in licence
