"""What the editors of the town published, put beside the rules that come with the program."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db.models import Max

from nabij.kernel.own_place import own_place
from nabij.rights.models import Edition
from nabij_rights.shelf import put_on_shelf
from nabij_rights.town_rights.document import TownRight, read, with_days

log = logging.getLogger(__name__)


class _Shelf:
    """What this process has on its shelf: the number of the last edition."""

    last: int | None = None


def refresh() -> bool:
    """Put the newest editions on the shelf when something was published since the last time, and tell so.

    The shelf is one for the whole process: what stands in a demonstration of one's own never comes on it.
    """
    if own_place() is not None:
        return False
    last = Edition.objects.aggregate(last=Max("pk"))["last"]
    if last == _Shelf.last:
        return False
    put_on_shelf([with_days(edition.document) for edition in Edition.objects.newest()])
    log.info("Rights of the town read again, up to edition %s", last)
    _Shelf.last = last
    return True


def as_published_on(right_id: str, moment: datetime) -> TownRight | None:
    """The right as everybody got it at this moment, so that an old decision can be replayed."""
    edition = Edition.objects.filter(right_id=right_id, published_at__lte=moment).order_by("-number").first()
    return None if edition is None else read(with_days(edition.document))
