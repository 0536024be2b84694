"""Households in time: who belongs to which, from when until when, and for which share of their time."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from nabij.kernel.actors import Actor
from nabij.registry.models.access import ContactAssignment, ExceptionalAccess, TaskAccess
from nabij.registry.models.persons import Person
from nabij.registry.types import SIGHT_ROLES, TEAM_ROLES, Relation


class HouseholdQuerySet(models.QuerySet["Household"]):
    """The words in which households are asked for."""

    def open(self) -> HouseholdQuerySet:
        """Households that still are one."""
        return self.filter(ended_on=None)

    def visible_to(self, actor: Actor, at: datetime, *, at_once: bool = False) -> HouseholdQuerySet:
        """What this actor needs to know at this moment: the one scope of pages, counts, search and files.

        Contact person and stand-in, the own team, a task, and exceptional access while it is open; only in
        towns that the actor works for, and only with a role that follows households. With `at_once` the own
        households that are not of the own teams (mostly none) are read now, in one question, so that the
        database sees how few they are: PostgreSQL else reads every household of the town for them.
        """
        if actor.staff_id is None or not _follows_households(actor):
            return self.none()
        teams = actor.team_ids if actor.roles & TEAM_ROLES else frozenset()
        own = [
            ContactAssignment.objects.of(actor.staff_id, at),
            TaskAccess.objects.in_force(actor.staff_id, at),
            ExceptionalAccess.objects.in_force(actor.staff_id, at),
        ]
        scope = Q(team__in=teams) if teams else Q()
        if at_once:
            first, *more = [
                accesses.exclude(household__team__in=teams).order_by().values_list("household")
                for accesses in own
            ]
            scope |= Q(pk__in=[household for (household,) in first.union(*more)])
        else:
            for accesses in own:
                scope |= Q(pk__in=accesses.order_by().values("household"))
        return self.filter(scope, town__in=actor.towns)

    def of_contact_person(self, actor: Actor, at: datetime) -> HouseholdQuerySet:
        """Of what this actor sees, the households of which they are contact person or stand-in."""
        if actor.staff_id is None or not _follows_households(actor):
            return self.none()
        mine = ContactAssignment.objects.of(actor.staff_id, at).order_by().values("household")
        return self.filter(pk__in=mine, town__in=actor.towns)


def _follows_households(actor: Actor) -> bool:
    return bool(actor.roles & SIGHT_ROLES and actor.towns)


class Household(models.Model):
    """People who share a roof and a budget, followed by a team of a town."""

    town = models.CharField(max_length=40)
    team = models.ForeignKey(
        "staff.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="households"
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("staff.User", null=True, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["team", "town"], name="household_of_a_team")]
        constraints = [models.CheckConstraint(condition=~Q(town=""), name="a_household_has_a_town")]

    def __str__(self) -> str:
        return f"household {self.pk}"


class MembershipQuerySet(models.QuerySet["Membership"]):
    """The words in which memberships are asked for."""

    def on(self, day: date) -> MembershipQuerySet:
        """Memberships on a day: `from_on` counts, `until_on` does not."""
        return self.filter(Q(until_on=None) | Q(until_on__gt=day), from_on__lte=day)

    def alive(self, day: date) -> MembershipQuerySet:
        """Without those who died before a day."""
        return self.filter(Q(person__died_on=None) | Q(person__died_on__gte=day))

    def counted_once(self, day: date) -> MembershipQuerySet:
        """One membership for each person who lives: the home with the largest share, then the earliest.

        For totals of a town or neighbourhood: a child in two homes is one child.
        """
        better = (
            Membership.objects.on(day)
            .filter(person=OuterRef("person"))
            .filter(
                Q(share_pct__gt=OuterRef("share_pct"))
                | Q(share_pct=OuterRef("share_pct"), from_on__lt=OuterRef("from_on"))
                | Q(share_pct=OuterRef("share_pct"), from_on=OuterRef("from_on"), pk__lt=OuterRef("pk"))
            )
        )
        return self.on(day).alive(day).filter(~Exists(better))


class Membership(models.Model):
    """Somebody belongs to a household from a day on. Never twice in the same household on one day.

    `share_pct` is the share of their time, in per cent: 50 and 50 for a child in two homes.
    """

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    relation = models.CharField(max_length=20, choices=Relation.choices)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    share_pct = models.PositiveSmallIntegerField(default=100)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("staff.User", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["household", "from_on", "pk"]
        indexes = [
            models.Index(fields=["person", "from_on"], name="memberships_of_a_person"),
            models.Index(fields=["person", "household"], name="homes_of_a_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")), name="membership_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(share_pct__gte=1, share_pct__lte=100), name="share_is_1_to_100_pct"
            ),
            models.CheckConstraint(condition=Q(relation__in=Relation.values), name="a_relation_we_know"),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(relation="reference", until_on=None),
                name="one_reference_person_now",
            ),
        ]

    def __str__(self) -> str:
        return f"membership {self.pk}"

    def counts_on(self, day: date) -> bool:
        """Whether this membership holds on a day."""
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


class FosterPlacement(models.Model):
    """A membership is a placement in foster care: hidden, only for its owner, never on a list or label."""

    membership = models.OneToOneField(
        Membership, primary_key=True, on_delete=models.CASCADE, related_name="foster_placement"
    )
    service = models.CharField(max_length=150, blank=True)
    owner = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"placement {self.pk}"
