"""Work that a timer does: watching over visits, the daily message, and files that are nobody's."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabij.casework.actions import document_files, reminders, telling
from nabij.casework.actions.alarms import calls_in_words
from nabij.kernel.days import day_of


def watch_visits(now: datetime) -> str:
    """Tell whom a visit calls; says how many messages went out. Every two minutes."""
    failed, sent = telling.send(calls_in_words(now=now))
    if failed:
        return _("Visits: %(sent)d messages sent, %(failed)d not; the pages show them all.") % {
            "sent": sent,
            "failed": len(failed),
        }
    return _("Visits: %(sent)d messages sent.") % {"sent": sent}


def send_digests(now: datetime) -> str:
    """Send the message of the day to whoever wants it; what could not be sent is tried again. Every night."""
    if not telling.can_send():
        return _("Daily messages: this installation sends no mail.")
    on = day_of(now)
    messages = reminders.digests_to_send(on=on, now=now)
    failed, sent = telling.send(messages.values())
    if failed:
        again = [staff_id for staff_id, one in messages.items() if one in failed]
        reminders.give_back_digests(again, on=on)
        return _("Daily messages: %(sent)d sent, %(failed)d not; they are tried again.") % {
            "sent": sent,
            "failed": len(failed),
        }
    return ngettext("%(number)d daily message sent.", "%(number)d daily messages sent.", sent) % {
        "number": sent
    }


def clear_files(now: datetime) -> str:
    """Take away files without a document. Raises ValueError when documents lack their file."""
    removed, lost = document_files.remove_orphans(now)
    if lost:
        raise ValueError(
            f"{lost} documents lack their file. Put the files of the last backup back (nabij restore)."
        )
    return ngettext(
        "%(number)d file without a document removed.", "%(number)d files without a document removed.", removed
    ) % {"number": removed}
