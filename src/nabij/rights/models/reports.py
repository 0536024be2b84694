"""What visitors report as wrong. Nothing else of a visitor is ever kept."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ReportState(models.TextChoices):
    """Where a report stands."""

    NEW = "new", _("New")
    IN_HAND = "in_hand", _("Being looked into")
    SOLVED = "solved", _("Solved")
    NO_CHANGE = "no_change", _("No change needed")


class ReportQuerySet(models.QuerySet["Report"]):
    """The words in which lists of reports are asked for."""

    def to_do(self) -> "ReportQuerySet":
        """Reports that nobody closed yet, the oldest first."""
        return self.filter(state__in=(ReportState.NEW, ReportState.IN_HAND)).order_by("made_at", "pk")

    def closed(self) -> "ReportQuerySet":
        """Reports that were closed, the newest first."""
        return self.exclude(state__in=(ReportState.NEW, ReportState.IN_HAND)).order_by("-closed_at", "-pk")


class Report(models.Model):
    """Somebody says that something is wrong on a page.

    ``told`` holds the visitor's answers without any name, only when the visitor asked to send them along.
    """

    number = models.CharField(max_length=9, unique=True)
    made_at = models.DateTimeField()
    page = models.CharField(max_length=300)
    language = models.CharField(max_length=5)
    message = models.TextField(max_length=2000)
    contact = models.CharField(max_length=200, blank=True)
    told = models.JSONField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.NEW)
    note = models.TextField(max_length=2000, blank=True)
    handled_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    handled_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(state="new") | Q(handled_by__isnull=False, handled_at__isnull=False),
                name="report_in_hand_has_somebody",
                violation_error_message=_("A report that was looked at says who looked at it, and when."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=("new", "in_hand"), closed_at__isnull=True)
                | Q(state__in=("solved", "no_change"), closed_at__gte=F("made_at")),
                name="report_closed_has_a_moment",
                violation_error_message=_("A closed report says when it was closed."),
            ),
        )

    def __str__(self) -> str:
        return self.number
