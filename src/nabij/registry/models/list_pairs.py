"""Pairs of children on lists: what is said of them, what owners were asked, and the frozen list."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nabij.registry.models.lists import ListCollection, ListedChild


class Verdict(models.TextChoices):
    """What is known about a pair."""

    OPEN = "", _("Not looked at")
    SAME = "same", _("The same child")
    DIFFERENT = "different", _("Not the same child")
    ASKED = "asked", _("Asked the partner")


class ChildPair(models.Model):
    """Two children of the lists that may be one. `level` and `reasons` are those of the comparison.

    `by_machine`: no person gave this verdict here; `remembered`: a person gave it in an earlier campaign.
    `is_question`: a person must look, because nothing said so far settles it; those with a low `turn` first.
    """

    collection = models.ForeignKey(ListCollection, on_delete=models.CASCADE, related_name="pairs")
    left = models.ForeignKey(ListedChild, on_delete=models.CASCADE, related_name="+")
    right = models.ForeignKey(ListedChild, on_delete=models.CASCADE, related_name="+")
    level = models.CharField(max_length=10)
    reasons = models.JSONField(default=dict)
    strength = models.FloatField(default=0)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, default=Verdict.OPEN, blank=True)
    by_machine = models.BooleanField(default=False)
    remembered = models.BooleanField(default=False)
    is_question = models.BooleanField(default=True)
    turn = models.IntegerField(default=0)

    class Meta:
        ordering = ("-strength", "pk")
        constraints = (
            models.UniqueConstraint(fields=("left", "right"), name="a_pair_is_compared_once"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="a_pair_has_one_order"),
        )

    def __str__(self) -> str:
        return f"{self.left_id} {self.right_id} {self.verdict}"


class PairDecision(models.Model):
    """Each verdict of a person on a pair, in order; the last one counts. `was_machine`: the machine spoke
    before.

    The hashes are of the whole result before and after, so that an undo can be shown to bring back every
    byte.
    """

    pair = models.ForeignKey(ChildPair, on_delete=models.CASCADE, related_name="decisions")
    client_id = models.UUIDField(unique=True)
    before = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    after = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    was_machine = models.BooleanField(default=False)
    decided_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    result_before = models.CharField(max_length=64)
    result_after = models.CharField(max_length=64)
    undoes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="undone_by"
    )

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.pair_id} {self.before} > {self.after}"


class RememberedPair(models.Model):
    """A verdict of a person, kept for the next campaign without names.

    `key` is a keyed hash of what both rows said, so that only the same two rows find it again.
    """

    key = models.CharField(max_length=64, unique=True)
    town = models.CharField(max_length=40)
    is_same = models.BooleanField()
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.key[:8]


class QuestionAnswer(models.TextChoices):
    """What the owner of a row says when asked to look at it again."""

    OPEN = "", _("Not answered yet")
    RIGHT = "right", _("It is right as it stands")
    CORRECTED = "corrected", _("I corrected it")
    UNKNOWN = "unknown", _("I do not know")


class OwnerQuestion(models.Model):
    """A question to the owner of a row about that row only: it tells nothing of any other list."""

    pair = models.ForeignKey(ChildPair, null=True, on_delete=models.SET_NULL, related_name="questions")
    child = models.ForeignKey(ListedChild, on_delete=models.CASCADE, related_name="questions")
    asked_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=QuestionAnswer.choices, blank=True)
    answered_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("pair", "child"), name="a_question_is_asked_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_by=None)
                | ~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="an_answer_has_its_moment",
            ),
        )

    def __str__(self) -> str:
        return f"{self.child_id} {self.answer}"


class FrozenDoor(models.Model):
    """A door of the frozen list: where packages go. `said` is address and telephones with their sources."""

    collection = models.ForeignKey(ListCollection, on_delete=models.CASCADE, related_name="doors")
    number = models.PositiveIntegerField()
    subject = models.UUIDField()
    said = models.JSONField()

    class Meta:
        ordering = ("collection", "number")
        constraints = (
            models.UniqueConstraint(fields=("collection", "number"), name="a_frozen_door_has_one_number"),
        )

    def __str__(self) -> str:
        return f"{self.collection_id} {self.number}"


class FrozenChild(models.Model):
    """A child of the frozen list: one package. `said` is names and birth with their sources."""

    door = models.ForeignKey(FrozenDoor, on_delete=models.CASCADE, related_name="children")
    position = models.PositiveSmallIntegerField()
    birth = models.CharField(max_length=10, blank=True)
    said = models.JSONField()

    class Meta:
        ordering = ("door", "position")
        constraints = (
            models.UniqueConstraint(fields=("door", "position"), name="a_frozen_child_stands_once"),
        )

    def __str__(self) -> str:
        return f"{self.door_id}.{self.position}"
