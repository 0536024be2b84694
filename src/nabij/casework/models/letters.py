"""Letters as they were sent: what stood on the paper, never changed afterwards."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nabij.casework.types import LetterCode, LetterLanguage
from nabij.registry.types import Sight, Topic


class LetterQuerySet(models.QuerySet["Letter"]):
    """The words in which letters are asked for."""

    def seen_with(self, sight: Sight, *, is_protected: bool) -> LetterQuerySet:
        """Letters that somebody with this sight reads: under the own topics, and what one wrote oneself.

        A letter may hold where a household is. With somebody in it who may not be found, only contact
        person and team lead read the letters of others.
        """
        if not sight.sees_summary:
            return self.none()
        mine = Q(kept_by=sight.staff_id)
        if is_protected and not sight.sees_protected:
            return self.filter(mine)
        return self.filter(mine | Q(topic__in=sorted(sight.topics)))


class Letter(models.Model):
    """One letter, kept as it was sent. The database refuses to change a row; erasing it stays possible.

    The paper is made again from this row alone: `file_sha256` tells whether it is the same file, byte for
    byte. `template_version` names the text and the layout that it came from.
    """

    household = models.ForeignKey("registry.Household", on_delete=models.CASCADE, related_name="letters")
    client_id = models.UUIDField(unique=True)
    code = models.CharField(max_length=30, choices=LetterCode.choices)
    language = models.CharField(max_length=2, choices=LetterLanguage.choices)
    topic = models.CharField(max_length=20, choices=Topic.choices)
    dated_on = models.DateField()
    sender = models.TextField(max_length=500, blank=True)
    recipient = models.TextField(max_length=500, blank=True)
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=8000)
    signers = models.TextField(max_length=300, blank=True)
    """Who signs, a line each; empty for a letter that nobody signs by hand."""
    contact = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    contact_name = models.CharField(max_length=150, blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    template_version = models.CharField(max_length=64)
    file_sha256 = models.CharField(max_length=64)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ("-kept_at", "-pk")
        indexes = (
            models.Index(fields=("household", "-kept_at"), name="letters_of_a_household"),
            models.Index(fields=("contact", "-kept_at"), name="letters_of_a_contact_person"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(code__in=LetterCode.values), name="a_letter_we_know"),
            models.CheckConstraint(
                condition=Q(language__in=LetterLanguage.values), name="a_letter_language_we_know"
            ),
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="a_letter_topic_we_know"),
            models.CheckConstraint(condition=~Q(text="") & ~Q(title=""), name="a_letter_says_something"),
            models.CheckConstraint(
                condition=~Q(file_sha256="") & ~Q(template_version=""),
                name="a_letter_knows_its_paper",
            ),
        )

    def __str__(self) -> str:
        return f"letter {self.pk}"
