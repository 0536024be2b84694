"""Who goes out when, the rounds that were planned, their stops, and which doors are in no round."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from nabij.campaigns.models.campaigns import Campaign
from nabij.campaigns.models.targets import Target
from nabij.campaigns.types import MOST_STOPS, DayPart, GoingMode, NotPlannedBecause, PlanningState


class Shift(models.Model):
    """Somebody goes out for a campaign on one day, in one part of it, from one place to another.

    A place is a name and a point on the map, copied when the shift was filled in: a location that moves
    later does not move what was walked.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="shifts")
    staff = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("staff.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The team whose neighbourhoods this person goes to first."""
    day = models.DateField()
    part = models.CharField(max_length=10, choices=DayPart.choices)
    mode = models.CharField(max_length=10, choices=GoingMode.choices, default=GoingMode.FOOT)
    start_name = models.CharField(max_length=120)
    start_latitude = models.FloatField()
    start_longitude = models.FloatField()
    end_name = models.CharField(max_length=120)
    end_latitude = models.FloatField()
    end_longitude = models.FloatField()
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    """How many packages go along; None when it does not matter."""
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("day", "part", "staff", "pk")
        indexes = (models.Index(fields=("campaign", "day"), name="shifts_of_a_campaign"),)
        constraints = (
            models.UniqueConstraint(fields=("staff", "day", "part"), name="nobody_goes_out_twice_at_once"),
            models.CheckConstraint(condition=Q(part__in=DayPart.values), name="a_shift_part_we_know"),
            models.CheckConstraint(condition=Q(mode__in=GoingMode.values), name="a_shift_mode_we_know"),
            models.CheckConstraint(
                condition=Q(
                    start_latitude__range=(-90, 90),
                    start_longitude__range=(-180, 180),
                    end_latitude__range=(-90, 90),
                    end_longitude__range=(-180, 180),
                )
                & ~Q(start_name="")
                & ~Q(end_name=""),
                name="a_shift_begins_and_ends_somewhere",
            ),
        )

    def __str__(self) -> str:
        return f"{self.staff_id} on {self.day} {self.part}"


class Planning(models.Model):
    """One making of rounds for the days of a period: who asked, how far it is, and how it ended.

    One at a time for a campaign. `told_at` is the last sign of life of the program that works on it; without
    one for a while it is taken for lost, and nothing was changed by it.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="plannings")
    from_on = models.DateField()
    until_on = models.DateField()
    """The last day, included."""
    is_balanced = models.BooleanField(default=False)
    """All rounds about equally long."""
    do_teams_help = models.BooleanField(default=True)
    """People also go to doors of other teams than their own."""
    is_extra = models.BooleanField(default=False)
    """Only the doors that are in no round yet; what was planned stays as it is."""
    state = models.CharField(max_length=10, choices=PlanningState.choices, default=PlanningState.WAITING)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    share = models.PositiveSmallIntegerField(default=0)
    """How much of the work is done, in hundredths."""
    stop_asked_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    doors = models.PositiveIntegerField(default=0)
    """How many doors were asked for."""
    planned = models.PositiveIntegerField(default=0)
    is_by_roads = models.BooleanField(default=False)
    """Travel times of the town's own road service; otherwise the straight line with a detour."""
    said = models.CharField(max_length=400, blank=True)
    """Why it did not finish, or what whoever reads the rounds has to know."""

    class Meta:
        ordering = ("campaign", "-asked_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("campaign",), condition=Q(ended_at=None), name="one_planning_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state__in=PlanningState.values), name="a_planning_state_we_know"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "running"), ended_at=None)
                | Q(state__in=("done", "stopped", "failed"), ended_at__isnull=False),
                name="a_planning_that_ended_says_when",
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on"), share__lte=100), name="a_planning_has_days"
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(said=""), name="a_planning_that_failed_says_why"
            ),
        )

    def __str__(self) -> str:
        return f"planning {self.pk}"


class RoundQuerySet(models.QuerySet["Round"]):
    """The words in which rounds are asked for."""

    def open(self) -> RoundQuerySet:
        """Not closed yet."""
        return self.filter(closed_at=None)

    def walkable(self) -> RoundQuerySet:
        """What its goer still sees on its day: not closed, or closed because every door was told.

        A round that was stopped, or from which all doors went, is nobody's to walk.
        """
        told = Stop.objects.filter(round=OuterRef("pk"), done_at__isnull=False)
        return self.filter(Q(closed_at=None) | Q(Exists(told), stopped_at=None))

    def of(self, staff_id: int, day: date) -> RoundQuerySet:
        """What this person walks on a day, in order."""
        return self.filter(goer=staff_id, day=day).order_by("begins_at", "pk")


class Round(models.Model):
    """One person goes out on one day for one campaign: a half day, with 40 doors at most.

    `number` counts the rounds of this person on this day: 2 for the afternoon, or for an extra round.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="rounds")
    day = models.DateField()
    goer = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(max_length=10, choices=GoingMode.choices, default=GoingMode.FOOT)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    meters = models.PositiveIntegerField(default=0)
    minutes_travel = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveSmallIntegerField(default=1)
    shift = models.ForeignKey(Shift, null=True, blank=True, on_delete=models.SET_NULL, related_name="rounds")
    """The half day in which it is walked, with where it begins and ends."""
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    """When its last door was told or taken off, or its campaign ended."""
    stopped_at = models.DateTimeField(null=True, blank=True)
    """When somebody stopped this round before it was done."""

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ("campaign", "day", "begins_at", "pk")
        indexes = (models.Index(fields=("goer", "day"), name="rounds_of_a_goer"),)
        constraints = (
            models.UniqueConstraint(
                fields=("campaign", "day", "goer", "number"), name="rounds_of_a_day_are_numbered_once"
            ),
            models.CheckConstraint(condition=Q(mode__in=GoingMode.values), name="a_round_mode_we_know"),
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("begins_at"), number__gte=1), name="a_round_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(stopped_at=None) | Q(closed_at__isnull=False), name="a_stopped_round_is_closed"
            ),
        )

    def __str__(self) -> str:
        return f"round {self.pk}"


class StopQuerySet(models.QuerySet["Stop"]):
    """The words in which stops are asked for."""

    def standing(self) -> StopQuerySet:
        """Not taken off: still to do, or done."""
        return self.filter(taken_off_at=None)

    def open(self) -> StopQuerySet:
        """Still to do."""
        return self.filter(taken_off_at=None, done_at=None)


class Stop(models.Model):
    """One door of a round. A door stands in one round at a time until somebody was there.

    `taken_off_at`: it went to another round, or the household may not be visited any more.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="stops")
    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="stops")
    number = models.PositiveSmallIntegerField()
    arrives_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    """At the door."""
    taken_off_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = StopQuerySet.as_manager()

    class Meta:
        ordering = ("round", "number", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("target",),
                condition=Q(taken_off_at=None, done_at=None),
                name="a_door_in_one_round_at_a_time",
            ),
            models.UniqueConstraint(
                fields=("round", "number"), condition=Q(taken_off_at=None), name="stops_are_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(number__range=(1, MOST_STOPS)), name="a_round_has_forty_doors_at_most"
            ),
            models.CheckConstraint(
                condition=Q(taken_off_at=None) | Q(done_at=None), name="what_was_done_is_not_taken_off"
            ),
        )

    def __str__(self) -> str:
        return f"stop {self.number} of round {self.round_id}"


class NotPlanned(models.Model):
    """A door that one planning put in no round, the reason, and the facts that belong to the reason."""

    planning = models.ForeignKey(Planning, on_delete=models.CASCADE, related_name="left_out")
    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="+")
    because = models.CharField(max_length=20, choices=NotPlannedBecause.choices)
    facts = models.JSONField(default=dict)
    """What the sentence needs: languages, minutes that lack, a moment, how many doors."""

    class Meta:
        ordering = ("planning", "because", "target")
        constraints = (
            models.UniqueConstraint(fields=("planning", "target"), name="a_door_left_out_once"),
            models.CheckConstraint(
                condition=Q(because__in=NotPlannedBecause.values), name="a_left_out_reason_we_know"
            ),
        )

    def __str__(self) -> str:
        return f"target {self.target_id}: {self.because}"
