"""The rights register of a household: how each right stands, how it came there, what editors learn of it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from nabij.casework.types import (
    GAINED,
    HELD_STATES,
    AmountPer,
    DueBasis,
    DueKind,
    Feedback,
    ProposalState,
    RightState,
)

_NO_DUE = Q(due_on=None, due_kind="", due_basis="")
_A_DUE = Q(due_on__isnull=False, due_kind__in=DueKind.values, due_basis__in=DueBasis.values)
_NO_AMOUNT = Q(amount_cents=None, amount_per="")
_AN_AMOUNT = Q(amount_cents__gte=0, amount_per__in=AmountPer.values)


class HeldRightQuerySet(models.QuerySet["HeldRight"]):
    """The words in which the register is asked for."""

    def due(self, on: date) -> HeldRightQuerySet:
        """Rights with something to do before this day or on it, the longest due first."""
        return self.filter(due_on__lte=on).order_by("due_on", "pk")

    def ending(self, last: date) -> HeldRightQuerySet:
        """Granted or running rights whose last day is this one or earlier."""
        states = (RightState.GRANTED, RightState.RUNNING)
        return self.filter(state__in=states, last_on__lte=last).order_by("pk")


class HeldRight(models.Model):
    """A right of a household of which something is recorded: in one state, because it is one row.

    ``last_on`` is the last day on which a decision holds. ``due_on`` is a day before which something has to
    happen: what and on what that day rests stand beside it. An amount that is not known is empty, never zero.
    ``engine_said`` is the group in which the rules put the right when it was applied for, else when it was
    decided; ``feedback`` whether a decision that differs was proposed to the editors.
    """

    household = models.ForeignKey("registry.Household", on_delete=models.CASCADE, related_name="held_rights")
    right_id = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=RightState.choices)
    since_on = models.DateField()
    from_on = models.DateField(null=True, blank=True)
    last_on = models.DateField(null=True, blank=True)
    amount_cents = models.PositiveBigIntegerField(null=True, blank=True)
    amount_per = models.CharField(max_length=8, blank=True, choices=AmountPer.choices)
    due_on = models.DateField(null=True, blank=True)
    due_kind = models.CharField(max_length=8, blank=True, choices=DueKind.choices)
    due_basis = models.CharField(max_length=8, blank=True, choices=DueBasis.choices)
    engine_said = models.CharField(max_length=12, blank=True)
    feedback = models.CharField(max_length=8, blank=True, choices=Feedback.choices)
    version = models.PositiveIntegerField(default=1)

    objects = HeldRightQuerySet.as_manager()

    class Meta:
        ordering = ("household", "right_id")
        indexes = (
            models.Index(fields=("due_on",), name="rights_by_day_that_is_due"),
            models.Index(fields=("state", "last_on"), name="rights_by_last_day"),
        )
        constraints = (
            models.UniqueConstraint(fields=("household", "right_id"), name="a_right_stands_in_one_state"),
            models.CheckConstraint(condition=~Q(right_id=""), name="a_held_right_names_it"),
            models.CheckConstraint(condition=Q(state__in=HELD_STATES), name="a_right_state_we_store"),
            models.CheckConstraint(condition=_NO_DUE | _A_DUE, name="a_due_day_says_what_and_why"),
            models.CheckConstraint(condition=_NO_AMOUNT | _AN_AMOUNT, name="an_amount_has_a_period"),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in (*GAINED, RightState.APPEALED)])
                | Q(from_on=None, last_on=None, amount_cents=None),
                name="only_what_is_gained_has_an_amount",
            ),
            models.CheckConstraint(
                condition=Q(last_on=None) | Q(from_on__isnull=False, last_on__gte=F("from_on")),
                name="a_grant_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(feedback="") | Q(feedback__in=Feedback.values), name="a_feedback_we_know"
            ),
        )

    def __str__(self) -> str:
        return f"held right {self.pk}"


class RightMove(models.Model):
    """A right went from one state to another: when, by whom, why, and what was decided. Never changed.

    ``happened_on`` is the day of the talk, the application or the letter; ``recorded_by`` is empty for what
    the work of the night did. ``from_state`` of the first move is "possible".
    """

    right = models.ForeignKey(HeldRight, on_delete=models.CASCADE, related_name="moves")
    from_state = models.CharField(max_length=10, choices=RightState.choices)
    to_state = models.CharField(max_length=10, choices=RightState.choices)
    happened_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    amount_cents = models.PositiveBigIntegerField(null=True, blank=True)
    amount_per = models.CharField(max_length=8, blank=True, choices=AmountPer.choices)
    last_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_kind = models.CharField(max_length=8, blank=True, choices=DueKind.choices)
    due_basis = models.CharField(max_length=8, blank=True, choices=DueBasis.choices)
    engine_said = models.CharField(max_length=12, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("recorded_at", "pk")
        indexes = (models.Index(fields=("right", "recorded_at"), name="moves_of_a_right"),)
        constraints = (
            models.CheckConstraint(condition=~Q(from_state=F("to_state")), name="a_move_goes_elsewhere"),
            models.CheckConstraint(
                condition=Q(from_state__in=RightState.values, to_state__in=HELD_STATES),
                name="a_move_between_states_we_know",
            ),
            models.CheckConstraint(condition=_NO_DUE | _A_DUE, name="a_move_says_what_is_due"),
            models.CheckConstraint(condition=_NO_AMOUNT | _AN_AMOUNT, name="a_moved_amount_has_a_period"),
            models.CheckConstraint(
                condition=~Q(to_state__in=("refused", "ended")) | ~Q(note=""),
                name="a_refusal_and_an_end_say_why",
            ),
            models.CheckConstraint(
                condition=Q(recorded_by__isnull=False) | Q(to_state="to_renew"),
                name="only_renewal_moves_by_itself",
            ),
        )

    def __str__(self) -> str:
        return f"move {self.pk}"


class CaseProposal(models.Model):
    """A decision that differed from the rules, as a case without anybody in it, for the editors of the rules.

    It holds no key to a household, a person or whoever sent it, and only the month in which it came.
    """

    right_id = models.CharField(max_length=80)
    case = models.JSONField()
    """As a case stands in a file: name, on, municipality, household, persons, expect."""
    engine_said = models.CharField(max_length=12)
    """What the rules said of the household itself when this was sent."""
    month = models.CharField(max_length=7)
    """Year and month in which it came, such as 2026-11: a day could point at somebody."""
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.NEW)
    because = models.CharField(max_length=300, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("month", "right_id", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state="new", settled_at=None, settled_by=None, because="")
                | Q(state="accepted", settled_at__isnull=False, settled_by__isnull=False)
                | Q(state="rejected", settled_at__isnull=False, settled_by__isnull=False) & ~Q(because=""),
                name="a_rejected_proposal_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"proposal {self.pk}"
