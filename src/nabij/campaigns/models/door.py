"""What was told at doors, which round is on which phone, the instruction, and what is held."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from nabij.campaigns.models.campaigns import Campaign
from nabij.campaigns.models.rounds import Round, Stop
from nabij.campaigns.models.targets import Attempt, Target
from nabij.campaigns.types import KEPT_WAITING, SKEW_TOLD, HeldBecause, Outcome


class Instruction(models.Model):
    """What whoever goes has to know and do, as it stands from one moment on. A change is a new version."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="instructions")
    version = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=3000)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("campaign", "version")
        constraints = (
            models.UniqueConstraint(
                fields=("campaign", "version"), name="instructions_are_numbered_once_in_a_campaign"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="an_instruction_has_words"),
        )

    def __str__(self) -> str:
        return f"instruction {self.version} of campaign {self.campaign_id}"


class InstructionTick(models.Model):
    """Somebody who goes has read this version, and says so."""

    instruction = models.ForeignKey(Instruction, on_delete=models.CASCADE, related_name="ticks")
    staff = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    ticked_at = models.DateTimeField()

    class Meta:
        ordering = ("instruction", "pk")
        constraints = (
            models.UniqueConstraint(fields=("instruction", "staff"), name="an_instruction_ticked_once"),
        )

    def __str__(self) -> str:
        return f"{self.staff_id} read instruction {self.instruction_id}"


class TakenRoundQuerySet(models.QuerySet["TakenRound"]):
    """The words in which rounds on phones are asked for."""

    def out(self, now: datetime) -> TakenRoundQuerySet:
        """On a phone that did not say yet that it is empty."""
        return self.filter(finished_at=None, taken_at__gt=now - KEPT_WAITING)


class TakenRound(models.Model):
    """A round that was put on a phone: whose, when, and when its names are gone there.

    `number` is made by the phone; what the phone seals for the server is sealed under that name.
    """

    number = models.UUIDField(unique=True)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="taken")
    goer = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    gone_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    """When the phone said that nothing waits and no name is left."""

    objects = TakenRoundQuerySet.as_manager()

    class Meta:
        ordering = ("-taken_at", "-pk")
        indexes = (models.Index(fields=("goer", "finished_at"), name="rounds_on_phones"),)
        constraints = (
            models.CheckConstraint(condition=Q(gone_at__gt=F("taken_at")), name="a_taken_round_ends"),
        )

    def __str__(self) -> str:
        return f"round {self.round_id} on a phone"


class DoorToldQuerySet(models.QuerySet["DoorTold"]):
    """The words in which what was told at doors is asked for."""

    def visits(self) -> DoorToldQuerySet:
        """What counts as a visit."""
        return self.exclude(attempt=None)

    def notes(self) -> DoorToldQuerySet:
        """What came after somebody had told about the same door."""
        return self.filter(attempt=None)


class DoorTold(models.Model):
    """What one visitor told about one door, once. With an attempt it is the visit; without, a note beside it.

    `told_at` is the clock of the phone, `happened_at` the same put right by the difference between that clock
    and ours (`skew_seconds`, positive when the phone is behind), `received_at` ours. There are no words: what
    was asked lies with the question, under its topic. Without consent to be contacted it is a code to count.
    """

    client_id = models.UUIDField(unique=True)
    stop = models.ForeignKey(Stop, on_delete=models.CASCADE, related_name="told")
    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="told_at_door")
    goer = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    taken = models.ForeignKey(
        TakenRound, null=True, blank=True, on_delete=models.SET_NULL, related_name="told"
    )
    """On which phone it was told; None on a page of the server."""
    attempt = models.OneToOneField(
        Attempt, null=True, blank=True, on_delete=models.CASCADE, related_name="told_at_door"
    )
    outcome = models.CharField(max_length=14, choices=Outcome.choices)
    ends = models.BooleanField()
    """Whether the door needs no other visit in this round."""
    needs = models.JSONField(default=list)
    may_contact = models.BooleanField(default=False)
    card_left = models.BooleanField(default=False)
    told_at = models.DateTimeField()
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    skew_seconds = models.IntegerField(default=0)
    sequence = models.PositiveIntegerField(default=0)
    """Which one it was on that phone."""
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = DoorToldQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "told at doors"
        ordering = ("received_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("stop", "ends"),
                condition=Q(attempt__isnull=False),
                name="one_visit_for_a_stop_and_one_that_came_back",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="an_outcome_at_a_door_we_know"
            ),
            models.CheckConstraint(
                condition=Q(seen_at=None, seen_by=None) | Q(seen_at__isnull=False, seen_by__isnull=False),
                name="a_note_that_was_seen_says_by_whom",
            ),
        )

    def __str__(self) -> str:
        return f"told at stop {self.stop_id}"

    @property
    def has_odd_clock(self) -> bool:
        """Whether the clock of the phone differs so much that the coordinator is told."""
        return abs(self.skew_seconds) > SKEW_TOLD.total_seconds()


class HeldDeliveryQuerySet(models.QuerySet["HeldDelivery"]):
    """The words in which what is held is asked for."""

    def open(self) -> HeldDeliveryQuerySet:
        """Nobody settled it yet."""
        return self.filter(settled_at=None)


class HeldDelivery(models.Model):
    """Something that a phone brought and that could not be written down: kept as it came, sealed.

    The coordinator sees that it is there, from whom and why, and tries again or says how it was settled.
    """

    client_id = models.UUIDField(unique=True)
    town = models.CharField(max_length=40)
    """Whose leads see it: the town of the campaign, or of whoever brought it when the round is not known."""
    campaign = models.ForeignKey(
        Campaign, null=True, blank=True, on_delete=models.CASCADE, related_name="held_deliveries"
    )
    taken_number = models.UUIDField(null=True, blank=True)
    goer = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    letter = models.JSONField()
    because = models.CharField(max_length=14, choices=HeldBecause.choices)
    said = models.CharField(max_length=300, blank=True)
    """What exactly does not go together, in words without a name."""
    sent_at = models.DateTimeField()
    arrived_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_what = models.CharField(max_length=300, blank=True)

    objects = HeldDeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "held deliveries"
        ordering = ("arrived_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(because__in=HeldBecause.values), name="a_reason_to_hold_we_know"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None, settled_what="")
                | Q(settled_at__isnull=False) & ~Q(settled_what=""),
                name="a_held_delivery_that_is_settled_says_how",
            ),
        )

    def __str__(self) -> str:
        return f"held {self.client_id}"
