"""How people can be reached, in which language, what they ask about it, and what they agreed with."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from nabij.kernel.days import day_of
from nabij.registry.types import ConsentGiven, ConsentPurpose, ContactKind, LanguageLevel, WishKind

_ONE_OWNER = Q(person__isnull=False, household=None) | Q(person=None, household__isnull=False)


class ContactPoint(models.Model):
    """A telephone number or e-mail address of a person or of a household.

    `value` is the international form (E.164) or the address in small letters, `typed` what was written.
    `is_shared`: other people answer it too, so a message names nobody.
    """

    person = models.ForeignKey(
        "registry.Person", null=True, blank=True, on_delete=models.CASCADE, related_name="contact_points"
    )
    household = models.ForeignKey(
        "registry.Household", null=True, blank=True, on_delete=models.CASCADE, related_name="contact_points"
    )
    kind = models.CharField(max_length=10, choices=ContactKind.choices)
    value = models.CharField(max_length=254)
    typed = models.CharField(max_length=254)
    label = models.CharField(max_length=60, blank=True)
    is_shared = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("staff.User", null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["value"], name="who_has_this_number")]
        constraints = [
            models.CheckConstraint(condition=_ONE_OWNER, name="a_contact_point_has_one_owner"),
            models.CheckConstraint(
                condition=Q(kind__in=ContactKind.values) & ~Q(value=""), name="a_contact_point_has_a_value"
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "value"],
                condition=Q(withdrawn_at=None, person__isnull=False),
                name="a_number_once_per_person",
            ),
            models.UniqueConstraint(
                fields=["household", "kind", "value"],
                condition=Q(withdrawn_at=None, household__isnull=False),
                name="a_number_once_per_household",
            ),
        ]

    def __str__(self) -> str:
        return f"contact point {self.pk}"


class SpokenLanguage(models.Model):
    """A language that somebody speaks, and how well; `code` as in ISO 639 ("nl", "ti", "rmn").

    One that was put right or taken away stays as history.
    """

    person = models.ForeignKey("registry.Person", on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(max_length=10)
    level = models.CharField(max_length=12, choices=LanguageLevel.choices)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("staff.User", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["person", "code", "-recorded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "code"], condition=Q(ended_at=None), name="a_language_once_per_person"
            ),
            models.CheckConstraint(condition=~Q(code=""), name="a_language_has_a_code"),
            models.CheckConstraint(condition=Q(level__in=LanguageLevel.values), name="a_level_we_know"),
        ]

    def __str__(self) -> str:
        return self.code


class ContactWish(models.Model):
    """What a person or household asks about being contacted; ended ones stay as history."""

    person = models.ForeignKey(
        "registry.Person", null=True, blank=True, on_delete=models.CASCADE, related_name="wishes"
    )
    household = models.ForeignKey(
        "registry.Household", null=True, blank=True, on_delete=models.CASCADE, related_name="wishes"
    )
    kind = models.CharField(max_length=30, choices=WishKind.choices)
    detail = models.CharField(max_length=200, blank=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("staff.User", null=True, on_delete=models.PROTECT, related_name="+")
    until_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name_plural = "contact wishes"
        ordering = ["-set_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=_ONE_OWNER, name="a_wish_has_one_owner"),
            models.CheckConstraint(condition=Q(kind__in=WishKind.values), name="a_wish_we_know"),
            models.CheckConstraint(
                condition=~Q(kind="times") | ~Q(detail=""), name="a_wish_about_times_tells_them"
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(ended_at=None, person__isnull=False),
                name="a_wish_once_per_person",
            ),
            models.UniqueConstraint(
                fields=["household", "kind"],
                condition=Q(ended_at=None, household__isnull=False),
                name="a_wish_once_per_household",
            ),
        ]

    def __str__(self) -> str:
        return f"wish {self.pk}"


class ConsentQuerySet(models.QuerySet["Consent"]):
    """The words in which consents are asked for."""

    def in_force(self, moment: datetime) -> ConsentQuerySet:
        """Consents that hold at a moment; what was withdrawn holds no longer from that very moment."""
        day = day_of(moment)
        return self.filter(
            Q(until_on=None) | Q(until_on__gt=day),
            Q(withdrawn_at=None) | Q(withdrawn_at__gt=moment),
            from_on__lte=day,
        )


class Consent(models.Model):
    """What a person agrees with: for what, towards whom, until when, and how they said so."""

    person = models.ForeignKey("registry.Person", on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=30, choices=ConsentPurpose.choices)
    partner = models.CharField(max_length=150, blank=True)
    """The organisation it is about, by the name under which it is known here; empty for the town itself."""
    given = models.CharField(max_length=12, choices=ConsentGiven.choices)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("staff.User", null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")), name="consent_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(purpose__in=("share_with_partner", "ask_partner")) | ~Q(partner=""),
                name="a_consent_to_share_names_the_partner",
            ),
            models.CheckConstraint(condition=Q(purpose__in=ConsentPurpose.values), name="a_purpose_we_know"),
            models.CheckConstraint(
                condition=Q(given__in=ConsentGiven.values), name="a_way_of_giving_we_know"
            ),
            models.UniqueConstraint(
                fields=["person", "purpose", "partner"],
                condition=Q(withdrawn_at=None),
                name="one_standing_consent_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"
