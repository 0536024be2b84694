"""The log of events and of reads, keeping and erasing, the own copy of a person."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nabij.audit.types.breaches import BreachKind
from nabij.audit.types.odd_reading import OddRule
from nabij.audit.types.oversight import RequestKind, RequestState, RunState


class SubjectRequestQuerySet(models.QuerySet["SubjectRequest"]):
    """Words about requests."""

    def open(self) -> "SubjectRequestQuerySet":
        """Requests that wait for an answer."""
        return self.filter(state=RequestState.OPEN)


class HoldQuerySet(models.QuerySet["Hold"]):
    """Words about holds."""

    def standing(self, on: date) -> "HoldQuerySet":
        """Holds that stop erasing on this day."""
        return self.filter(lifted_at=None, until_on__gt=on)


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


class SubjectRequest(models.Model):
    """What a person asked about what we keep, and the answer. The clock runs from the day it came in."""

    sent_id = models.UUIDField(unique=True)
    kind = models.CharField(max_length=20, choices=RequestKind.choices)
    subject = models.UUIDField()
    received_on = models.DateField()
    due_on = models.DateField()
    identity_checked = models.CharField(max_length=200)
    asked = models.TextField(blank=True)
    longer_because = models.TextField(blank=True)
    registered_by = models.PositiveBigIntegerField()
    registered_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.OPEN)
    answer = models.TextField(blank=True)
    handled_by = models.PositiveBigIntegerField(null=True)
    handled_at = models.DateTimeField(null=True)

    objects: ClassVar[SubjectRequestQuerySet] = SubjectRequestQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("requests of people")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["subject"], name="requests_of_a_subject")]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gt=F("received_on")), name="a_request_has_a_term"),
            models.CheckConstraint(
                condition=Q(state="open", handled_at=None, handled_by=None)
                | ~Q(state="open") & Q(handled_at__isnull=False, handled_by__isnull=False) & ~Q(answer=""),
                name="a_handled_request_has_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(state__in=RequestState.values), name="a_state_of_a_request_we_know"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=RequestKind.values), name="a_kind_of_request_we_know"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.get_kind_display()}"


class Hold(models.Model):
    """Nothing about this subject is erased or removed until this day: a case in court, an inquiry, a bill."""

    subject = models.UUIDField()
    reason = models.TextField()
    until_on = models.DateField()
    placed_by = models.PositiveBigIntegerField()
    placed_at = models.DateTimeField()
    lifted_by = models.PositiveBigIntegerField(null=True)
    lifted_at = models.DateTimeField(null=True)

    objects: ClassVar[HoldQuerySet] = HoldQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("holds")
        ordering = ["until_on", "pk"]
        indexes = [models.Index(fields=["subject"], name="holds_of_a_subject")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_hold_has_a_reason"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="a_lifted_hold_says_by_whom",
            ),
            models.UniqueConstraint(
                fields=["subject"], condition=Q(lifted_at=None), name="one_hold_for_a_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} until {self.until_on}"


class Erasure(models.Model):
    """A subject that was erased, by number, with the report of what went and what stays and why."""

    subject = models.UUIDField(unique=True)
    erased_at = models.DateTimeField()
    erased_by = models.PositiveBigIntegerField(null=True)
    report = models.JSONField()

    class Meta:
        ordering = ["erased_at", "pk"]

    def __str__(self) -> str:
        return f"{self.subject} at {self.erased_at}"


class RemovalRun(models.Model):
    """What goes because its term is over: first a list, then a second person, then the removing.

    `keys` is the evidence: exactly what was shown and approved, and nothing else, is removed.
    """

    code = models.CharField(max_length=80)
    due_on = models.DateField()
    keys = models.JSONField()
    prepared_by = models.PositiveBigIntegerField()
    prepared_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.PREPARED)
    decided_by = models.PositiveBigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    permission = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True)
    removed = models.PositiveIntegerField(null=True)
    held = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["-prepared_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("prepared_by")),
                name="a_second_person_approves",
            ),
            models.CheckConstraint(
                condition=Q(state="prepared", decided_by=None)
                | ~Q(state="prepared") & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="a_decided_removal_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False, removed__isnull=False)
                | ~Q(state="done") & Q(done_at=None, removed=None),
                name="a_removal_that_is_done_says_when",
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(state__in=["prepared", "approved"]),
                name="one_removal_of_a_kind_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.due_on}: {self.get_state_display()}"


class OddReading(models.Model):
    """Something odd in the reading of one member of staff on one day, by one rule; and what came of it.

    It names nobody who was read about: whom it was stands in the log, for whoever may look there.
    """

    day_on = models.DateField()
    staff_id = models.PositiveBigIntegerField()
    rule = models.CharField(max_length=20, choices=OddRule.choices)
    number = models.PositiveIntegerField()
    line = models.PositiveIntegerField()
    found_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    looked_by = models.PositiveBigIntegerField(null=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-day_on", "staff_id", "rule"]
        constraints = [
            models.UniqueConstraint(fields=["day_on", "staff_id", "rule"], name="a_rule_is_met_once_a_day"),
            models.CheckConstraint(condition=Q(rule__in=OddRule.values), name="a_rule_of_reading_we_know"),
            models.CheckConstraint(
                condition=Q(looked_at=None, looked_by=None, note="")
                | Q(looked_at__isnull=False, looked_by__isnull=False) & ~Q(note=""),
                name="who_looked_at_odd_reading_says_what_it_was",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day_on} {self.staff_id} {self.rule}"


class Breach(models.Model):
    """Something that happened to data of people, what was done, and whether it was reported in time.

    It tells of what happened, never of one person by name.
    """

    sent_id = models.UUIDField(unique=True)
    kind = models.CharField(max_length=10, choices=BreachKind.choices)
    what = models.TextField()
    known_at = models.DateTimeField()
    who = models.TextField()
    """Which people and how many, in words: "the 40 families of one list"."""
    measures = models.TextField(blank=True)
    is_reported = models.BooleanField(null=True)
    report_words = models.TextField(blank=True)
    """The reference of the report, or why none was needed."""
    are_told = models.BooleanField(null=True)
    told_words = models.TextField(blank=True)
    """How the people themselves were told, or why not."""
    registered_by = models.PositiveBigIntegerField()
    registered_at = models.DateTimeField()
    decided_by = models.PositiveBigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-known_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what="") & ~Q(who=""), name="a_breach_says_what_and_who"),
            models.CheckConstraint(
                condition=Q(known_at__lte=F("registered_at")),
                name="a_breach_is_known_before_it_is_registered",
            ),
            models.CheckConstraint(condition=Q(kind__in=BreachKind.values), name="a_kind_of_breach_we_know"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, is_reported=None, are_told=None)
                | Q(
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                    is_reported__isnull=False,
                    are_told__isnull=False,
                )
                & ~Q(report_words="")
                & ~Q(told_words=""),
                name="a_decided_breach_says_what_was_reported",
            ),
        ]

    def __str__(self) -> str:
        return f"breach {self.pk}"
