"""The timeline: dated contacts with a household, what stood there before, and texts that are not sent yet."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nabij.casework.types import Channel, ContactOutcome
from nabij.registry.types import Layer, Sight, Topic


class ContactQuerySet(models.QuerySet["ContactMoment"]):
    """The words in which contacts are asked for."""

    def seen_with(self, sight: Sight) -> ContactQuerySet:
        """Contacts that somebody with this sight sees: the one scope of pages and counts.

        The summary; the topics of the sight; what one wrote under a topic oneself; what is hidden only for
        its owner.
        """
        if not sight.sees_summary:
            return self.none()
        mine = Q(layer=Layer.TOPIC, recorded_by=sight.staff_id) | Q(layer=Layer.HIDDEN, owner=sight.staff_id)
        return self.filter(
            Q(layer=Layer.SUMMARY) | Q(layer=Layer.TOPIC, topic__in=sorted(sight.topics)) | mine
        )


class ContactMoment(models.Model):
    """One contact with a household, on a day and by a way, under a topic and in a layer.

    ``client_id`` is the number that the form made: sending it twice makes one contact. An edit keeps what
    stood there in ContactVersion.
    """

    household = models.ForeignKey(
        "registry.Household", on_delete=models.CASCADE, related_name="contact_moments"
    )
    client_id = models.UUIDField(unique=True)
    happened_at = models.DateTimeField()
    channel = models.CharField(max_length=12, choices=Channel.choices)
    topic = models.CharField(max_length=20, choices=Topic.choices)
    layer = models.CharField(max_length=10, choices=Layer.choices)
    owner = models.ForeignKey("staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=ContactOutcome.choices)
    note = models.TextField(max_length=10000, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ("-happened_at", "-pk")
        indexes = (models.Index(fields=("household", "-happened_at", "-id"), name="timeline_of_a_household"),)
        constraints = (
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="a_channel_we_know"),
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="a_contact_topic_we_know"),
            models.CheckConstraint(
                condition=Q(outcome__in=ContactOutcome.values), name="a_contact_outcome_we_know"
            ),
            models.CheckConstraint(
                condition=Q(layer__in=("summary", "topic"), owner=None)
                | Q(layer="hidden", owner__isnull=False),
                name="a_hidden_contact_has_an_owner",
            ),
        )

    def __str__(self) -> str:
        return f"contact {self.pk}"


class ContactVersion(models.Model):
    """How a contact read before it was changed; or, ``is_beside``, what a second writer made of it meanwhile.

    What stands beside waits until somebody chooses: nothing is written over in silence.
    """

    contact = models.ForeignKey(ContactMoment, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    fields = models.JSONField()
    at = models.DateTimeField()
    by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    is_beside = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("contact", "version", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("contact", "version"), condition=Q(is_beside=False), name="a_contact_version_once"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(is_beside=True), name="only_what_stands_beside_is_settled"
            ),
        )

    def __str__(self) -> str:
        return f"version {self.version} of contact {self.contact_id}"


class ContactDraft(models.Model):
    """What somebody is typing about a contact, kept every few seconds; only for whoever types it."""

    client_id = models.UUIDField(primary_key=True)
    household = models.ForeignKey("registry.Household", on_delete=models.CASCADE, related_name="+")
    staff = models.ForeignKey("staff.User", on_delete=models.CASCADE, related_name="+")
    content = models.JSONField()
    turn = models.PositiveBigIntegerField()
    """Counts up in the form: what arrives late does not take the place of what is newer."""
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("-saved_at", "client_id")
        indexes = (models.Index(fields=("staff", "household", "-saved_at"), name="drafts_of_somebody"),)

    def __str__(self) -> str:
        return f"draft {self.client_id}"
