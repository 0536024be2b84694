"""Visits on a device without a network, and the letters and photos that it brings back."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from nabij.casework.models.visits import Visit
from nabij.casework.types.taken import KEPT_WAITING, MOST_PARTS, LetterHeld, LetterKind, LetterState


class TakenVisitsQuerySet(models.QuerySet["TakenVisits"]):
    """The words in which visits on devices are asked for."""

    def out(self, now: datetime) -> TakenVisitsQuerySet:
        """On a device that did not say yet that it is empty."""
        return self.filter(finished_at=None, taken_at__gt=now - KEPT_WAITING)


class TakenVisits(models.Model):
    """Visits that were put on a device at one moment: whose, when, and when the last of them is gone there.

    `number` is made by the device; what it seals for the server is sealed under that name.
    """

    number = models.UUIDField(unique=True)
    staff = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    gone_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    """When the device said that nothing waits and no name is left."""

    objects = TakenVisitsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "taken visits"
        ordering = ("-taken_at", "-pk")
        indexes = (models.Index(fields=("staff", "finished_at"), name="visits_on_devices"),)
        constraints = (
            models.CheckConstraint(condition=Q(gone_at__gt=F("taken_at")), name="taken_visits_end"),
        )

    def __str__(self) -> str:
        return f"taken visits {self.pk}"


class TakenVisit(models.Model):
    """One visit of what was taken along. `as_contact`: by the contact person or the stand-in of then."""

    taken = models.ForeignKey(TakenVisits, on_delete=models.CASCADE, related_name="visits")
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="taken")
    as_contact = models.BooleanField()

    class Meta:
        ordering = ("taken", "pk")
        constraints = (
            models.UniqueConstraint(fields=("taken", "visit"), name="a_visit_is_taken_along_once_at_a_time"),
        )

    def __str__(self) -> str:
        return f"visit {self.visit_id} on a device"


class VisitLetterQuerySet(models.QuerySet["VisitLetter"]):
    """The words in which letters of devices are asked for."""

    def held(self) -> VisitLetterQuerySet:
        """Kept as they came, and nobody settled them yet."""
        return self.filter(state=LetterState.HELD)


class VisitLetter(models.Model):
    """One thing that a device brought about a visit, once: what became of it; while it is held the letter.

    A held letter stays sealed: the words in it are read only by whoever wrote them, or in whose hands they
    came. `digest` is of the sealed letter, so that the same number with something else in it is noticed.
    """

    client_id = models.UUIDField(unique=True)
    sealed_as = models.UUIDField()
    """The number to which it was sealed; another one when that came before with something else in it."""
    taken = models.ForeignKey(
        TakenVisits, null=True, blank=True, on_delete=models.SET_NULL, related_name="letters"
    )
    taken_number = models.UUIDField(null=True, blank=True)
    visit = models.ForeignKey(
        Visit, null=True, blank=True, on_delete=models.SET_NULL, related_name="brought_letters"
    )
    household = models.ForeignKey(
        "registry.Household", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    staff = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, blank=True, choices=LetterKind.choices)
    state = models.CharField(max_length=10, choices=LetterState.choices)
    made = models.PositiveBigIntegerField(null=True, blank=True)
    """The number of the contact, guidance or document that came of it."""
    said = models.CharField(max_length=300, blank=True)
    """What is to be told about it, in words without a name."""
    because = models.CharField(max_length=14, blank=True, choices=LetterHeld.choices)
    letter = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    arrived_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = VisitLetterQuerySet.as_manager()

    class Meta:
        ordering = ("arrived_at", "pk")
        indexes = (
            models.Index(fields=("staff",), condition=Q(state="held"), name="held_letters_of_somebody"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=LetterKind.values), name="a_kind_of_visit_letter_we_know"
            ),
            models.CheckConstraint(
                condition=Q(state="held", because__in=LetterHeld.values, settled_at=None)
                | Q(state="settled", settled_at__isnull=False, settled_by__isnull=False, letter={})
                | Q(state__in=("written", "note"), because="", settled_at=None, letter={}),
                name="a_visit_letter_is_kept_only_while_it_is_held",
            ),
        )

    def __str__(self) -> str:
        return f"letter {self.client_id}"


class PhotoPart(models.Model):
    """A part of a photo that a device sends in pieces, sealed; it goes when the photo is filed or settled."""

    client_id = models.UUIDField()
    """The number of the photo, made by the device."""
    number = models.PositiveSmallIntegerField()
    of = models.PositiveSmallIntegerField()
    taken = models.ForeignKey(TakenVisits, on_delete=models.CASCADE, related_name="parts")
    sealed = models.BinaryField()
    arrived_at = models.DateTimeField()

    class Meta:
        ordering = ("client_id", "number")
        constraints = (
            models.UniqueConstraint(fields=("client_id", "number"), name="a_part_of_a_photo_once"),
            models.CheckConstraint(
                condition=Q(of__gte=1, of__lte=MOST_PARTS, number__lt=F("of")),
                name="a_part_is_one_of_the_parts",
            ),
        )

    def __str__(self) -> str:
        return f"part {self.number} of photo {self.client_id}"
