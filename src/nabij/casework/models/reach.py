"""Whom bridge workers reach: settings, who works there, contacts in them, and contacts without a dossier."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from nabij.casework.models.contacts import ContactMoment
from nabij.casework.types import Asked, Counts
from nabij.registry.types import Topic


class SettingKind(models.Model):
    """A kind of place where bridge workers meet people, such as schools. A town adds its own on a page."""

    town = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    counts = models.CharField(max_length=12, choices=Counts.choices)

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("town", "name"), name="a_kind_of_setting_once_in_a_town"),
            models.CheckConstraint(condition=~Q(name=""), name="a_kind_of_setting_has_a_name"),
            models.CheckConstraint(condition=Q(counts__in=Counts.values), name="a_way_of_counting_we_know"),
        )

    def __str__(self) -> str:
        return self.name


class Setting(models.Model):
    """One place, such as "VBS De Brug"."""

    kind = models.ForeignKey(SettingKind, on_delete=models.PROTECT, related_name="settings")
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ("kind__name", "name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("kind", "name"), name="a_setting_once_in_its_kind"),
            models.CheckConstraint(condition=~Q(name=""), name="a_setting_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name


class SettingWorkQuerySet(models.QuerySet["SettingWork"]):
    """The words in which work in settings is asked for."""

    def on(self, day: date) -> SettingWorkQuerySet:
        """Work on a day: `from_on` counts, `until_on` does not."""
        return self.filter(Q(until_on=None) | Q(until_on__gt=day), from_on__lte=day)


class SettingWork(models.Model):
    """Somebody works in a setting from a day on, for a share of full time. Never twice there on one day."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="work")
    staff = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    capacity_fte = models.DecimalField(max_digits=3, decimal_places=2)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects = SettingWorkQuerySet.as_manager()

    class Meta:
        ordering = ("setting", "staff", "from_on")
        indexes = (models.Index(fields=("staff", "from_on"), name="settings_of_somebody"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(capacity_fte__gt=0, capacity_fte__lte=1), name="work_is_up_to_full_time"
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")), name="work_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return f"work {self.pk}"


class ReachedContactQuerySet(models.QuerySet["ReachedContact"]):
    """What goes along with a contact."""

    def follow_day(self, contact_id: int, day: date) -> None:
        """The day of a contact was put right: its count goes along."""
        self.filter(pk=contact_id).update(on_day=day)
        ReachedPerson.objects.filter(reached=contact_id).update(on_day=day)


class ReachedContact(models.Model):
    """A contact that took place in a setting. Household and day stand here too, for the report."""

    contact = models.OneToOneField(
        ContactMoment, primary_key=True, on_delete=models.CASCADE, related_name="reached"
    )
    setting = models.ForeignKey(Setting, on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey("registry.Household", on_delete=models.CASCADE, related_name="+")
    on_day = models.DateField()

    objects = ReachedContactQuerySet.as_manager()

    class Meta:
        ordering = ("on_day", "pk")
        indexes = (models.Index(fields=("setting", "on_day", "household"), name="families_of_a_setting"),)

    def __str__(self) -> str:
        return f"reached by contact {self.pk}"


class ReachedPerson(models.Model):
    """Somebody whom a contact in a setting was about."""

    reached = models.ForeignKey(ReachedContact, on_delete=models.CASCADE, related_name="persons")
    person = models.ForeignKey("registry.Person", on_delete=models.CASCADE, related_name="+")
    setting = models.ForeignKey(Setting, on_delete=models.PROTECT, related_name="+")
    on_day = models.DateField()

    class Meta:
        ordering = ("reached", "person")
        indexes = (models.Index(fields=("setting", "on_day", "person"), name="people_of_a_setting"),)
        constraints = (
            models.UniqueConstraint(fields=("reached", "person"), name="a_person_once_in_a_contact"),
        )

    def __str__(self) -> str:
        return f"somebody in contact {self.reached_id}"


class UnnamedContact(models.Model):
    """A contact without a dossier: only counts and choices of closed lists, nothing that tells who it was."""

    setting = models.ForeignKey(Setting, on_delete=models.PROTECT, related_name="+")
    on_day = models.DateField()
    topic = models.CharField(max_length=20, choices=Topic.choices)
    adults = models.PositiveSmallIntegerField()
    children = models.PositiveSmallIntegerField()
    counted_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-on_day", "-pk")
        indexes = (models.Index(fields=("setting", "on_day"), name="unnamed_of_a_setting"),)
        constraints = (
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="an_unnamed_topic_we_know"),
            models.CheckConstraint(
                condition=Q(adults__lte=99, children__lte=99) & (Q(adults__gt=0) | Q(children__gt=0)),
                name="an_unnamed_contact_is_with_1_to_99",
            ),
        )

    def __str__(self) -> str:
        return f"contact without dossier {self.pk}"


class UnnamedNeed(models.Model):
    """What was asked in a contact without a dossier."""

    contact = models.ForeignKey(UnnamedContact, on_delete=models.CASCADE, related_name="needs")
    asked = models.CharField(max_length=20, choices=Asked.choices)

    class Meta:
        ordering = ("contact", "asked")
        constraints = (
            models.UniqueConstraint(fields=("contact", "asked"), name="an_unnamed_need_once"),
            models.CheckConstraint(condition=Q(asked__in=Asked.values), name="an_unnamed_need_we_know"),
        )

    def __str__(self) -> str:
        return f"need {self.asked} of {self.contact_id}"


class AgreedFeedback(models.Model):
    """One sentence that a family agreed a school may read. A new one for the same pupil takes its place."""

    household = models.ForeignKey("registry.Household", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.CASCADE, related_name="+")
    setting = models.ForeignKey(Setting, on_delete=models.PROTECT, related_name="+")
    sentence = models.CharField(max_length=300)
    agreed_with = models.CharField(max_length=80)
    """Who of the family agreed, such as "mother"."""
    agreed_on = models.DateField()
    agreed_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-agreed_on", "-pk")
        indexes = (models.Index(fields=("household", "-agreed_on"), name="feedback_of_a_household"),)
        constraints = (
            models.UniqueConstraint(
                fields=("household", "person", "setting"),
                condition=Q(withdrawn_at=None),
                name="one_sentence_for_a_school",
            ),
            models.CheckConstraint(
                condition=~Q(sentence="") & ~Q(agreed_with=""), name="feedback_says_what_and_with_whom"
            ),
        )

    def __str__(self) -> str:
        return f"feedback {self.pk}"


class SettingReader(models.Model):
    """The partner that reads the agreed sentences of a setting: the school. Without one, only paper."""

    setting = models.OneToOneField(Setting, on_delete=models.CASCADE, related_name="reader")
    team = models.ForeignKey("staff.Team", on_delete=models.CASCADE, related_name="+")
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("setting",)

    def __str__(self) -> str:
        return f"reader {self.pk}"
