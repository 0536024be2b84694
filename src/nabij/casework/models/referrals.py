"""Warm referrals: somebody is referred, always with a named person, until an outcome comes back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q

from nabij.casework.types import (
    OPEN_REFERRALS,
    SEEN_AFTER_END_DAYS,
    WITH_RECEIVER,
    Basis,
    Direction,
    LineKind,
    ReferralOutcome,
    ReferralState,
    Urgency,
)
from nabij.registry.types import ConsentGiven, Topic


class ReferralQuerySet(models.QuerySet["Referral"]):
    """The words in which referrals are asked for."""

    def open(self) -> ReferralQuerySet:
        """Without an outcome yet; also those that came back."""
        return self.filter(state__in=OPEN_REFERRALS)

    def shown_to_receivers(self, now: datetime) -> ReferralQuerySet:
        """Those that lie with the receiver, and what finished not long ago. Consent is asked besides."""
        last = now - timedelta(days=SEEN_AFTER_END_DAYS)
        return self.filter(
            Q(state__in=WITH_RECEIVER) | Q(state=ReferralState.FINISHED, ended_at__gt=last), bounced=False
        )

    def with_partner(self, team_ids: list[int]) -> ReferralQuerySet:
        """Those that these teams of partner organisations sent to the town."""
        return self.filter(sending_team__in=team_ids, direction=Direction.IN).exclude(
            sending_team__organisation=""
        )


class Referral(models.Model):
    """One request for help, from the town to a service or from a partner to the town.

    ``facts`` is what goes along about the family, each with its words, exactly as the receiver reads it: it
    is a copy of that moment. An open referral has an owner: its sender, until somebody of the receiver takes
    it on. A receiver without a team here (``receiver_team`` is empty) is called or written to: whoever sent
    it writes the answers down.
    """

    household = models.ForeignKey(
        "registry.Household", null=True, blank=True, on_delete=models.CASCADE, related_name="referrals"
    )
    """Empty for somebody whom a partner referred, and whose household is not known here yet."""
    person = models.ForeignKey(
        "registry.Person", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    """Whose consent it is: the reference person of that moment."""
    direction = models.CharField(max_length=3, choices=Direction.choices)
    sending_team = models.ForeignKey("staff.Team", on_delete=models.PROTECT, related_name="+")
    receiver_team = models.ForeignKey(
        "staff.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    receiver_name = models.CharField(max_length=150)
    """The organisation, or the team of the town; the consent names it so."""
    service = models.CharField(max_length=200, blank=True)
    """Which service of the directory; of somebody whom a partner referred, what it had in mind."""
    topic = models.CharField(max_length=20, choices=Topic.choices)
    question = models.TextField(max_length=1000)
    facts = models.JSONField(default=list)
    basis = models.CharField(max_length=10, choices=Basis.choices)
    given = models.CharField(max_length=12, blank=True, choices=ConsentGiven.choices)
    why_urgent = models.CharField(max_length=300, blank=True)
    urgency = models.CharField(max_length=10, choices=Urgency.choices)
    state = models.CharField(max_length=10, choices=ReferralState.choices)
    sender = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    """When it was sent to the receiver of now."""
    waits_for_sender = models.BooleanField(default=False)
    """The receiver asked something, and the sender has not answered."""
    turn = models.PositiveSmallIntegerField(default=1)
    """The first receiver is turn 1; a receiver reads the lines of its own turn only."""
    bounces = models.PositiveSmallIntegerField(default=0)
    bounced = models.BooleanField(default=False)
    """It came back from the receiver that stands there still."""
    outcome = models.CharField(max_length=12, blank=True, choices=ReferralOutcome.choices)
    outcome_note = models.TextField(max_length=1000, blank=True)
    is_agreed = models.BooleanField(default=False)
    """The family agreed with the words of the outcome."""
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        ordering = ("-sent_at", "-pk")
        indexes = (
            models.Index(fields=("household", "-sent_at"), name="referrals_of_a_household"),
            models.Index(fields=("receiver_team", "state"), name="referrals_to_a_team"),
            models.Index(fields=("sender", "state"), name="referrals_of_a_sender"),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=OPEN_REFERRALS) | Q(owner__isnull=False),
                name="an_open_referral_has_an_owner",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | Q(owner=F("sender"), bounced=True),
                name="what_came_back_lies_with_its_sender",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_REFERRALS, ended_at=None, outcome="", ended_because="")
                | Q(state="finished", ended_at__isnull=False, ended_because="")
                & Q(outcome__in=ReferralOutcome.values)
                | Q(state="withdrawn", ended_at__isnull=False, outcome="") & ~Q(ended_because=""),
                name="a_referral_ends_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(direction="out") | Q(household__isnull=False),
                name="the_town_refers_a_household",
            ),
            models.CheckConstraint(
                condition=Q(basis="consent", given__in=("spoken", "written"), why_urgent="")
                | Q(basis="no_names", given="", why_urgent="")
                | Q(basis="urgent", given="") & ~Q(why_urgent=""),
                name="a_referral_says_on_what_ground",
            ),
            models.CheckConstraint(
                condition=~Q(question="") & ~Q(receiver_name=""), name="a_referral_asks_somebody_something"
            ),
            models.CheckConstraint(
                condition=Q(outcome_note="") | Q(is_agreed=True), name="words_of_an_outcome_are_agreed"
            ),
            models.CheckConstraint(
                condition=Q(direction__in=Direction.values), name="a_direction_of_a_referral_we_know"
            ),
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="a_referral_topic_we_know"),
            models.CheckConstraint(condition=Q(urgency__in=Urgency.values), name="an_urgency_we_know"),
        )

    def __str__(self) -> str:
        return f"referral {self.pk}"


class ReferralLine(models.Model):
    """What happened to a referral, with words for the other side. Never changed."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="lines")
    turn = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=LineKind.choices)
    words = models.TextField(max_length=1000, blank=True)
    alternative = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """Empty for the work of the night."""

    class Meta:
        ordering = ("at", "pk")
        indexes = (models.Index(fields=("referral", "at"), name="lines_of_a_referral"),)
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=LineKind.values), name="a_line_kind_we_know"),
            models.CheckConstraint(
                condition=~Q(kind="returned") | ~Q(words="") & ~Q(alternative=""),
                name="giving_back_names_an_alternative",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=("asked", "answered")) | ~Q(words=""), name="a_question_has_words"
            ),
        )

    def __str__(self) -> str:
        return f"line {self.pk} of referral {self.referral_id}"
