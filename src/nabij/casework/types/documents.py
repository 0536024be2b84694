"""Kinds of filed documents."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.registry.types import NotPossible


class DocumentKind(models.TextChoices):
    """What a document is. Identity cards are not kept: seeing one is enough."""

    LETTER = "letter", gettext_lazy("Letter")
    DECISION = "decision", gettext_lazy("Decision")
    BILL = "bill", gettext_lazy("Bill")
    PROOF = "proof", gettext_lazy("Proof")
    OTHER = "other", gettext_lazy("Something else")


class FiledAlready(NotPossible):
    """The same file stands with this household."""

    def __init__(self) -> None:
        super().__init__(
            _("This file is with the household already. Nothing was filed a second time."), field="file"
        )
