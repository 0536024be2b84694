"""Who is on the list of a campaign, who is reserved for whom, and every attempt."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from nabij.campaigns.models.campaigns import Campaign
from nabij.campaigns.types import DayPart, Outcome, PassedBecause, TargetState
from nabij.registry.types import NotPossible


class PaperList(models.Model):
    """A list on paper for whoever calls without a screen: so many people, reserved until it is typed in.

    `number` stands on every sheet; a sheet that does not come back says which people were on it.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="papers")
    caller = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("campaign", "-made_at", "-pk")

    def __str__(self) -> str:
        return f"paper list {self.pk}"


class TargetQuerySet(models.QuerySet["Target"]):
    """The words in which people on a list are asked for."""

    def open(self) -> TargetQuerySet:
        """Still to be reached."""
        return self.filter(state=TargetState.OPEN)

    def free(self, now: datetime) -> TargetQuerySet:
        """Reserved for nobody, or for longer than was agreed."""
        return self.filter(Q(held_by=None) | Q(held_until__lte=now))

    def due(self, now: datetime) -> TargetQuerySet:
        """To be tried now."""
        return self.open().free(now).filter(due_at__lte=now)

    def locked(self) -> TargetQuerySet:
        """Kept from others until the transaction ends: attempts are numbered one after the other."""
        return self.select_for_update(of=("self",))

    def contacted(self) -> TargetQuerySet:
        """Tried once at least; a reservation that was given back is no attempt to reach anybody."""
        tried = Attempt.objects.filter(target=OuterRef("pk")).exclude(outcome=Outcome.LET_GO)
        return self.filter(Exists(tried))


class Target(models.Model):
    """A household on the list: one call, one door. Which of its members are meant stands in TargetPerson.

    In a package campaign it can be a door of a frozen list; its children then stand in Package only.

    `because` holds the facts for which it is on the list, so that "why did you contact me?" has an answer.
    A reservation (`held_by`, `held_until`, `hold`) is the number under which the outcome comes back.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="targets")
    household = models.ForeignKey(
        "registry.Household", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    door = models.ForeignKey(
        "registry.FrozenDoor", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    """A door of a frozen list of partners: its family is not in the register, and goes with the list."""
    rank = models.PositiveIntegerField()
    """The order of the list: the oldest first where the campaign wants that."""
    language = models.CharField(max_length=10, blank=True)
    because = models.JSONField()
    state = models.CharField(max_length=10, choices=TargetState.choices, default=TargetState.OPEN)
    passed_because = models.CharField(max_length=14, choices=PassedBecause.choices, blank=True)
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    """Attempts in this turn of the round without a talk."""
    turn = models.PositiveSmallIntegerField(default=1)
    """Which time round: 2 when somebody who was reached is called again."""
    fixed_caller = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    held_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    held_until = models.DateTimeField(null=True, blank=True)
    hold = models.UUIDField(null=True, blank=True, unique=True)
    paper = models.ForeignKey(
        PaperList, null=True, blank=True, on_delete=models.SET_NULL, related_name="targets"
    )
    """The list on paper on which it stands, while it is reserved for that."""
    promised_from = models.DateTimeField(null=True, blank=True)
    promised_until = models.DateTimeField(null=True, blank=True)
    """The household was told that somebody comes between these moments; planning anew keeps that."""

    objects = TargetQuerySet.as_manager()

    class Meta:
        ordering = ("campaign", "rank", "pk")
        indexes = (models.Index(fields=("campaign", "state", "rank"), name="targets_to_call"),)
        constraints = (
            models.UniqueConstraint(fields=("campaign", "household"), name="a_household_once_in_a_campaign"),
            models.UniqueConstraint(fields=("campaign", "door"), name="a_door_once_in_a_campaign"),
            models.CheckConstraint(
                condition=Q(household=None, door__isnull=False) | Q(household__isnull=False, door=None),
                name="a_target_is_a_household_or_a_listed_door",
            ),
            models.UniqueConstraint(
                fields=("held_by",),
                condition=Q(held_by__isnull=False, paper=None),
                name="one_at_a_time_for_a_caller",
            ),
            models.CheckConstraint(condition=Q(state__in=TargetState.values), name="a_target_state_we_know"),
            models.CheckConstraint(
                condition=Q(held_by=None, held_until=None, hold=None)
                | Q(state="open", held_by__isnull=False, held_until__isnull=False, hold__isnull=False),
                name="a_reservation_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(paper=None) | Q(held_by__isnull=False), name="what_is_on_paper_is_reserved"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("open", "reached"), passed_because="")
                | Q(state__in=("passed_on", "ended")) & ~Q(passed_because=""),
                name="a_target_that_ends_says_why",
            ),
            models.CheckConstraint(
                condition=Q(promised_from=None, promised_until=None)
                | Q(promised_from__isnull=False, promised_until__gte=F("promised_from")),
                name="a_promised_visit_has_two_ends",
            ),
        )

    def __str__(self) -> str:
        return f"target {self.pk}"

    @property
    def home_id(self) -> int:
        """The number of its household. Raises NotPossible for a door of a list: it is not in the register."""
        if self.household_id is None:
            raise NotPossible(
                _(
                    "This family stands on a list of a partner, not in the register. Nothing was saved. "
                    "Ask whether we may write them down, and let a social worker do that first."
                )
            )
        return self.household_id


class TargetPerson(models.Model):
    """Somebody who is meant by a campaign. Once, also when they belong to two households."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="persons")
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("target", "pk")
        constraints = (
            models.UniqueConstraint(fields=("campaign", "person"), name="a_person_once_in_a_campaign"),
        )

    def __str__(self) -> str:
        return f"person of target {self.target_id}"


class Attempt(models.Model):
    """One attempt to reach a target: by whom, when, and what came of it. Never changed."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="attempts")
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    turn = models.PositiveSmallIntegerField()
    caller = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    part = models.CharField(max_length=10, choices=DayPart.choices)
    outcome = models.CharField(max_length=14, choices=Outcome.choices)

    class Meta:
        ordering = ("target", "number")
        indexes = (
            models.Index(fields=("caller", "at"), name="attempts_of_a_caller"),
            models.Index(fields=("campaign", "outcome"), name="attempts_of_a_campaign"),
        )
        constraints = (
            models.UniqueConstraint(fields=("target", "number"), name="attempts_are_numbered_once"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="an_outcome_we_know"),
            models.CheckConstraint(condition=Q(part__in=DayPart.values), name="a_part_of_the_day_we_know"),
        )

    def __str__(self) -> str:
        return f"attempt {self.number} of target {self.target_id}"
