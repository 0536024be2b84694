"""Packages: which goes to whom by age, what is in them, what they cost, and who hands them out."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from nabij.campaigns.models.campaigns import Campaign
from nabij.campaigns.models.targets import Target, TargetPerson
from nabij.campaigns.types import MOST_CENTS, MOST_HALVES, OrderState


class PackagePlan(models.Model):
    """What a package campaign has beside another: a frozen list, a budget, and a card with a code.

    Amounts are whole cents. `committed_cents` is the sum of what was ordered; `released_cents` what somebody
    else than whoever ordered allowed on top of the budget. The database refuses to pass the two together.
    """

    campaign = models.OneToOneField(Campaign, on_delete=models.CASCADE, primary_key=True, related_name="plan")
    collection = models.ForeignKey(
        "registry.ListCollection", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    from_register = models.BooleanField(default=False)
    """Whether the group of the campaign is taken from the register too, beside the list."""
    children_in_town = models.PositiveIntegerField(null=True, blank=True)
    """How many children of these ages live in the town: what the coverage is a share of."""
    budget_cents = models.PositiveBigIntegerField()
    committed_cents = models.PositiveBigIntegerField(default=0)
    released_cents = models.PositiveBigIntegerField(default=0)
    card_code = models.CharField(max_length=8, unique=True)
    card_phone = models.CharField(max_length=40)
    card_place = models.CharField(max_length=120, blank=True)
    card_calls = models.PositiveIntegerField(default=0)
    card_visits = models.PositiveIntegerField(default=0)
    short_because = models.CharField(max_length=300, blank=True)
    """Why it started although not everything was there."""

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(committed_cents__lte=F("budget_cents") + F("released_cents")),
                name="orders_stay_within_the_budget",
            ),
            models.CheckConstraint(
                condition=~Q(card_code="") & ~Q(card_phone=""), name="a_card_says_where_to_ask"
            ),
        )

    def __str__(self) -> str:
        return f"packages of campaign {self.campaign_id}"


class PackageVariant(models.Model):
    """A kind of package, for children from `from_half` half years until `under_half`, not included."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="variants")
    letter = models.CharField(max_length=1)
    name = models.CharField(max_length=60)
    from_half = models.PositiveSmallIntegerField()
    under_half = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("campaign", "from_half", "pk")
        constraints = (
            models.UniqueConstraint(fields=("campaign", "letter"), name="a_letter_for_each_package"),
            models.UniqueConstraint(fields=("campaign", "from_half"), name="an_age_begins_one_package"),
            models.CheckConstraint(
                condition=Q(under_half__gt=F("from_half"), under_half__lte=MOST_HALVES),
                name="a_package_has_ages",
            ),
            models.CheckConstraint(condition=~Q(letter="") & ~Q(name=""), name="a_package_has_a_name"),
        )

    def __str__(self) -> str:
        return f"{self.letter} {self.name}"


class PackagePart(models.Model):
    """Something that goes into packages: into each (`variant` empty: the base) or into those of one kind.

    `instead` is what comes in its place for whoever may not have it; empty when nothing does.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="parts")
    variant = models.ForeignKey(
        PackageVariant, null=True, blank=True, on_delete=models.CASCADE, related_name="parts"
    )
    name = models.CharField(max_length=80)
    number = models.PositiveSmallIntegerField(default=1)
    instead = models.CharField(max_length=80, blank=True)
    received = models.PositiveIntegerField(default=0)
    instead_received = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("campaign", F("variant").asc(nulls_first=True), "pk")
        constraints = (
            models.UniqueConstraint(fields=("variant", "name"), name="a_part_once_in_a_package"),
            models.UniqueConstraint(
                fields=("campaign", "name"), condition=Q(variant=None), name="a_base_part_once"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & Q(number__range=(1, 20)), name="a_part_has_a_name_and_a_number"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Package(models.Model):
    """One package for one child: somebody in the register (`person`), or on a frozen list (`child`).

    `variant` is empty while the age is to be asked.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="packages")
    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="packages")
    person = models.OneToOneField(
        TargetPerson, null=True, blank=True, on_delete=models.CASCADE, related_name="package"
    )
    child = models.ForeignKey(
        "registry.FrozenChild", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    variant = models.ForeignKey(
        PackageVariant, null=True, blank=True, on_delete=models.PROTECT, related_name="packages"
    )
    without = models.ManyToManyField(PackagePart, blank=True, related_name="+")
    """What this child may not have. Why is not kept: an allergy and a belief are nobody's business here."""

    class Meta:
        ordering = ("target", "pk")
        constraints = (
            models.UniqueConstraint(fields=("campaign", "child"), name="a_listed_child_gets_one_package"),
            models.CheckConstraint(
                condition=Q(person=None, child__isnull=False) | Q(person__isnull=False, child=None),
                name="a_package_is_for_one_child",
            ),
        )

    def __str__(self) -> str:
        return f"package {self.pk}"


class Addition(models.Model):
    """Doors that came after the list was fixed: when, why, how many. A line of its own in every share."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="additions")
    collection = models.ForeignKey("registry.ListCollection", on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=200)
    doors = models.PositiveIntegerField()
    children = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("campaign", "at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("campaign", "collection"), name="a_list_is_added_once"),
            models.CheckConstraint(condition=~Q(because=""), name="an_addition_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.doors} doors more in campaign {self.campaign_id}"


class Supplier(models.Model):
    """Who delivers what goes into packages; `is_local`: from the own region, as the town counts it."""

    town = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    is_local = models.BooleanField()

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("town", "name"), name="a_supplier_is_named_once"),
            models.CheckConstraint(condition=~Q(name=""), name="a_supplier_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name


class PackageOrder(models.Model):
    """Something that is ordered, with what it comes to in whole cents, and its invoice.

    What does not fit in the budget waits until somebody else than whoever ordered it releases it.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="orders")
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="orders")
    what = models.CharField(max_length=120)
    pieces = models.PositiveIntegerField()
    cents = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=OrderState.choices)
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    invoice = models.CharField(max_length=40, blank=True)
    invoice_cents = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("campaign", "ordered_at", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=OrderState.values), name="an_order_state_we_know"),
            models.CheckConstraint(
                condition=~Q(what="") & Q(pieces__gte=1, cents__range=(1, MOST_CENTS)),
                name="an_order_says_what_and_how_much",
            ),
            models.CheckConstraint(
                condition=Q(released_by=None, released_at=None)
                | Q(released_by__isnull=False, released_at__isnull=False) & ~Q(released_by=F("ordered_by")),
                name="who_orders_does_not_release",
            ),
            models.CheckConstraint(
                condition=Q(invoice="", invoice_cents=None)
                | Q(state="committed", invoice_cents__lte=F("cents")) & ~Q(invoice=""),
                name="an_invoice_is_no_more_than_its_order",
            ),
        )

    def __str__(self) -> str:
        return f"order {self.pk}"

    @property
    def counts_cents(self) -> int:
        """What it takes of the budget: the invoice once it is there."""
        if self.state != OrderState.COMMITTED:
            return 0
        return self.cents if self.invoice_cents is None else self.invoice_cents
