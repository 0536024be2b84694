"""What is known of households and persons: dated, sourced, and never changed afterwards."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nabij.rights.types import FactSource


class FactQuerySet(models.QuerySet["Fact"]):
    """The words in which facts are asked for."""

    def about(self, *, household_id: int, person_ids: list[int]) -> "FactQuerySet":
        """Facts of a household and of these persons, the oldest recorded first."""
        whose = Q(household_id=household_id) | Q(person_id__in=person_ids)
        return self.filter(whose).order_by("recorded_at", "pk")

    def standing(self) -> "FactQuerySet":
        """Facts that nothing took the place of."""
        return self.filter(replaced=None)


class Fact(models.Model):
    """One statement about a household or a person in it.

    ``key`` is a fact of the vocabulary; ``value`` is written as people write it in a file for the rules
    (true, "690.00", {"min": ..., "max": ...}, a word). ``None`` says that it is not known any more: what was
    told before no longer counts. ``from_on`` and ``until_on`` say when it is true, ``recorded_at`` when we
    heard it: so a decision of then can be replayed with what was known then. A row is never changed (a
    trigger refuses): another one takes its place, see Replacement.
    """

    household = models.ForeignKey(
        "registry.Household", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    person = models.ForeignKey(
        "registry.Person", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    key = models.CharField(max_length=80)
    value = models.JSONField(null=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=10, choices=FactSource.choices)
    proof = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ("recorded_at", "pk")
        indexes = (
            models.Index(fields=("household", "key"), name="facts_of_a_household"),
            models.Index(fields=("person", "key"), name="facts_of_a_person"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(household=None, person__isnull=False) | Q(household__isnull=False, person=None),
                name="a_fact_is_about_one_subject",
                violation_error_message=_("A fact is about a household or about a person."),
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")),
                name="a_fact_ends_after_it_begins",
                violation_error_message=_("The end of a fact lies after its beginning."),
            ),
            models.CheckConstraint(
                condition=Q(source__in=FactSource.values), name="a_fact_has_a_source_we_know"
            ),
            models.CheckConstraint(condition=~Q(key=""), name="a_fact_has_a_key"),
        )

    def __str__(self) -> str:
        return self.key


class Replacement(models.Model):
    """A fact that another one took the place of: corrected, followed by a newer one, or chosen over."""

    old = models.OneToOneField(Fact, on_delete=models.CASCADE, primary_key=True, related_name="replaced")
    new = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="replaces")
    at = models.DateTimeField()
    by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(old=F("new")), name="a_fact_does_not_replace_itself"),
        )

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id}"
