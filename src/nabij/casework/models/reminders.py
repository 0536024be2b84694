"""How somebody who works here is reminded: the daily message, and the secret address of a calendar."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Reminding(models.Model):
    """What one worker chose about reminders. Without a row: the daily message, and no calendar.

    Of the address of the calendar only a hash stands here: whoever reads the table cannot open a calendar.
    """

    staff = models.OneToOneField("staff.User", primary_key=True, on_delete=models.CASCADE, related_name="+")
    wants_digest = models.BooleanField(default=True)
    digest_on = models.DateField(null=True, blank=True)
    """The last day on which the message was sent, so that a second run sends none."""
    feed_digest = models.CharField(max_length=64, null=True, blank=True, unique=True)
    feed_made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("staff",)
        constraints = (
            models.CheckConstraint(
                condition=Q(feed_digest=None, feed_made_at=None)
                | Q(feed_digest__isnull=False, feed_made_at__isnull=False),
                name="an_address_of_a_calendar_says_since_when",
            ),
        )

    def __str__(self) -> str:
        return f"reminding of {self.staff_id}"
