"""`nabij directory import|export|places`: the directory of a town in and out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nabij.directory import actions
from nabij.directory.management.reading import read_linked_file
from nabij.directory.queries.export_hsds import hsds_services
from nabij.directory.queries.export_ipdc import ipdc_document
from nabij.directory.types import NoIpdcFile, NotPossible
from nabij.kernel import clock
from nabij.kernel.actors import SYSTEM


class Command(BaseCommand):
    """Take services over from the national catalogue, or write them out for others."""

    help = "Import services from IPDC; export them as IPDC or HSDS; load known places of a town."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to do, for which town, with which file."""
        todo = parser.add_subparsers(dest="todo", required=True)
        taking = todo.add_parser("import", help="take services over from a file of IPDC")
        taking.add_argument("town", help="the id of the town, such as kortrijk")
        taking.add_argument("files", nargs="+", type=Path, help="JSON-LD, Turtle, RDF/XML or N-Triples")
        taking.add_argument(
            "--name",
            action="append",
            default=[],
            metavar="IRI=NAME",
            help="how an organisation is called of which the file gives only an address",
        )
        giving = todo.add_parser("export", help="write the services of a town to a file")
        giving.add_argument("town", help="the id of the town")
        giving.add_argument("file", type=Path, help="where to write")
        giving.add_argument("--format", choices=["ipdc", "hsds"], default="ipdc")
        giving.add_argument("--area", default="", help="NUTS/LAU code of the town, such as BE25434022")
        places = todo.add_parser("places", help="load streets and spots with their point")
        places.add_argument("town", help="the id of the town")
        places.add_argument("file", type=Path, help="CSV with name, latitude and longitude")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say what happened, also what was odd."""
        work = {"import": self._import, "export": self._export, "places": self._places}
        try:
            work[options["todo"]](options)
        except (NotPossible, NoIpdcFile, OSError) as problem:
            raise CommandError(str(problem)) from None

    def _import(self, options: dict[str, Any]) -> None:
        names = dict(one.partition("=")[::2] for one in options["name"])
        for file in options["files"]:
            done = actions.import_ipdc(
                actor=SYSTEM,
                town=options["town"],
                document=read_linked_file(file),
                names=names,
                now=clock.now(),
            )
            for problem in done.problems:
                self.stdout.write(f"- {problem}")
            self.stdout.write(
                f"{file.name}: {done.added} new, {done.changed} changed, {done.ended} ended, "
                f"{done.unchanged} the same; {len(done.problems)} to look at."
            )

    def _export(self, options: dict[str, Any]) -> None:
        town, now = options["town"], clock.now()
        if options["format"] == "hsds":
            services = hsds_services(town, now=now)
            document: Any = services
            number, problems = len(services), []
        else:
            exported = ipdc_document(town, area=options["area"], now=now)
            document, number, problems = exported.document, exported.number, exported.problems
        text = json.dumps(document, ensure_ascii=False, indent=1)
        options["file"].write_text(text + "\n", encoding="utf-8")
        for problem in problems:
            self.stdout.write(f"- {problem}")
        self.stdout.write(f"{options['file']}: {number} services of {town}.")

    def _places(self, options: dict[str, Any]) -> None:
        number = actions.load_landmarks(
            town=options["town"],
            landmarks=actions.read_landmarks(options["file"]),
            now=clock.now(),
            actor=SYSTEM,
        )
        self.stdout.write(f"{number} places of {options['town']}.")
