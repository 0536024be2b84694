"""Changes to accounts."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from nabij.staff.models import RoleGrant, User
from nabij.staff.types import Role


@transaction.atomic
def open_account(*, email: str, name: str, password: str, roles: Iterable[Role], now: datetime) -> User:
    """Make an account that can log in, with its roles.

    Raises ValidationError when the password is too weak, and IntegrityError when the address has an account.
    """
    account = User(email=email, name=name, created_at=now)
    validate_password(password, account)
    account.set_password(password)
    account.save()
    RoleGrant.objects.bulk_create(RoleGrant(user=account, role=role) for role in roles)
    return account
