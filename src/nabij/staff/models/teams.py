"""Teams, who works in them when, who is away and who stands in."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from nabij.staff.models.accounts import User
from nabij.staff.types import StandInReason


class TeamQuerySet(models.QuerySet["Team"]):
    """Words about teams."""

    def open(self) -> "TeamQuerySet":
        """Teams that work."""
        return self.filter(is_open=True)


class DatedQuerySet(models.QuerySet[Any]):
    """Words about what holds from a day until another, the last one not included."""

    def on(self, day: date) -> "DatedQuerySet":
        """What holds on this day."""
        return self.filter(from_on__lte=day).filter(Q(until_on=None) | Q(until_on__gt=day))


def _ends_after_it_starts(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(until_on=None) | Q(until_on__gt=F("from_on")), name=name)


class Team(models.Model):
    """People who work together from one place, for some neighbourhoods. Dossiers belong to a team."""

    name = models.CharField(max_length=100)
    town = models.CharField(max_length=40)
    """The id of the town that this team works for."""
    organisation = models.CharField(max_length=100, blank=True)
    """The partner organisation that this team belongs to; empty for the local authority itself."""
    location = models.CharField(max_length=200, blank=True)
    """Where the team works from, as people there call it."""
    is_open = models.BooleanField(default=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("name"), "town", name="one_team_of_a_name_in_a_town"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(town=""), name="a_team_has_a_name_and_a_town"),
        ]

    def __str__(self) -> str:
        return self.name


class CoveredNeighbourhood(models.Model):
    """One neighbourhood that a team follows, by the code of the neighbourhood."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="neighbourhoods")
    code = models.CharField(max_length=40)
    area_of = models.CharField(max_length=40, blank=True)
    """The town, when this is the area of an open team of the town itself; partners may share an area."""

    class Meta:
        ordering = ["team", "code"]
        constraints = [
            models.UniqueConstraint(fields=["team", "code"], name="a_team_covers_a_neighbourhood_once"),
            models.UniqueConstraint(
                fields=["area_of", "code"], condition=~Q(area_of=""), name="one_team_of_the_town_for_an_area"
            ),
            models.CheckConstraint(condition=~Q(code=""), name="a_covered_neighbourhood_has_a_code"),
        ]

    def __str__(self) -> str:
        return self.code


class Membership(models.Model):
    """Somebody works in a team, from a day until another (not included), perhaps as its lead."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    is_lead = models.BooleanField(default=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["team", "user", "from_on"]
        constraints = [
            _ends_after_it_starts("a_membership_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["user", "team"], condition=Q(until_on=None), name="one_open_membership_of_a_team"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.team}"


class StandIn(models.Model):
    """Somebody sees to the work of a colleague for some days. It always has an end."""

    absent = models.ForeignKey(User, on_delete=models.CASCADE, related_name="replaced_by")
    stand_in = models.ForeignKey(User, on_delete=models.CASCADE, related_name="stands_in")
    from_on = models.DateField()
    until_on = models.DateField()
    reason = models.CharField(max_length=20, choices=StandInReason.choices)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["absent", "from_on", "pk"]
        constraints = [
            _ends_after_it_starts("a_stand_in_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(absent=F("stand_in")), name="nobody_stands_in_for_oneself"),
            models.CheckConstraint(
                condition=Q(reason__in=StandInReason.values), name="a_stand_in_has_a_reason_we_know"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stand_in} for {self.absent}"


class Absence(models.Model):
    """Somebody is away. Why is nobody's business here: the absence of a colleague may tell of an illness."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="absences")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["user", "from_on"]
        constraints = [
            _ends_after_it_starts("an_absence_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(until_on=None), name="one_absence_without_an_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.from_on}"
