"""Rights that editors of a town make in the browser: drafts, and the editions that were published."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def _name_in(document: Mapping[str, Any], right_id: str) -> str:
    """The Dutch name in a document, or the id as long as nobody gave a name."""
    return str(document.get("texts", {}).get("nl", {}).get("name") or right_id)


class DraftState(models.TextChoices):
    """Where a draft stands."""

    OPEN = "open", _("Draft")
    SUBMITTED = "submitted", _("Waits for a colleague")


class EditionQuerySet(models.QuerySet["Edition"]):
    """The words in which editions are asked for."""

    def newest(self) -> "EditionQuerySet":
        """The last edition of each right."""
        later = Edition.objects.filter(
            right_id=models.OuterRef("right_id"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(later)).order_by("right_id")


class Edition(models.Model):
    """A right as it was published. Never changed and never removed: an old answer can always be replayed.

    ``document`` is the whole right as a table; ``number`` counts the editions of this right from 1.
    """

    right_id = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    town = models.CharField(max_length=40)
    document = models.JSONField()
    content_hash = models.CharField(max_length=71)
    valid_from = models.DateField()
    decision = models.CharField(max_length=200)
    submitted_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    published_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ("right_id", "number")
        constraints = (
            models.UniqueConstraint(fields=("right_id", "number"), name="an_edition_has_one_number"),
            models.CheckConstraint(
                condition=~Q(submitted_by=F("published_by")),
                name="a_second_person_publishes",
                violation_error_message=_("Whoever wrote a right does not publish it."),
            ),
            models.CheckConstraint(condition=~Q(decision=""), name="an_edition_names_its_decision"),
        )

    def __str__(self) -> str:
        return f"{self.right_id} {self.number}"

    @property
    def name(self) -> str:
        """What people call this right."""
        return _name_in(self.document, self.right_id)


class Draft(models.Model):
    """A right that is being written, or the next version of one. One draft for a right at a time."""

    right_id = models.CharField(max_length=80, unique=True)
    town = models.CharField(max_length=40)
    document = models.JSONField()
    state = models.CharField(max_length=10, choices=DraftState.choices, default=DraftState.OPEN)
    follows = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    changed_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    turn = models.PositiveIntegerField(default=0)
    """Goes up with every change, so that two people never write over each other in silence."""

    class Meta:
        ordering = ("right_id",)

    def __str__(self) -> str:
        return self.right_id

    @property
    def next_edition(self) -> int:
        """The number that this draft gets when it is published."""
        return 1 if self.follows is None else self.follows.number + 1

    @property
    def name(self) -> str:
        """What people call this right."""
        return _name_in(self.document, self.right_id)
