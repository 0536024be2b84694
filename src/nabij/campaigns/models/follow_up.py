"""What follows from a talk: what a team has to do, and worries that call somebody at once."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from nabij.campaigns.models.campaigns import Campaign
from nabij.campaigns.models.targets import Target
from nabij.campaigns.types import WORRY_TAKEN_WITHIN, FollowUpKind, NeedCode
from nabij.registry.types import Topic

_DONE = Q(done_at=None, done_by=None, done_what="") | Q(done_at__isnull=False, done_by__isnull=False) & ~Q(
    done_what=""
)


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """The words in which follow-up is asked for."""

    def open(self) -> FollowUpQuerySet:
        """Nobody did it yet."""
        return self.filter(done_at=None)


class FollowUp(models.Model):
    """A question that was heard, or something to look at, with the team that owns it.

    `words` lie under the topic: whoever does not see it reads that there is a question, not which. When the
    household has a contact person the question also stands in its dossier (`need`).
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="follow_ups")
    target = models.ForeignKey(
        Target, null=True, blank=True, on_delete=models.SET_NULL, related_name="follow_ups"
    )
    household = models.ForeignKey("registry.Household", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=FollowUpKind.choices)
    code = models.CharField(max_length=12, choices=NeedCode.choices, blank=True)
    topic = models.CharField(max_length=20, choices=Topic.choices)
    words = models.CharField(max_length=300, blank=True)
    team = models.ForeignKey("staff.Team", on_delete=models.PROTECT, related_name="+")
    need = models.ForeignKey(
        "casework.Need", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done_what = models.CharField(max_length=300, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ("made_at", "pk")
        indexes = (models.Index(fields=("team", "done_at", "made_at"), name="follow_up_of_a_team"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="need") & ~Q(code="") | Q(kind="check", code=""),
                name="follow_up_says_what_is_asked",
            ),
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="a_follow_up_topic_we_know"),
            models.CheckConstraint(condition=_DONE, name="follow_up_that_is_done_says_what"),
        )

    def __str__(self) -> str:
        return f"follow-up {self.pk}"


class WorryQuerySet(models.QuerySet["Worry"]):
    """The words in which worries are asked for."""

    def open(self) -> WorryQuerySet:
        """Nobody said how it ended."""
        return self.filter(done_at=None)

    def not_taken(self, since: datetime) -> WorryQuerySet:
        """Raised before a moment, and nobody took it on."""
        return self.open().filter(taken_by=None, raised_at__lte=since)


class Worry(models.Model):
    """A caller is worried about somebody: it calls the duty team at once, and others when nobody takes it.

    How loud it calls follows from the clock (`calls_wider`), so nothing is missed while no timer runs.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="worries")
    target = models.ForeignKey(
        Target, null=True, blank=True, on_delete=models.SET_NULL, related_name="worries"
    )
    household = models.ForeignKey("registry.Household", on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    team = models.ForeignKey("staff.Team", on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done_what = models.CharField(max_length=300, blank=True)

    objects = WorryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "worries"
        ordering = ("raised_at", "pk")
        indexes = (models.Index(fields=("done_at", "team"), name="worries_of_a_team"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(taken_at=None, taken_by=None) | Q(taken_at__isnull=False, taken_by__isnull=False),
                name="a_worry_taken_on_says_by_whom",
            ),
            models.CheckConstraint(condition=_DONE, name="a_worry_that_ended_says_how"),
            models.UniqueConstraint(
                fields=("target",),
                condition=Q(target__isnull=False, done_at=None),
                name="one_open_worry_about_a_target",
            ),
        )

    def __str__(self) -> str:
        return f"worry {self.pk}"

    def calls_wider(self, now: datetime) -> int:
        """How far it calls: 0 the duty team, 1 also the team leads of the town, 2 also campaign leads."""
        if self.taken_at is not None:
            return 0
        return min(2, int((now - self.raised_at) / WORRY_TAKEN_WITHIN))
