"""Streets, sectors and neighbourhoods of a town, addresses, and where a household stays."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from nabij.registry.types import Layer, StayKind


class Neighbourhood(models.Model):
    """A neighbourhood of a town, with the code of its outline when it has one."""

    code = models.CharField(max_length=20, primary_key=True)
    name = models.CharField(max_length=100)
    town = models.CharField(max_length=40)

    class Meta:
        ordering = ["town", "name", "code"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="a_neighbourhood_has_a_name")]

    def __str__(self) -> str:
        return self.name


class StatisticalSector(models.Model):
    """A statistical sector (Statbel), part of a neighbourhood."""

    code = models.CharField(max_length=20, primary_key=True)
    name = models.CharField(max_length=100)
    neighbourhood = models.ForeignKey(
        Neighbourhood, null=True, blank=True, on_delete=models.PROTECT, related_name="sectors"
    )
    town = models.CharField(max_length=40)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Street(models.Model):
    """A street of a town. `folded` is the name as the normaliser writes it."""

    town = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120)
    postcode = models.CharField(max_length=10)
    municipality = models.CharField(max_length=80)

    class Meta:
        ordering = ["town", "folded", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["town", "folded", "postcode"], name="a_street_stands_once"),
            models.CheckConstraint(condition=~Q(folded=""), name="a_street_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Side(models.TextChoices):
    """Which house numbers of a street lie in a sector."""

    ALL = "all", "all"
    ODD = "odd", "odd"
    EVEN = "even", "even"


class StreetPart(models.Model):
    """House numbers of a street that lie in one sector or neighbourhood; `until_number` is included."""

    street = models.ForeignKey(Street, on_delete=models.CASCADE, related_name="parts")
    from_number = models.PositiveIntegerField(default=1)
    until_number = models.PositiveIntegerField(default=99_999)
    side = models.CharField(max_length=4, choices=Side.choices, default=Side.ALL)
    sector = models.ForeignKey(
        StatisticalSector, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["street", "from_number", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_number__gte=F("from_number")), name="street_part_runs_upwards"
            ),
            models.CheckConstraint(
                condition=Q(sector__isnull=False) | Q(neighbourhood__isnull=False),
                name="a_part_lies_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.street_id}: {self.from_number}-{self.until_number}"


class Address(models.Model):
    """A door. It says nothing about who lives behind it; the sector and neighbourhood are looked up once."""

    town = models.CharField(max_length=40)
    street = models.ForeignKey(
        Street, null=True, blank=True, on_delete=models.PROTECT, related_name="addresses"
    )
    street_name = models.CharField(max_length=120)
    number = models.CharField(max_length=20, blank=True)
    box = models.CharField(max_length=20, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    municipality = models.CharField(max_length=80, blank=True)
    folded = models.CharField(max_length=220)
    """Street, number, box and postcode as the normaliser writes them: one door, one row."""
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    sector = models.ForeignKey(
        StatisticalSector, null=True, blank=True, on_delete=models.PROTECT, related_name="addresses"
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood, null=True, blank=True, on_delete=models.PROTECT, related_name="addresses"
    )

    class Meta:
        verbose_name_plural = "addresses"
        ordering = ["town", "folded", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["town", "folded"], name="a_door_stands_once"),
            models.CheckConstraint(condition=~Q(street_name=""), name="an_address_has_a_street"),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="coordinates_on_the_globe",
            ),
        ]

    def __str__(self) -> str:
        return f"address {self.pk}"

    @property
    def coordinates(self) -> tuple[float, float] | None:
        """Longitude and latitude in degrees (WGS84), when both are known."""
        if self.longitude is None or self.latitude is None:
            return None
        return float(self.longitude), float(self.latitude)

    @property
    def first_line(self) -> str:
        """Street, number and box, as on an envelope."""
        line = f"{self.street_name} {self.number}".strip()
        return f"{line} bus {self.box}" if self.box else line

    @property
    def second_line(self) -> str:
        """Postcode and municipality."""
        return f"{self.postcode} {self.municipality}".strip()

    @property
    def one_line(self) -> str:
        """The whole address on one line."""
        return ", ".join(line for line in (self.first_line, self.second_line) if line)


class StayQuerySet(models.QuerySet["Stay"]):
    """The words in which stays are asked for."""

    def on(self, day: date) -> StayQuerySet:
        """Stays on a day: `from_on` counts, `until_on` does not."""
        return self.filter(Q(until_on=None) | Q(until_on__gt=day), from_on__lte=day)

    def not_hidden(self) -> StayQuerySet:
        """Stays that may be shown to whoever sees the summary."""
        return self.exclude(layer=Layer.HIDDEN)


class Stay(models.Model):
    """Where a household lives, has its reference address, or can be met, from a day on.

    A place without an address is told in `spot`. One of a kind at a time. A secret address is hidden, and
    only `owner` sees it.
    """

    household = models.ForeignKey("registry.Household", on_delete=models.PROTECT, related_name="stays")
    kind = models.CharField(max_length=20, choices=StayKind.choices, default=StayKind.HOME)
    address = models.ForeignKey(
        Address, null=True, blank=True, on_delete=models.PROTECT, related_name="stays"
    )
    spot = models.CharField(max_length=200, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    layer = models.CharField(max_length=10, choices=Layer.choices, default=Layer.SUMMARY)
    owner = models.ForeignKey("staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("staff.User", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = StayQuerySet.as_manager()

    class Meta:
        ordering = ["household", "-from_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")), name="stay_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(address__isnull=False) | ~Q(spot=""), name="a_stay_is_somewhere"
            ),
            models.CheckConstraint(condition=Q(kind__in=StayKind.values), name="a_kind_of_stay_we_know"),
            models.CheckConstraint(
                condition=~Q(layer="hidden") | Q(owner__isnull=False), name="a_hidden_stay_has_an_owner"
            ),
        ]

    def __str__(self) -> str:
        return f"stay {self.pk}"
