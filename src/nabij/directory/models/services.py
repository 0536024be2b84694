"""Services: what an organisation offers, for whom, when, where, in which language, at what cost."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from nabij.directory.models.organisations import Location, Organisation
from nabij.directory.types import Cost, Need, WayIn


class ServiceQuerySet(models.QuerySet["Service"]):
    """The words in which services are asked for."""

    def open(self) -> ServiceQuerySet:
        """Those that are offered now."""
        return self.filter(ended_on=None)

    def whole(self) -> ServiceQuerySet:
        """With all that stands about them, in a few questions."""
        return self.select_related("organisation", "location").prefetch_related(
            "need_rows", "language_rows", "opening_hours", "opening_exceptions"
        )


class Service(models.Model):
    """What somebody can get somewhere."""

    identifier = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="services")
    location = models.ForeignKey(
        Location, null=True, blank=True, on_delete=models.PROTECT, related_name="services"
    )
    town = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    details = models.TextField(blank=True)
    name_fr = models.CharField(max_length=300, blank=True)
    summary_fr = models.TextField(blank=True)
    name_en = models.CharField(max_length=300, blank=True)
    summary_en = models.TextField(blank=True)
    audience = models.TextField(blank=True)
    has_interpreter = models.BooleanField(default=False)
    cost = models.CharField(max_length=10, choices=Cost.choices, default=Cost.UNKNOWN)
    cost_text = models.TextField(blank=True)
    way_in = models.CharField(max_length=12, choices=WayIn.choices, default=WayIn.UNKNOWN)
    how_to_refer = models.TextField(blank=True)
    waiting_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    full_until = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=254, blank=True)
    website = models.CharField(max_length=500, blank=True)
    keywords = models.TextField(blank=True)
    hours_text = models.TextField(blank=True)
    closed_on_holidays = models.BooleanField(default=True)
    external_id = models.CharField(max_length=500, blank=True)
    """Its address (IRI) in the national catalogue, when it came from there."""
    received = models.JSONField(null=True, blank=True)
    """All that the last file said of it, also what we have no place for."""
    taken_over = models.JSONField(null=True, blank=True)
    """What the last file said, in our fields: what differs from it was changed here."""
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.PositiveBigIntegerField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    client_id = models.UUIDField(default=uuid4, unique=True, editable=False)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["town", "ended_on"], name="services_of_a_town")]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_service_has_a_name"),
            models.CheckConstraint(condition=Q(cost__in=Cost.values), name="a_cost_we_know"),
            models.CheckConstraint(condition=Q(way_in__in=WayIn.values), name="a_way_in_we_know"),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_because="")
                | Q(ended_on__isnull=False) & ~Q(ended_because=""),
                name="an_ended_service_has_a_reason",
            ),
            models.UniqueConstraint(
                fields=["town", "external_id"], condition=~Q(external_id=""), name="a_service_comes_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceNeed(models.Model):
    """A need with which a service helps."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="need_rows")
    need = models.CharField(max_length=12, choices=Need.choices)

    class Meta:
        ordering = ["service", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["service", "need"], name="a_need_of_a_service_stands_once"),
            models.CheckConstraint(condition=Q(need__in=Need.values), name="a_need_we_know"),
        ]

    def __str__(self) -> str:
        return self.need


class ServiceLanguage(models.Model):
    """A language in which a service helps."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="language_rows")
    code = models.CharField(max_length=8)

    class Meta:
        ordering = ["service", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["service", "code"], name="a_language_of_a_service_stands_once"),
            models.CheckConstraint(condition=~Q(code=""), name="a_language_of_a_service_has_a_code"),
        ]

    def __str__(self) -> str:
        return self.code


class OpeningHour(models.Model):
    """Open on a weekday (0 is Monday) between two times, Belgian time."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["service", "weekday", "opens"]
        constraints = [
            models.UniqueConstraint(fields=["service", "weekday", "opens"], name="it_opens_once_at_a_time"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="a_week_has_seven_days"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="it_closes_after_it_opens"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens}-{self.closes}"


class OpeningException(models.Model):
    """Days on which the week does not count; `last_on` is included, without times it is closed."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="opening_exceptions")
    first_on = models.DateField()
    last_on = models.DateField()
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["service", "first_on", "opens", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="exceptional_days_end_after_they_begin"
            ),
            models.CheckConstraint(
                condition=Q(opens=None, closes=None) | Q(closes__gt=F("opens")),
                name="exceptional_times_are_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_on}-{self.last_on}"
