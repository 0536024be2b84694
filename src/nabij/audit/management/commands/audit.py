"""`nabij audit …`: checks the log, signs how far it has come, and erases again after a restore."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from nabij.audit import actions, queries
from nabij.audit.types.checkpoint import UnreadableCheckpoint, public_key
from nabij.audit.types.odd_reading import Thresholds
from nabij.kernel import clock


class Command(BaseCommand):
    """Checks the log and signs how far it has come."""

    help = (
        "Checks the log (verify), signs how far it has come (checkpoint), shows the key that checks (key), "
        "looks for reading to ask about (odd-reading)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the parts."""
        parts = parser.add_subparsers(dest="part", required=True)
        verify = parts.add_parser(
            "verify", help="walk the whole log and all checkpoints; status 1 when not whole"
        )
        verify.add_argument(
            "--checkpoints", type=Path, help="folder of checkpoints, when not that of the settings"
        )
        verify.set_defaults(does=self.verify)
        checkpoint = parts.add_parser(
            "checkpoint", help="sign how far the log has come; let a timer do it each hour"
        )
        checkpoint.add_argument(
            "--print", action="store_true", help="show the file too, to send it elsewhere"
        )
        checkpoint.set_defaults(does=self.checkpoint)
        replay = parts.add_parser(
            "replay-erasures", help="after a restore of a backup: erase again whoever was erased since"
        )
        replay.set_defaults(does=self.replay_erasures)
        odd = parts.add_parser(
            "odd-reading", help="hold the reading of today beside the rules; let a timer do it each quarter"
        )
        odd.set_defaults(does=self.odd_reading)
        key = parts.add_parser("key", help="show the public key with which anyone can check the checkpoints")
        key.set_defaults(does=self.key)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do one part."""
        options["does"](**options)

    def verify(self, checkpoints: Path | None = None, **_: Any) -> None:
        """Say whether the log is whole, and what is wrong where."""
        kept, unreadable = queries.kept_checkpoints(checkpoints or settings.CHECKPOINT_DIR)
        keys = frozenset({public_key(settings.CHECKPOINT_KEY), *settings.CHECKPOINT_OLD_KEYS})
        verdict = queries.log_verdict(kept, public_keys=keys)
        for sentence in unreadable:
            verdict.tell(sentence)
        self.stdout.write(f"{verdict.lines} lines read, {verdict.checkpoints} checkpoints.")
        if not kept:
            self.stdout.write("There is no checkpoint: lines cut off at the end would not be noticed.")
        for sentence in verdict.problems:
            self.stdout.write(sentence)
        if not verdict.is_whole:
            told = (
                f", of which {len(verdict.problems)} above" if verdict.found > len(verdict.problems) else ""
            )
            raise CommandError(
                f"The log is not whole: {verdict.found} problems{told}. Leave the database as it is, make a "
                "copy, and tell the privacy officer."
            )
        self.stdout.write("The log is whole.")

    def checkpoint(self, **options: Any) -> None:
        """Write one checkpoint."""
        folder, secret = settings.CHECKPOINT_DIR, settings.CHECKPOINT_KEY
        try:
            made, file = actions.write_checkpoint(folder=folder, secret=secret, now=clock.now())
        except (UnreadableCheckpoint, OSError) as problem:
            raise CommandError(
                f"No checkpoint was written: {problem}. The log itself goes on. Look at the folder {folder}."
            ) from problem
        actions.remember_erasures(file=settings.ERASED_FILE, now=clock.now())
        self.stdout.write(f"Checkpoint {made.number}: {made.lines} lines, {made.digest}, in {file}.")
        if options["print"]:
            self.stdout.write(made.as_text())

    def replay_erasures(self, **_: Any) -> None:
        """Erase again whoever was erased, and say what was still there."""
        try:
            reports = actions.replay_erasures(file=settings.ERASED_FILE, on=clock.today(), now=clock.now())
        except ValueError as problem:
            raise CommandError(
                f"The file {settings.ERASED_FILE} holds something else than numbers ({problem}). Nothing was "
                "erased; put back a copy of the file and try again."
            ) from problem
        for report in reports:
            if report.erased:
                self.stdout.write(f"{report.subject}: {report.erased} rows erased again.")
            for outcome in report.outcomes:
                if outcome.model == "audit.Hold" and outcome.stays:
                    self.stdout.write(f"{report.subject}: left, because of a hold until {outcome.until}.")
        self.stdout.write(f"{len(reports)} subjects looked at; nobody who was erased is back.")

    def odd_reading(self, **_: Any) -> None:
        """Look for odd reading of yesterday and today."""
        new = actions.watch_reading(thresholds=Thresholds(**settings.ODD_READING), now=clock.now())
        self.stdout.write(f"{new} new findings about reading; the privacy officer sees them.")

    def key(self, **_: Any) -> None:
        """Show the public key."""
        self.stdout.write(public_key(settings.CHECKPOINT_KEY))
