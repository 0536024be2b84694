"""Which team follows a household from when on: after it moved house, or because somebody chose so."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class TeamChoice(models.Model):
    """What was chosen for a household in the area of another team: go there, or stay. Never changed.

    `team` follows it from then on; it is the same as `from_team` when the household stays where it was.
    """

    household = models.ForeignKey("registry.Household", on_delete=models.PROTECT, related_name="team_choices")
    neighbourhood = models.CharField(max_length=40)
    """The code of the neighbourhood in which it lived then."""
    team = models.ForeignKey("staff.Team", on_delete=models.PROTECT, related_name="+")
    from_team = models.ForeignKey("staff.Team", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["household", "-at", "-pk"]
        indexes = [models.Index(fields=["household", "neighbourhood"], name="choices_of_a_household")]
        constraints = [
            models.CheckConstraint(condition=~Q(neighbourhood=""), name="a_choice_of_team_says_where"),
            models.CheckConstraint(
                condition=~Q(team=F("from_team")) | ~Q(reason=""), name="who_stays_elsewhere_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"choice of team {self.pk}"
