"""Organisations, the places where they are, and known spots of a town."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from nabij.directory.types import OrganisationKind


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """The words in which organisations are asked for."""

    def open(self) -> OrganisationQuerySet:
        """Those that still work."""
        return self.filter(ended_on=None)


class Organisation(models.Model):
    """Whoever offers services in a town. No names of people stand here."""

    identifier = models.UUIDField(default=uuid4, unique=True, editable=False)
    town = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    description = models.TextField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=254, blank=True)
    website = models.CharField(max_length=500, blank=True)
    external_id = models.CharField(max_length=500, blank=True)
    """Its address (IRI) in the national catalogue, when it has one."""
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["folded", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(folded=""), name="an_organisation_has_a_name"),
            models.CheckConstraint(
                condition=Q(kind__in=OrganisationKind.values), name="a_kind_of_organisation_we_know"
            ),
            models.UniqueConstraint(
                fields=["town", "folded"], condition=Q(ended_on=None), name="an_organisation_stands_once"
            ),
            models.UniqueConstraint(
                fields=["town", "external_id"],
                condition=~Q(external_id=""),
                name="an_organisation_comes_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Location(models.Model):
    """A door where an organisation receives people."""

    identifier = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="locations")
    street = models.CharField(max_length=120)
    number = models.CharField(max_length=20, blank=True)
    box = models.CharField(max_length=20, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    municipality = models.CharField(max_length=80, blank=True)
    folded = models.CharField(max_length=260)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ["organisation", "folded", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "folded"], name="a_door_of_an_organisation_stands_once"
            ),
            models.CheckConstraint(condition=~Q(street=""), name="a_location_has_a_street"),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="a_location_is_on_the_globe",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.street} {self.number}".strip()


class Landmark(models.Model):
    """A street, neighbourhood or spot that people name, and where it is: "near the station"."""

    town = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120)
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        ordering = ["town", "folded", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["town", "folded"], name="a_landmark_stands_once"),
            models.CheckConstraint(condition=~Q(folded=""), name="a_landmark_has_a_name"),
            models.CheckConstraint(
                condition=Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="a_landmark_is_on_the_globe",
            ),
        ]

    def __str__(self) -> str:
        return self.name
