"""Sharing households out: transfers of many, the hand-over of each, and why a ceiling was passed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from nabij.casework.types import FamilyTold, HandoverPoint, HandoverState, TransferReason


class Transfer(models.Model):
    """Households of one colleague that went to others at once. What went where stands in the hand-overs."""

    from_staff = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=10, choices=TransferReason.choices)
    at = models.DateTimeField()
    by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(reason__in=TransferReason.values), name="a_transfer_reason_we_know"
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="an_undone_transfer_says_by_whom",
            ),
        )

    def __str__(self) -> str:
        return f"transfer {self.pk}"


class HandoverQuerySet(models.QuerySet["Handover"]):
    """The words in which hand-overs are asked for."""

    def open(self) -> HandoverQuerySet:
        """Not accepted yet, also when something was asked back."""
        return self.filter(state__in=(HandoverState.OPEN, HandoverState.ASKED))


class Handover(models.Model):
    """A household went from one colleague to another, who accepts what comes with it.

    Whoever gets it is contact person from the first moment: nobody is ever without. Until they accept, the
    team lead sees it as open. That the family was told stands in the row itself: so the database refuses a
    hand-over that was accepted without saying how, or why not.
    """

    household = models.ForeignKey("registry.Household", on_delete=models.CASCADE, related_name="handovers")
    transfer = models.ForeignKey(
        Transfer, null=True, blank=True, on_delete=models.SET_NULL, related_name="handovers"
    )
    from_staff = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    to_staff = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("staff.User", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=HandoverState.choices, default=HandoverState.OPEN)
    family_told = models.CharField(max_length=10, blank=True, choices=FamilyTold.choices)
    family_words = models.CharField(max_length=300, blank=True)
    family_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        ordering = ("-given_at", "-pk")
        indexes = (
            models.Index(
                fields=("to_staff", "given_at"),
                condition=Q(state__in=("open", "asked")),
                name="open_handovers_of_somebody",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("household",),
                condition=Q(state__in=("open", "asked")),
                name="one_open_handover_of_a_household",
            ),
            models.CheckConstraint(
                condition=Q(state__in=HandoverState.values), name="a_handover_state_we_know"
            ),
            models.CheckConstraint(
                condition=~Q(from_staff=F("to_staff")), name="a_handover_goes_to_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("open", "asked"), ended_at=None)
                | Q(state__in=("accepted", "taken_back", "passed_on"), ended_at__isnull=False),
                name="a_handover_that_ended_says_when",
            ),
            models.CheckConstraint(
                condition=Q(family_told="", family_words="")
                | Q(family_told__in=FamilyTold.values) & ~Q(family_words=""),
                name="the_family_was_told_how_or_why_not",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | ~Q(family_told=""), name="accepted_once_the_family_is_minded"
            ),
        )

    def __str__(self) -> str:
        return f"handover {self.pk}"


class HandoverItem(models.Model):
    """One point of the checklist, ticked or with a few words; a point without a row was not looked at yet."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="items")
    point = models.CharField(max_length=10, choices=HandoverPoint.choices)
    is_done = models.BooleanField(default=False)
    words = models.CharField(max_length=300, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("handover", "pk")
        constraints = (
            models.UniqueConstraint(fields=("handover", "point"), name="a_handover_point_once"),
            models.CheckConstraint(
                condition=Q(point__in=HandoverPoint.values), name="a_handover_point_we_know"
            ),
            models.CheckConstraint(
                condition=Q(is_done=True) | ~Q(words=""), name="a_handover_point_is_ticked_or_told"
            ),
        )

    def __str__(self) -> str:
        return f"handover item {self.pk}"


class HandoverQuestion(models.Model):
    """What whoever gets a household asks back before accepting it, and the answer."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="questions")
    asked = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("handover", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("handover",), condition=Q(answer=""), name="one_open_question_of_a_handover"
            ),
            models.CheckConstraint(condition=~Q(asked=""), name="a_handover_question_says_what"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_by=None)
                | ~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="a_handover_answer_says_by_whom",
            ),
        )

    def __str__(self) -> str:
        return f"handover question {self.pk}"


class BeyondCeiling(models.Model):
    """Somebody got one more household in intensive guidance than the ceiling, and why."""

    household = models.ForeignKey("registry.Household", on_delete=models.CASCADE, related_name="+")
    staff = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=300)
    intensive = models.PositiveSmallIntegerField()
    """Households in intensive guidance of this colleague, this one included."""
    ceiling = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("staff", "-at"), name="ceilings_passed_by_somebody"),)
        constraints = (
            models.CheckConstraint(condition=~Q(because=""), name="a_passed_ceiling_has_a_reason"),
            models.CheckConstraint(
                condition=Q(intensive__gt=F("ceiling")), name="a_passed_ceiling_lies_below"
            ),
        )

    def __str__(self) -> str:
        return f"beyond the ceiling {self.pk}"
