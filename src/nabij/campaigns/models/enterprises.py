"""Mailings to enterprises out of the public register. Nothing here points at a person or a dossier."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from nabij.campaigns.types.enterprises import EnterpriseChannel


class Mailing(models.Model):
    """What a town tells the self-employed: why, on which ground, in which days, from which list."""

    town = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    purpose = models.CharField(max_length=300)
    legal_basis = models.CharField(max_length=300)
    sender_name = models.CharField(max_length=80)
    words = models.TextField(max_length=3000)
    from_on = models.DateField()
    until_on = models.DateField()
    """The last day, included."""
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    """When the list was fixed and the mailing went out; from then on no list is taken in."""
    figures = models.JSONField(null=True, blank=True)
    cleaned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-from_on", "name", "pk")
        indexes = (models.Index(fields=("town", "from_on"), name="mailings_of_a_town"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(town="")
                & ~Q(name="")
                & ~Q(purpose="")
                & ~Q(legal_basis="")
                & ~Q(sender_name="")
                & ~Q(words=""),
                name="a_mailing_says_why_and_what",
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="a_mailing_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(cleaned_at=None) | Q(figures__isnull=False),
                name="a_cleaned_mailing_keeps_its_counts",
            ),
        )

    def __str__(self) -> str:
        return self.name


class RegisterFile(models.Model):
    """One file that was taken in: how many rows, and which were refused. Refused rows keep no words."""

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="files")
    at = models.DateTimeField()
    by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    taken = models.PositiveIntegerField()
    refused = models.JSONField(default=list)
    """Pairs of the number of the row and the code of the reason."""

    class Meta:
        ordering = ("mailing", "-pk")

    def __str__(self) -> str:
        return f"register file {self.pk}"


class Enterprise(models.Model):
    """An enterprise on the list of a mailing, as the public register tells it."""

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="enterprises")
    number = models.CharField(max_length=10)
    name = models.CharField(max_length=200)
    street = models.CharField(max_length=150, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    municipality = models.CharField(max_length=80, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("mailing", "number")
        constraints = (
            models.UniqueConstraint(fields=("mailing", "number"), name="an_enterprise_once_in_a_mailing"),
            models.CheckConstraint(
                condition=Q(Exact(Length("number"), 10))
                & (Q(number__startswith="0") | Q(number__startswith="1")),
                name="an_enterprise_number_of_ten_signs",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="an_enterprise_has_a_name"),
        )

    def __str__(self) -> str:
        return self.number


class EnterpriseAnswer(models.Model):
    """An enterprise answered by one way; twice by the same way counts once."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="answers")
    channel = models.CharField(max_length=10, choices=EnterpriseChannel.choices)
    at = models.DateTimeField()
    by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("enterprise", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("enterprise", "channel"), name="an_enterprise_answers_once_by_a_way"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=EnterpriseChannel.values), name="a_way_of_answering_we_know"
            ),
        )

    def __str__(self) -> str:
        return f"answer of {self.enterprise_id} by {self.channel}"
