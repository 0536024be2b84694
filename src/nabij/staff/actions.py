"""Changes to accounts."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from nabij.staff.models import RoleGrant, TownGrant, User
from nabij.staff.types import NoSuchAccount, Role


@transaction.atomic
def open_account(
    *, email: str, name: str, password: str, roles: Iterable[Role], now: datetime, towns: Iterable[str] = ()
) -> User:
    """Make an account that can log in, with its roles and the ids of the towns it works for.

    Raises ValidationError when the password is too weak, and IntegrityError when the address has an account.
    """
    account = User(email=email, name=name, created_at=now)
    validate_password(password, account)
    account.set_password(password)
    account.save()
    RoleGrant.objects.bulk_create(RoleGrant(user=account, role=role) for role in roles)
    TownGrant.objects.bulk_create(TownGrant(user=account, town=town) for town in towns)
    return account


@transaction.atomic
def work_for(*, email: str, towns: Iterable[str]) -> User:
    """Let an account work for these towns, by their ids, and for no other. Raises NoSuchAccount."""
    try:
        account = User.objects.get_by_natural_key(email)
    except User.DoesNotExist:
        raise NoSuchAccount(email) from None
    wanted = set(towns)
    TownGrant.objects.filter(user=account).exclude(town__in=wanted).delete()
    known = set(TownGrant.objects.filter(user=account).values_list("town", flat=True))
    TownGrant.objects.bulk_create(TownGrant(user=account, town=town) for town in sorted(wanted - known))
    return account
