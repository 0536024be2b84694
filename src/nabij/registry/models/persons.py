"""Persons, and apart from them who they are: most reads never touch a name."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import Q

from nabij.registry.types import BirthDate, Naming


class Person(models.Model):
    """Somebody in a household. Without a name on purpose: that stands in Identity."""

    died_on = models.DateField(null=True, blank=True)
    school_from = models.DateField(null=True, blank=True)
    """Their first day at school, as far as it matters to us: of small children (see `types.schooling`)."""
    unlike_because = models.CharField(max_length=300, blank=True)
    """How whoever added this person knew that it is not the one who looks the same."""
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("staff.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["school_from"],
                condition=Q(school_from__isnull=False),
                name="when_a_child_begins_school",
            )
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"


class Identity(models.Model):
    """What somebody is called and when they were born, as far as we know; sex and nationality are not kept.

    Of a child that is expected `birth_year` and `birth_month` are the month in which it is due.
    """

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="identity")
    given = models.CharField(max_length=120, blank=True)
    family = models.CharField(max_length=120, blank=True)
    called = models.CharField(max_length=120, blank=True)
    nickname = models.CharField(max_length=120, blank=True)
    folded = models.CharField(max_length=500, blank=True, db_index=True)
    """Surname, then first names, as the normaliser folds them: to sort and to search by on every database."""
    sound = models.CharField(max_length=120, blank=True, db_index=True)
    """The consonants of surname and first name, to find who may be the same before somebody is added."""
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_month = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField(null=True, blank=True)
    is_expected = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "identities"
        ordering = ["folded", "pk"]
        indexes = [
            models.Index(fields=["birth_year", "birth_month", "birth_day"], name="identity_by_birth"),
            models.Index(fields=["birth_year", "is_expected", "person"], name="people_born_in_a_year"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_expected=True)
                | ~Q(given="")
                | ~Q(family="")
                | ~Q(called="")
                | ~Q(nickname=""),
                name="somebody_has_a_name",
            ),
            models.CheckConstraint(
                condition=(Q(birth_month=None) | Q(birth_year__isnull=False, birth_month__range=(1, 12)))
                & (Q(birth_day=None) | Q(birth_month__isnull=False, birth_day__range=(1, 31)))
                & (Q(birth_year=None) | Q(birth_year__range=(1880, 2150))),
                name="a_birth_date_is_known_from_the_year_on",
            ),
            models.CheckConstraint(
                condition=Q(is_expected=False) | Q(birth_day=None), name="an_expected_child_has_no_birthday"
            ),
        ]

    def __str__(self) -> str:
        return f"identity {self.pk}"  # no name: this text may stand in an error

    @property
    def naming(self) -> Naming:
        """What they are called."""
        return Naming(given=self.given, family=self.family, called=self.called, nickname=self.nickname)

    @property
    def birth(self) -> BirthDate:
        """The date of birth as far as it is known; empty for a child that is expected."""
        if self.is_expected:
            return BirthDate()
        return BirthDate(self.birth_year, self.birth_month, self.birth_day)

    @property
    def due(self) -> date | None:
        """The first day of the month in which an expected child is due."""
        if not self.is_expected or self.birth_year is None:
            return None
        return date(self.birth_year, self.birth_month or 1, 1)


class NationalNumber(models.Model):
    """The national or bis number of a person: sealed, and only in a town that switched it on.

    `lookup` is a keyed hash, so that one number belongs to one person without anybody reading it.
    """

    person = models.OneToOneField(
        Person, primary_key=True, on_delete=models.CASCADE, related_name="national_number"
    )
    sealed = models.TextField()
    lookup = models.CharField(max_length=64, unique=True)
    is_bis = models.BooleanField()
    recorded_by = models.ForeignKey("staff.User", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"national number of person {self.pk}"


class NumberReveal(models.Model):
    """Somebody saw a national number in full, and what for: the reason in words stays out of the log."""

    number = models.ForeignKey(NationalNumber, on_delete=models.CASCADE, related_name="reveals")
    by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=100)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="a_reveal_has_a_reason")]

    def __str__(self) -> str:
        return f"reveal {self.pk}"


class Subject(models.Model):
    """The number under which the log knows a person or household. Erasing takes the link, not the number."""

    number = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="subject"
    )
    household = models.OneToOneField(
        "registry.Household", null=True, blank=True, on_delete=models.SET_NULL, related_name="subject"
    )
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None) | Q(household=None), name="a_subject_is_one_person_or_household"
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(person=None, household=None),
                name="an_erased_subject_points_nowhere",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
