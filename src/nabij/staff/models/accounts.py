"""Accounts, the roles they hold, and the towns they work for."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from nabij.staff.types import Role


class UserQuerySet(models.QuerySet["User"]):
    """Words about accounts."""

    def active(self) -> "UserQuerySet":
        """Accounts that may log in."""
        return self.filter(is_active=True)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Finds an account by its e-mail address, in any spelling of capitals."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the account with this e-mail address. Raises User.DoesNotExist."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody who works here and logs in with an e-mail address."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_account_per_email"),
            models.CheckConstraint(condition=~Q(email=""), name="account_has_an_email"),
        ]

    def __str__(self) -> str:
        return self.name


class WorkPhone(models.Model):
    """The telephone on which somebody answers at work, in the international form. Families are given it."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="work_phone")
    number = models.CharField(max_length=16)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["user"]
        constraints = [
            models.CheckConstraint(
                condition=Q(number__startswith="+") & ~Q(number="+") & ~Q(number__contains=" "),
                name="a_work_phone_is_international",
            ),
        ]

    def __str__(self) -> str:
        return f"telephone of {self.user_id}"


class RoleGrant(models.Model):
    """One role held by one account."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=30, choices=Role.choices)

    class Meta:
        ordering = ["user", "role"]
        constraints = [
            models.UniqueConstraint(fields=["user", "role"], name="a_role_is_granted_once"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="a_role_we_know"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class TownGrant(models.Model):
    """One town that an account works for, by the id of its folder. Without any, it writes no rights."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="town_grants")
    town = models.CharField(max_length=40)

    class Meta:
        ordering = ["user", "town"]
        constraints = [
            models.UniqueConstraint(fields=["user", "town"], name="a_town_is_granted_once"),
            models.CheckConstraint(condition=~Q(town=""), name="a_granted_town_has_an_id"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.town}"
