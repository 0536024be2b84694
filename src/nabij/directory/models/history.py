"""What changed and who suggested what."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nabij.directory.models.organisations import Organisation
from nabij.directory.models.services import Service
from nabij.directory.types import SuggestionState


class Change(models.Model):
    """One change, as it was: what stood there, what stands there now, who did it and why. Append-only."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="changes")
    service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="changes")
    event = models.CharField(max_length=40)
    changed = models.JSONField(default=dict)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    staff_id = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(event=""), name="a_change_has_an_event")]

    def __str__(self) -> str:
        return f"{self.event} {self.at:%Y-%m-%d}"


class Suggestion(models.Model):
    """Somebody who works here saw that an entry is wrong. `proposed` are values that a file brought."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="suggestions")
    text = models.TextField()
    proposed = models.JSONField(null=True, blank=True)
    by = models.PositiveBigIntegerField(null=True)
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=SuggestionState.choices, default=SuggestionState.OPEN)
    answer = models.CharField(max_length=300, blank=True)
    settled_by = models.PositiveBigIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)
    client_id = models.UUIDField(unique=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_suggestion_says_something"),
            models.CheckConstraint(
                condition=Q(state="open", settled_at=None)
                | Q(state__in=["taken_over", "declined"], settled_at__isnull=False),
                name="a_settled_suggestion_has_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(answer=""), name="who_declines_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"suggestion {self.pk}"
