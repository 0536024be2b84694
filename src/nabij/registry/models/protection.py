"""Who may not be found, and what people said about two persons who look the same."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from nabij.registry.types import PairVerdict


class ProtectionQuerySet(models.QuerySet["Protection"]):
    """The words in which protections are asked for."""

    def standing(self) -> ProtectionQuerySet:
        """Those that nobody ended."""
        return self.filter(ended_at=None)


class Protection(models.Model):
    """Somebody may not be found: where their household is, only the contact person and the team lead see.

    The reason is read by the same two. An ended one stays as history.
    """

    person = models.ForeignKey("registry.Person", on_delete=models.CASCADE, related_name="protections")
    reason = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("staff.User", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    end_reason = models.CharField(max_length=300, blank=True)

    objects = ProtectionQuerySet.as_manager()

    class Meta:
        ordering = ["-set_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_protection_has_a_reason"),
            models.CheckConstraint(
                condition=Q(ended_at=None, end_reason="") | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
                name="a_protection_ends_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at=None), name="one_standing_protection"
            ),
        ]

    def __str__(self) -> str:
        return f"protection {self.pk}"


class PersonPair(models.Model):
    """A worker said of two persons whether they are one. Nothing is merged: it is a mark and a link."""

    first = models.ForeignKey("registry.Person", on_delete=models.CASCADE, related_name="pairs_as_first")
    second = models.ForeignKey("registry.Person", on_delete=models.CASCADE, related_name="pairs_as_second")
    verdict = models.CharField(max_length=10, choices=PairVerdict.choices)
    note = models.CharField(max_length=300)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey("staff.User", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="a_pair_stands_one_way_round"),
            models.CheckConstraint(
                condition=Q(verdict__in=PairVerdict.values), name="a_verdict_on_a_pair_we_know"
            ),
            models.CheckConstraint(condition=~Q(note=""), name="a_verdict_says_how_one_knows"),
            models.UniqueConstraint(
                fields=["first", "second"], condition=Q(ended_at=None), name="one_verdict_on_a_pair_now"
            ),
        ]

    def __str__(self) -> str:
        return f"pair {self.pk}"
