"""Documents of a household: letters, decisions and proofs, as files that were made anew."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nabij.casework.types import DocumentKind
from nabij.registry.types import Layer, Sight, Topic

MEDIA_TYPES = [("image/jpeg", "JPEG"), ("application/pdf", "PDF")]


class DocumentQuerySet(models.QuerySet["Document"]):
    """The words in which documents are asked for."""

    def seen_with(self, sight: Sight) -> DocumentQuerySet:
        """Documents that somebody with this sight sees: the one scope of pages and counts."""
        if not sight.sees_summary:
            return self.none()
        mine = Q(layer=Layer.TOPIC, filed_by=sight.staff_id) | Q(layer=Layer.HIDDEN, owner=sight.staff_id)
        return self.filter(
            Q(layer=Layer.SUMMARY) | Q(layer=Layer.TOPIC, topic__in=sorted(sight.topics)) | mine
        )


class Document(models.Model):
    """One document. The file stands under ``file_key`` beside the database, never under a name that tells.

    ``sha256`` is of what was sent, so that the same file is known again; what is kept was made anew from it.
    """

    household = models.ForeignKey("registry.Household", on_delete=models.CASCADE, related_name="documents")
    client_id = models.UUIDField(unique=True)
    file_key = models.UUIDField(unique=True)
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=20, choices=MEDIA_TYPES)
    size_bytes = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=DocumentKind.choices)
    title = models.CharField(max_length=100, blank=True)
    topic = models.CharField(max_length=20, choices=Topic.choices)
    layer = models.CharField(max_length=10, choices=Layer.choices)
    owner = models.ForeignKey("staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    right_code = models.CharField(max_length=100, blank=True)
    """For which right it is a proof, by the code of the right; empty for none."""
    received_on = models.DateField()
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ("-received_on", "-pk")
        indexes = (
            models.Index(fields=("household", "-received_on", "-id"), name="documents_of_a_household"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="a_document_kind_we_know"),
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="a_document_topic_we_know"),
            models.CheckConstraint(
                condition=Q(layer__in=("summary", "topic"), owner=None)
                | Q(layer="hidden", owner__isnull=False),
                name="a_hidden_document_has_an_owner",
            ),
            models.CheckConstraint(
                condition=Q(media_type__in=[kind for kind, _name in MEDIA_TYPES]),
                name="a_document_is_a_photo_or_a_pdf",
            ),
            models.CheckConstraint(
                condition=Q(size_bytes__gt=0, pages__gt=0), name="a_document_is_not_empty"
            ),
            models.UniqueConstraint(
                fields=("household", "sha256", "topic", "layer"),
                condition=Q(owner=None),
                name="the_same_file_once_under_a_topic",
            ),
            models.UniqueConstraint(
                fields=("household", "sha256", "owner"),
                condition=Q(owner__isnull=False),
                name="the_same_hidden_file_once",
            ),
        )

    def __str__(self) -> str:
        return f"document {self.pk}"
