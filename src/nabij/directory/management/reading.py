"""Reading a file of linked data: JSON-LD, and through rdflib Turtle, RDF/XML and N-Triples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from nabij.directory.types import NoIpdcFile

LARGEST_MB = 200
_FORMATS = {
    ".ttl": "turtle",
    ".turtle": "turtle",
    ".nt": "nt",
    ".ntriples": "nt",
    ".rdf": "xml",
    ".owl": "xml",
    ".xml": "xml",
}


def read_linked_file(file: Path) -> Any:
    """Return the document in a file. Raises NoIpdcFile with a sentence, OSError when it cannot be opened."""
    if file.stat().st_size > LARGEST_MB * 2**20:
        raise NoIpdcFile(
            _("{file} is larger than {most} MB. Ask for pages, and take them over one by one.").format(
                file=file.name, most=LARGEST_MB
            )
        )
    if file.suffix.lower() in _FORMATS:
        return _through_rdflib(file, _FORMATS[file.suffix.lower()])
    try:
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise NoIpdcFile(
            _("{file} is no text in UTF-8. Nothing was taken over. Save it again as UTF-8.").format(
                file=file.name
            )
        ) from None
    except json.JSONDecodeError as problem:
        raise NoIpdcFile(
            _("{file} is broken at line {line}: what stands there is no JSON. Nothing was taken over. "
              "Download it again.").format(file=file.name, line=problem.lineno)
        ) from None  # fmt: skip
    except RecursionError:
        raise NoIpdcFile(
            _("{file} is nested too deep to read. Nothing was taken over.").format(file=file.name)
        ) from None


def _through_rdflib(file: Path, kind: str) -> Any:
    try:
        from rdflib import Graph
    except ImportError:
        raise NoIpdcFile(
            _("{file} is {kind}. To read that, install `nabij[rdf]`; or export it as JSON-LD.").format(
                file=file.name, kind=kind
            )
        ) from None
    text = file.read_text(encoding="utf-8-sig", errors="replace")
    if kind == "xml" and "<!DOCTYPE" in text:
        raise NoIpdcFile(
            _("{file} names things outside itself (DOCTYPE), and such a file is not opened. Export it as "
              "JSON-LD.").format(file=file.name)
        )  # fmt: skip
    graph = Graph()
    try:
        graph.parse(data=text, format=kind)
    except Exception as problem:  # each parser has its own kinds of mistakes
        raise NoIpdcFile(
            _("{file} cannot be read as {kind}: {problem}. Nothing was taken over.").format(
                file=file.name, kind=kind, problem=str(problem).splitlines()[0][:200]
            )
        ) from None
    return json.loads(graph.serialize(format="json-ld"))
