"""Sizes, places and addresses in the whole tree."""

import ast
import re
from pathlib import Path

import pytest
from tools.vendor import vendor

from tests.house import tree
from tools import lock

LONGEST_FILE = 600
LONGEST_FUNCTION = 40
VAGUE_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "manager",
    "managers",
    "handle",
    "process",
    "data",
    "info",
}
REGISTRIES = [
    "pypi" + ".org",
    "files.python" + "hosted.org",
    "registry.npm" + "js.org",
    "registry.yarn" + "pkg.com",
    "npm" + "mirror.com",
]


def python_files() -> list[Path]:
    return [file for file in tree.ours(".py") if "/migrations/" not in tree.name(file)]


def test_no_file_is_too_long() -> None:
    long = {tree.name(file): len(file.read_text(encoding="utf-8").splitlines()) for file in python_files()}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_FILE} == {}


def lines_of_work(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines a function takes without its docstring."""
    body = function.body
    if ast.get_docstring(function) is not None:
        body = body[1:]
    if not body:
        return 0
    return (body[-1].end_lineno or 0) - body[0].lineno + 1


def test_no_function_is_too_long() -> None:
    long = []
    for file in python_files():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
                and lines_of_work(node) > LONGEST_FUNCTION
            ):
                long.append(f"{tree.name(file)}:{node.lineno} {node.name}: {lines_of_work(node)} lines")
    assert long == []


def test_every_module_has_a_name_that_says_something() -> None:
    assert [tree.name(file) for file in python_files() if file.stem in VAGUE_NAMES] == []


def test_no_module_takes_the_name_of_what_its_room_gives() -> None:
    """Whoever imports the module first would put it in the place of the function, for the whole process."""
    taken = []
    for room in tree.ours("__init__.py"):
        imports = [
            node
            for node in ast.walk(ast.parse(room.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom)
        ]
        within = tree.name(room.parent).removeprefix("src/").replace("/", ".") + "."
        loaded = {(node.module or "").removeprefix(within) for node in imports}
        waiting = {file.stem for file in room.parent.glob("*.py")} - loaded
        for node in imports:
            if f"{node.module}." != within:  # else the room gives the module itself
                names = {alias.asname or alias.name for alias in node.names} & waiting
                taken += [f"{tree.name(room)}: {name} of {node.module}" for name in names]
    assert taken == []


def test_every_module_of_the_application_says_what_it_is_for() -> None:
    silent = [
        tree.name(file)
        for file in python_files()
        if tree.name(file).startswith("src/")
        and file.read_text(encoding="utf-8").strip()
        and file.name != "apps.py"
        and ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) is None
    ]
    assert silent == []


def test_no_file_names_a_package_registry() -> None:
    pattern = re.compile("|".join(re.escape(host) for host in REGISTRIES))
    assert [tree.name(file) for file in tree.files() if pattern.search(tree.text(file) or "")] == []


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    places = [r"(?<!\w)/home/\w+/", r"/Users/\w+/", r"/root/\w", re.escape(f"{tree.ROOT}/")]
    pattern = re.compile("|".join(place for place in places if len(place) > 4))
    found = [
        f"{tree.name(file)}: {match.group()}"
        for file in tree.files()
        if file != Path(__file__) and (match := pattern.search(tree.text(file) or ""))
    ]
    assert found == []


def test_nothing_made_on_one_machine_is_kept() -> None:
    unwanted = {".python-version", "uv.lock", "pylock.toml"}
    assert [tree.name(file) for file in tree.files() if file.name in unwanted] == []


def test_vendored_files_are_what_the_manifest_says() -> None:
    assert vendor.problems() == []


def test_a_changed_vendored_file_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    changed = tmp_path / "manifest.json"
    changed.write_text(vendor.MANIFEST.read_text(encoding="utf-8").replace('"sha256": "', '"sha256": "0'))
    monkeypatch.setattr(vendor, "MANIFEST", changed)
    assert any("is not the file of bootstrap 5.3.9" in problem for problem in vendor.problems())


def test_the_locks_belong_to_the_project_and_hold_no_address() -> None:
    assert lock.problems() == []


def test_every_locked_package_has_hashes() -> None:
    for kind in lock.WANTED:
        content = (lock.LOCKS / f"{kind}.txt").read_text(encoding="utf-8")
        pinned = re.findall(r"^[a-z0-9][^\s]*==[^\s]+.*?(?=^[a-z0-9]|\Z)", content, re.MULTILINE | re.DOTALL)
        assert pinned
        assert [entry.split("==")[0] for entry in pinned if "--hash=sha256:" not in entry] == []
