"""Roles of people who work here."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody does here. A role says which policies allow, never more than that."""

    EDITOR = "editor", _("Editor")

    @property
    def description(self) -> str:
        """One sentence on what this role may do, for the person who hands it out."""
        return str(_DESCRIPTIONS[self])


_DESCRIPTIONS = {
    Role.EDITOR: _(
        "Reads what visitors report as wrong, and follows it up in the texts and rules of rights."
    ),
}


class NoSuchAccount(LookupError):
    """No account has this e-mail address."""
