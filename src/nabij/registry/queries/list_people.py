"""Which account belongs to an e-mail address, to name somebody for a list."""

from __future__ import annotations

from django.contrib.auth import get_user_model


def account_for(email: str, *, town: str) -> int | None:
    """The open account with this address that works for this town, or None: nothing tells which was wrong."""
    found = get_user_model().objects.filter(
        email__iexact=email.strip(), is_active=True, town_grants__town=town
    )
    number: int | None = found.values_list("pk", flat=True).first()
    return number
