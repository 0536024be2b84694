"""What logging in needs to remember: tries, spent codes, invitations and lost second factors."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from nabij.staff.models.accounts import User
from nabij.staff.types import InvitationKind


class Throttle(models.Model):
    """How many tries somebody or some network has left: a bucket that fills again by itself.

    The key is a keyed digest, so the table names no account and no network.
    """

    key = models.CharField(max_length=64, primary_key=True)
    full_at = models.DateTimeField()
    """When all tries are there again."""

    class Meta:
        ordering = ["key"]
        constraints = [models.CheckConstraint(condition=~Q(key=""), name="a_throttle_has_a_key")]

    def __str__(self) -> str:
        return self.key


class SpentCode(models.Model):
    """A code of an app that was used.

    The code of one half minute opens the door once, wherever it is typed.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="spent_codes")
    step = models.BigIntegerField()
    """Number of the half minute since 1970 that the code belongs to."""

    class Meta:
        ordering = ["user", "step"]
        constraints = [models.UniqueConstraint(fields=["user", "step"], name="a_code_is_spent_once")]

    def __str__(self) -> str:
        return str(self.step)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Words about invitations."""

    def open(self, now: datetime) -> "InvitationQuerySet":
        """Invitations that still let somebody in."""
        return self.filter(closed_at=None, until_at__gt=now)


class Invitation(models.Model):
    """A link that lets somebody choose a password once. Only its digest is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    kind = models.CharField(max_length=20, choices=InvitationKind.choices)
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    """Empty for the first administrator, invited from the command line."""
    made_at = models.DateTimeField()
    until_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    """When it was used, withdrawn or replaced."""

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["user", "made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(closed_at=None), name="one_open_invitation_per_account"
            ),
            models.CheckConstraint(
                condition=Q(until_at__gt=F("made_at")), name="an_invitation_ends_after_it_is_made"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=InvitationKind.values), name="an_invitation_of_a_kind_we_know"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}"


class LostFactor(models.Model):
    """A colleague lost phone and recovery codes. One person asks for a new start, a second one confirms."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="lost_factors")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    seen_how = models.CharField(max_length=200)
    """How it was made sure that this is really the colleague."""
    confirmed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    """When it was confirmed or refused."""

    class Meta:
        ordering = ["user", "asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(closed_at=None), name="one_open_recovery_per_account"
            ),
            models.CheckConstraint(
                condition=~Q(asked_by=F("user"))
                & (
                    Q(confirmed_by=None)
                    | (~Q(confirmed_by=F("asked_by")) & ~Q(confirmed_by=F("user")) & ~Q(closed_at=None))
                ),
                name="a_recovery_takes_two_others",
            ),
            models.CheckConstraint(condition=~Q(seen_how=""), name="a_recovery_says_how_it_was_checked"),
        ]

    def __str__(self) -> str:
        return str(self.user)
