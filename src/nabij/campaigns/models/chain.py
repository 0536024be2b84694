"""Letters to whoever could not be called, and the campaign that goes on with the list of another one."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from nabij.campaigns.models.campaigns import Campaign
from nabij.campaigns.models.targets import Target
from nabij.campaigns.types.chain import LetterAnswer


class LetterText(models.Model):
    """What a letter of a campaign says in one language, where its lead wrote other words than the house."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="letter_texts")
    language = models.CharField(max_length=10)
    words = models.TextField(max_length=3000)

    class Meta:
        ordering = ("campaign", "language")
        constraints = (
            models.UniqueConstraint(fields=("campaign", "language"), name="a_letter_text_once_a_language"),
            models.CheckConstraint(condition=~Q(words=""), name="a_letter_text_has_words"),
        )

    def __str__(self) -> str:
        return f"letter of {self.campaign_id} in {self.language}"


class LetterHead(models.Model):
    """How people answer a letter of a campaign: a telephone number, an address. Stands under every letter."""

    campaign = models.OneToOneField(Campaign, on_delete=models.CASCADE, related_name="letter_head")
    reach = models.CharField(max_length=200)

    class Meta:
        ordering = ("campaign",)
        constraints = (models.CheckConstraint(condition=~Q(reach=""), name="a_letter_says_how_to_answer"),)

    def __str__(self) -> str:
        return f"head of the letters of {self.campaign_id}"


class LetterBatch(models.Model):
    """Letters that are printed together; marked as sent once."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="letter_batches")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name_plural = "letter batches"
        ordering = ("campaign", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_by=None) | Q(sent_at__isnull=False, sent_by__isnull=False),
                name="a_sent_batch_says_by_whom",
            ),
        )

    def __str__(self) -> str:
        return f"letter batch {self.pk}"


class LetterTo(models.Model):
    """One letter to one household of a list: once, whatever happens. What came back stands beside it."""

    batch = models.ForeignKey(LetterBatch, on_delete=models.CASCADE, related_name="letters")
    target = models.OneToOneField(Target, on_delete=models.CASCADE, related_name="letter")
    answer = models.CharField(max_length=10, choices=LetterAnswer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("batch", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_by=None)
                | Q(answer__in=LetterAnswer.values, answered_at__isnull=False, answered_by__isnull=False),
                name="an_answer_to_a_letter_is_whole",
            ),
        )

    def __str__(self) -> str:
        return f"letter {self.pk}"


class NextCampaign(models.Model):
    """A campaign that goes on with those whom another one could not reach. Each has one before it at most."""

    campaign = models.OneToOneField(Campaign, on_delete=models.CASCADE, related_name="goes_on_from")
    before = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="goes_on_in")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("before", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(campaign=F("before")), name="a_campaign_goes_on_in_another"),
        )

    def __str__(self) -> str:
        return f"campaign {self.campaign_id} goes on from {self.before_id}"


class NextTarget(models.Model):
    """A household that went on to a next campaign: once from a list, so that nobody is counted twice."""

    target = models.OneToOneField(Target, on_delete=models.CASCADE, related_name="goes_on_as")
    after = models.OneToOneField(Target, on_delete=models.CASCADE, related_name="came_from")

    class Meta:
        ordering = ("target",)
        constraints = (
            models.CheckConstraint(condition=~Q(target=F("after")), name="a_target_goes_on_as_another"),
        )

    def __str__(self) -> str:
        return f"target {self.target_id} goes on as {self.after_id}"
