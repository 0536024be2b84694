"""What a call about a visit says: who has to be called, and since when. Never to whom the visit goes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from nabij.casework.actions.telling import Message, in_dutch
from nabij.casework.actions.watching import Call, due_calls
from nabij.staff import queries as staff


def calls_in_words(*, now: datetime) -> list[Message]:
    """The messages that have to go out now; they count as sent. The pages show the same."""
    return list(_messages(due_calls(now=now)))


def _messages(calls: list[Call]) -> Iterable[Message]:
    addresses = staff.mail_addresses({one for call in calls for one in call.to})
    with in_dutch():
        for call in calls:
            subject, text = _words(call)
            for staff_id in sorted(call.to & addresses.keys()):
                yield Message(addresses[staff_id], subject, text)


def _words(call: Call) -> tuple[str, str]:
    if call.to_worker:
        return (
            _("Nabij: are you safe?"),
            _(
                "The end of your visit passed, and you did not end it yet. Open Nabij and say that you are "
                "safe. If you do not, we ask a colleague to call you in a quarter of an hour."
            ),
        )
    if call.help_asked:
        return (
            _("Nabij: a colleague asks for somebody"),
            _(
                "A colleague who is on a visit asks for somebody. Open Nabij now: it says who, and where. "
                "In danger: call 112, or 101 for the police."
            ),
        )
    return (
        _("Nabij: a visit did not end"),
        _(
            "A colleague did not end a visit half an hour after its expected end. Open Nabij, and call this "
            "colleague. No answer? Then go there with two, or call 101."
        ),
    )
