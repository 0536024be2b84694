"""How often somebody may guess (R-08): at most ten tries in an hour for one account, and no lasting lock.

Tries are counted in the database, because several processes serve the pages. Three buckets stand side by
side; a try needs one from each. A browser that logged in to the account before has a bucket of its own, so
that a stranger who guesses never shuts out the owner. One network gets fewer tries at an account than all
networks together, so that a single guesser leaves some for others.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from nabij.staff.models import Throttle
from nabij.staff.types import Origin, TooManyTries, TryKind


@dataclass(frozen=True, slots=True)
class Bucket:
    """So many tries at once, and one more after each `refill`."""

    tries: int
    refill: timedelta


ACCOUNT = Bucket(5, timedelta(minutes=12))
"""Five at once and five in the hour after: ten, wherever they come from."""
ACCOUNT_FROM_NETWORK = Bucket(3, timedelta(minutes=15))
NETWORK = Bucket(50, timedelta(seconds=12))
"""A whole town hall comes from one address, so a network may mistype often."""
KNOWN_DEVICE = Bucket(5, timedelta(minutes=12))


def network_of(address: str) -> str:
    """Return the network of an address: the first 24 bits of IPv4, the first 56 of IPv6."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((found, 24 if found.version == 4 else 56), strict=False))


def count_try(kind: TryKind, account: str, *, origin: Origin, now: datetime) -> None:
    """Take one try from each bucket, before anything is compared. Raises TooManyTries.

    `account` is what was typed or the number of the account: an address that does not exist counts just the
    same.
    """
    buckets = _buckets(kind, account, origin)
    with transaction.atomic():
        Throttle.objects.bulk_create(
            (Throttle(key=key, full_at=now) for key in buckets), ignore_conflicts=True
        )
        rows = Throttle.objects.select_for_update().filter(key__in=buckets).order_by("key")
        standing = {row.key: max(row.full_at, now) for row in rows}
        wait = max(_wait(bucket, standing[key], now) for key, bucket in buckets.items())
        if wait > timedelta(0):
            raise TooManyTries(math.ceil(wait / timedelta(minutes=1)))
        for key, bucket in buckets.items():
            Throttle.objects.filter(key=key).update(full_at=standing[key] + bucket.refill)


def give_back(kind: TryKind, account: str, *, origin: Origin, now: datetime) -> None:
    """Return the try of somebody who was right; other tries stay counted."""
    buckets = _buckets(kind, account, origin)
    with transaction.atomic():
        for row in Throttle.objects.select_for_update().filter(key__in=buckets).order_by("key"):
            Throttle.objects.filter(key=row.key).update(full_at=row.full_at - buckets[row.key].refill)
        Throttle.objects.filter(full_at__lt=now).delete()  # full again: nothing to remember


def _buckets(kind: TryKind, account: str, origin: Origin) -> dict[str, Bucket]:
    who = account.strip().lower()
    network = {_key(kind, "network", origin.network): NETWORK}
    if origin.device:
        return {_key(kind, "device", origin.device, who): KNOWN_DEVICE, **network}
    return {
        _key(kind, "account", who): ACCOUNT,
        _key(kind, "account from network", who, origin.network): ACCOUNT_FROM_NETWORK,
        **network,
    }


def _wait(bucket: Bucket, full_at: datetime, now: datetime) -> timedelta:
    return full_at + bucket.refill - now - bucket.tries * bucket.refill


def _key(*parts: str) -> str:
    text = "\x1f".join(parts).encode()
    return hmac.new(settings.SECRET_KEY.encode(), b"nabij.throttle\x1f" + text, hashlib.sha256).hexdigest()
