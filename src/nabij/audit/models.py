"""The log of events and of reads, keeping and erasing, the own copy of a person."""

from django.db import models
from django.db.models import Q


class Line(models.Model):
    """One line of the log: who did or read what, when, why, about whom.

    Of a person it knows only the number. Once written it is never changed: the database refuses, and each
    line is chained to the line before it in its stream (see `types.chain`). No foreign key: a line outlives
    accounts. No list of purposes in the database either: for each new one SQLite would rebuild this table.
    """

    pk = models.CompositePrimaryKey("stream", "seq")
    stream = models.PositiveSmallIntegerField()
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    event = models.CharField(max_length=80)
    is_read = models.BooleanField()
    actor_id = models.PositiveBigIntegerField(null=True)
    roles = models.TextField()
    purpose = models.CharField(max_length=20)
    subject = models.UUIDField(null=True)
    detail = models.TextField()
    activity = models.CharField(max_length=40)
    channel = models.CharField(max_length=10)
    format = models.PositiveSmallIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-at"], name="log_of_a_subject"),
            models.Index(fields=["actor_id", "-at"], name="log_of_an_actor"),
            models.Index(fields=["-at"], name="log_by_time"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(stream__gte=1, seq__gte=1), name="a_stream_counts_from_one"),
            models.CheckConstraint(condition=~Q(event=""), name="a_line_names_its_event"),
            models.CheckConstraint(condition=Q(is_read=False) | ~Q(purpose=""), name="a_read_has_a_purpose"),
        ]

    def __str__(self) -> str:
        return f"{self.stream}/{self.seq} {self.event}"
