"""Talks in the street: where, about what, with how many. No person, no household and no free words."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nabij.campaigns.types.street import MOST_PEOPLE, AgeBand, StreetTheme


class Spot(models.Model):
    """A place of the town where people are met: a square, a station; with its neighbourhood if it has one."""

    town = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    neighbourhood = models.CharField(max_length=20, blank=True)
    """The code of a neighbourhood of the registry; empty when it is not known."""
    is_open = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("town", "name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("town", "name"), name="a_spot_once_in_a_town"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(town=""), name="a_spot_has_a_name_and_a_town"),
        )

    def __str__(self) -> str:
        return self.name


class StreetContact(models.Model):
    """One talk in the street. Taken back within minutes by whoever noted it, it counts nowhere."""

    spot = models.ForeignKey(Spot, on_delete=models.PROTECT, related_name="contacts")
    at = models.DateTimeField()
    worker = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    people = models.PositiveSmallIntegerField()
    ages = models.CharField(max_length=10, choices=AgeBand.choices)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=("spot", "at"), name="contacts_of_a_spot"),
            models.Index(fields=("worker", "at"), name="contacts_of_a_worker"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(people__range=(1, MOST_PEOPLE)), name="a_talk_has_one_person_at_least"
            ),
            models.CheckConstraint(condition=Q(ages__in=AgeBand.values), name="an_age_band_we_know"),
        )

    def __str__(self) -> str:
        return f"street contact {self.pk}"


class ContactTheme(models.Model):
    """One thing that a talk was about."""

    contact = models.ForeignKey(StreetContact, on_delete=models.CASCADE, related_name="themes")
    theme = models.CharField(max_length=10, choices=StreetTheme.choices)

    class Meta:
        ordering = ("contact", "pk")
        constraints = (
            models.UniqueConstraint(fields=("contact", "theme"), name="a_theme_once_in_a_talk"),
            models.CheckConstraint(condition=Q(theme__in=StreetTheme.values), name="a_street_theme_we_know"),
        )

    def __str__(self) -> str:
        return f"{self.theme} in {self.contact_id}"
