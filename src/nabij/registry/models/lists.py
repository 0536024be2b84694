"""Lists of partners, put together for one campaign: who brought what, and which rows are about the same
child.

Rows are never changed by putting them together. What counts as one child follows from the verdicts on pairs,
so that taking a verdict back gives exactly what was there before.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ListCollection(models.Model):
    """Lists put together for one purpose, on one legal basis, during one period; seen by its viewers only.

    `until_on` is the day after which the lists must be gone. `turn` goes up with each change of what counts.
    `result_hash` is of what counts after the last verdict. When frozen, `frozen_doors` and
    `frozen_children` are the number that later figures are shares of.
    """

    name = models.CharField(max_length=120)
    town = models.CharField(max_length=40)
    aim = models.CharField(max_length=500)
    legal_basis = models.CharField(max_length=500)
    from_on = models.DateField()
    until_on = models.DateField()
    lead = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    turn = models.PositiveIntegerField(default=0)
    compared_turn = models.PositiveIntegerField(null=True, blank=True)
    result_hash = models.CharField(max_length=64, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.ForeignKey(
        "staff.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    frozen_doors = models.PositiveIntegerField(null=True, blank=True)
    frozen_children = models.PositiveIntegerField(null=True, blank=True)
    frozen_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("-from_on", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(from_on__lt=F("until_on")), name="a_collection_has_a_period"),
            models.CheckConstraint(
                condition=~Q(aim="") & ~Q(legal_basis=""), name="a_collection_has_aim_and_legal_basis"
            ),
            models.CheckConstraint(
                condition=Q(
                    frozen_at=None, frozen_by=None, frozen_doors=None, frozen_children=None, frozen_hash=""
                )
                | Q(
                    frozen_at__isnull=False,
                    frozen_by__isnull=False,
                    frozen_doors__isnull=False,
                    frozen_children__isnull=False,
                )
                & ~Q(frozen_hash=""),
                name="a_frozen_collection_has_its_numbers",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_frozen(self) -> bool:
        """Whether nothing can change any more."""
        return self.frozen_at is not None

    @property
    def is_compared(self) -> bool:
        """Whether the rows as they are now were compared with each other."""
        return self.compared_turn == self.turn


class ListViewer(models.Model):
    """Somebody who may see everything in a collection, beside its lead."""

    collection = models.ForeignKey(ListCollection, on_delete=models.CASCADE, related_name="viewers")
    user = models.ForeignKey("staff.User", on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("collection", "user"), name="a_viewer_is_named_once"),)

    def __str__(self) -> str:
        return f"{self.user_id} @ {self.collection_id}"


class ListPartner(models.Model):
    """A service or organisation that brings lists, in one campaign after another."""

    name = models.CharField(max_length=120)
    town = models.CharField(max_length=40)

    class Meta:
        ordering = ("name", "pk")
        constraints = (models.UniqueConstraint(fields=("town", "name"), name="a_list_partner_is_named_once"),)

    def __str__(self) -> str:
        return self.name


class ListPartnerMember(models.Model):
    """An account that brings lists for a partner."""

    partner = models.ForeignKey(ListPartner, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey("staff.User", on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("partner", "user"), name="a_member_of_a_partner_is_named_once"),
        )

    def __str__(self) -> str:
        return f"{self.user_id} @ {self.partner_id}"


class ListInvitation(models.Model):
    """A partner that was asked to bring its list. `is_foster`: the children live with foster parents."""

    collection = models.ForeignKey(ListCollection, on_delete=models.CASCADE, related_name="invitations")
    partner = models.ForeignKey(ListPartner, on_delete=models.PROTECT, related_name="invitations")
    is_foster = models.BooleanField(default=False)
    invited_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("collection", "partner"), name="a_partner_is_invited_once"),
        )

    def __str__(self) -> str:
        return f"{self.partner_id} @ {self.collection_id}"


class UploadState(models.TextChoices):
    """Where a file stands. Only IMPORTED changed anything."""

    RECEIVED = "received", _("Say what the columns hold")
    LAID_OUT = "laid_out", _("Being read")
    STAGED = "staged", _("Waits for your yes")
    IMPORTED = "imported", _("Taken in")
    SET_ASIDE = "set_aside", _("Set aside")


class ListUpload(models.Model):
    """A file of a partner. `client_id` is made by the form, so that sending it twice is harmless.

    `table` holds the cells until the file is taken in or set aside, then nothing. `columns` is column ->
    field.
    `base` is a hash of the rows that this list held when the file was compared with them.
    """

    invitation = models.ForeignKey(ListInvitation, on_delete=models.CASCADE, related_name="uploads")
    client_id = models.UUIDField(unique=True)
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=UploadState.choices, default=UploadState.RECEIVED)
    table = models.BinaryField(default=bytes)
    signature = models.CharField(max_length=64)
    header_row = models.PositiveIntegerField()
    columns = models.JSONField(default=dict)
    date_order = models.CharField(max_length=12, blank=True)
    base = models.CharField(max_length=64, blank=True)
    rows = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    received_by = models.ForeignKey("staff.User", on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    imported_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(state=UploadState.IMPORTED, imported_at__isnull=False)
                | ~Q(state=UploadState.IMPORTED) & Q(imported_at=None),
                name="an_imported_file_has_its_moment",
            ),
            models.UniqueConstraint(
                fields=("invitation",),
                condition=Q(state__in=("received", "laid_out", "staged")),
                name="one_open_file_for_a_list",
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to say something about it."""
        return self.state not in (UploadState.IMPORTED, UploadState.SET_ASIDE)


class ListLayout(models.Model):
    """What the columns of a partner hold, asked once for each set of headers."""

    partner = models.ForeignKey(ListPartner, on_delete=models.CASCADE, related_name="layouts")
    signature = models.CharField(max_length=64)
    columns = models.JSONField()
    date_order = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("partner", "signature"), name="a_layout_of_a_partner_is_kept_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.partner_id} {self.signature[:8]}"


class RowState(models.TextChoices):
    """Whether a row counts. Only LIVE ones do."""

    STAGED = "staged", _("Waits")
    LIVE = "live", _("On the list")
    REPLACED = "replaced", _("Corrected later")
    WITHDRAWN = "withdrawn", _("Taken off the list by its owner")
    UNWANTED = "unwanted", _("Does not want to be contacted")


class ListRow(models.Model):
    """What one list says of one family at one time. A correction is a new row with the same `identity`.

    `identity` is also the number under which the log knows this family. `said` is the row as read, with
    names,
    address and telephones; `problems` what was odd. `number` is the row in the file; empty when typed.
    `part` is given when lists are compared: a verdict on a pair changes nothing outside the part of its rows.
    """

    invitation = models.ForeignKey(ListInvitation, on_delete=models.CASCADE, related_name="rows")
    upload = models.ForeignKey(
        ListUpload, null=True, blank=True, on_delete=models.CASCADE, related_name="staged_rows"
    )
    number = models.PositiveIntegerField(null=True, blank=True)
    identity = models.UUIDField(db_index=True)
    state = models.CharField(max_length=10, choices=RowState.choices)
    content_hash = models.CharField(max_length=64)
    said = models.JSONField()
    problems = models.JSONField(default=list)
    added_at = models.DateTimeField()
    part = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("invitation", "part"), name="rows_of_a_part_of_a_list"),)
        constraints = (
            models.UniqueConstraint(
                fields=("invitation", "identity"),
                condition=Q(state__in=("live", "unwanted")),
                name="a_row_counts_once",
            ),
            models.UniqueConstraint(fields=("upload", "number"), name="a_row_of_a_file_is_read_once"),
            models.CheckConstraint(
                condition=Q(upload=None, number=None) | Q(upload__isnull=False, number__isnull=False),
                name="a_row_comes_from_a_file_or_was_typed",
            ),
        )

    def __str__(self) -> str:
        return str(self.identity)


class ListedChild(models.Model):
    """One child on a row, as that list writes it; `birth` is 2019-03-12, 2019-03, 2019 or empty."""

    row = models.ForeignKey(ListRow, on_delete=models.CASCADE, related_name="children")
    position = models.PositiveSmallIntegerField()
    first = models.CharField(max_length=200, blank=True)
    last = models.CharField(max_length=200, blank=True)
    birth = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ("row", "position")
        constraints = (
            models.UniqueConstraint(fields=("row", "position"), name="a_child_stands_once_on_a_row"),
        )

    def __str__(self) -> str:
        return f"{self.row_id}.{self.position}"
