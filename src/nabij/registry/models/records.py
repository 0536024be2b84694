"""How records change: what stood there before, edits that met each other, and what was sent twice."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Revision(models.Model):
    """One change of a record: per field what stood there and what came. Goes when its person is erased."""

    person = models.ForeignKey(
        "registry.Person", null=True, blank=True, on_delete=models.CASCADE, related_name="revisions"
    )
    household = models.ForeignKey(
        "registry.Household", null=True, blank=True, on_delete=models.CASCADE, related_name="revisions"
    )
    record = models.CharField(max_length=40)
    record_id = models.BigIntegerField()
    version = models.PositiveIntegerField()
    fields = models.JSONField()
    """Name of the field -> [before, after], as they stand in JSON."""
    reason = models.CharField(max_length=300, blank=True)
    """Why it was put right, where the page asks it."""
    at = models.DateTimeField()
    by = models.ForeignKey("staff.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["record", "record_id", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "record_id", "version"], name="a_version_follows_from_one_change"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record} {self.record_id} version {self.version}"


class Conflict(models.Model):
    """Two people changed one field. What stood first stays; the other value waits until somebody chooses."""

    person = models.ForeignKey(
        "registry.Person", null=True, blank=True, on_delete=models.CASCADE, related_name="conflicts"
    )
    household = models.ForeignKey(
        "registry.Household", null=True, blank=True, on_delete=models.CASCADE, related_name="conflicts"
    )
    record = models.CharField(max_length=40)
    record_id = models.BigIntegerField()
    field = models.CharField(max_length=40)
    kept_value = models.JSONField(null=True)
    kept_by = models.ForeignKey("staff.User", null=True, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()
    other_value = models.JSONField(null=True)
    other_by = models.ForeignKey("staff.User", null=True, on_delete=models.PROTECT, related_name="+")
    other_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    took_other = models.BooleanField(null=True)

    class Meta:
        ordering = ["other_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, took_other=None)
                | Q(settled_at__isnull=False, took_other__isnull=False),
                name="a_settled_conflict_has_a_choice",
            ),
        ]

    def __str__(self) -> str:
        return f"conflict {self.pk}"


class Operation(models.Model):
    """What a form, device or file asked under a number it made itself: a repeat gets the first answer."""

    client_id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=60)
    staff = models.ForeignKey("staff.User", null=True, on_delete=models.PROTECT, related_name="+")
    content_hash = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.client_id}"
