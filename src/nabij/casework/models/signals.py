"""Signals: facts that somebody saw about a household, until a team lead decides what happens with them."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from nabij.casework.types import SignalState
from nabij.registry.types import Topic


class SignalQuerySet(models.QuerySet["Signal"]):
    """The words in which signals are asked for."""

    def waiting(self) -> SignalQuerySet:
        """Nobody decided yet."""
        return self.filter(state=SignalState.WAITING)

    def rejected(self) -> SignalQuerySet:
        """Rejected, and not erased yet."""
        return self.filter(state=SignalState.REJECTED)

    def late(self, on: date) -> SignalQuerySet:
        """Waiting longer than agreed: from the day after the last one on."""
        return self.waiting().filter(due_on__lt=on)

    def unread(self) -> SignalQuerySet:
        """Added to guidance, and not read yet by whoever follows the household."""
        return self.filter(state=SignalState.JOINED, read_at=None)


class Signal(models.Model):
    """What somebody saw, where, when, and whether the family knows. Facts only: there is no score.

    Either the household is known, or what was told of its name, place and telephone stands here until it is.
    Whoever decides reads all of it; the sender reads only what became of it.
    """

    town = models.CharField(max_length=40)
    team = models.ForeignKey("staff.Team", on_delete=models.PROTECT, related_name="+")
    """The team whose lead decides; another one after it was passed on."""
    household = models.ForeignKey(
        "registry.Household", null=True, blank=True, on_delete=models.CASCADE, related_name="signals"
    )
    told_name = models.CharField(max_length=120, blank=True)
    told_place = models.CharField(max_length=200, blank=True)
    told_phone = models.CharField(max_length=40, blank=True)
    seen = models.CharField(max_length=500)
    seen_where = models.CharField(max_length=200)
    seen_on = models.DateField()
    seen_by = models.CharField(max_length=100)
    """Who saw it, by role: a teacher, a neighbour. No name."""
    concerns = models.CharField(max_length=300)
    """Whom in the household it concerns, in words."""
    topic = models.CharField(max_length=20, choices=Topic.choices)
    is_family_told = models.BooleanField()
    told_because = models.CharField(max_length=300)
    """What the family said of it, or why they were not told."""
    has_consent = models.BooleanField()
    no_consent_because = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    """The last day to decide: the fifth working day after it was sent, also when it was passed on."""
    state = models.CharField(max_length=10, choices=SignalState.choices, default=SignalState.WAITING)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    rejected_because = models.CharField(max_length=300, blank=True)
    guidance = models.ForeignKey(
        "casework.Guidance", null=True, blank=True, on_delete=models.CASCADE, related_name="signals"
    )
    """What it led to; it goes when that goes."""
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = SignalQuerySet.as_manager()

    class Meta:
        ordering = ("sent_at", "pk")
        indexes = (
            models.Index(fields=("team", "state", "sent_at"), name="signals_of_a_team"),
            models.Index(fields=("sent_by", "-sent_at"), name="signals_of_a_sender"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(state__in=SignalState.values), name="a_signal_state_we_know"),
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="a_signal_topic_we_know"),
            models.CheckConstraint(
                condition=~Q(seen="") & ~Q(seen_where="") & ~Q(seen_by="") & ~Q(concerns=""),
                name="a_signal_tells_what_where_and_who",
            ),
            models.CheckConstraint(
                condition=~Q(told_because=""), name="a_signal_says_why_the_family_was_told_or_not"
            ),
            models.CheckConstraint(
                condition=Q(has_consent=True) | ~Q(no_consent_because=""),
                name="a_signal_without_consent_says_why",
            ),
            models.CheckConstraint(
                condition=Q(household__isnull=False)
                | ~Q(told_name="")
                | ~Q(told_place="")
                | ~Q(told_phone=""),
                name="a_signal_leads_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None, decided_by=None)
                | ~Q(state="waiting") & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="a_decided_signal_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("taken_up", "joined"), guidance__isnull=False, household__isnull=False)
                | Q(state__in=("waiting", "rejected"), guidance=None),
                name="a_signal_taken_up_has_guidance",
            ),
            models.CheckConstraint(
                condition=Q(state="rejected") & ~Q(rejected_because="")
                | ~Q(state="rejected") & Q(rejected_because=""),
                name="a_rejected_signal_says_why",
            ),
            models.CheckConstraint(
                condition=Q(read_at=None, read_by=None)
                | Q(read_at__isnull=False, read_by__isnull=False, state="joined"),
                name="a_joined_signal_is_read_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"signal {self.pk}"


class SignalPass(models.Model):
    """A signal went on to another team of the town, and why. Never changed."""

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="passes")
    from_team = models.ForeignKey("staff.Team", on_delete=models.PROTECT, related_name="+")
    to_team = models.ForeignKey("staff.Team", on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(because=""), name="passing_a_signal_on_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(from_team=F("to_team")), name="a_signal_is_passed_on_to_another_team"
            ),
        )

    def __str__(self) -> str:
        return f"signal {self.signal_id} passed on"
