"""The form for a list of partners, and the sealed form with which what was shown is taken in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.casework.forms.common import SentOnce
from nabij.casework.queries.partner_files import read_partners
from nabij.casework.types.partners import PartnerChanges, PartnerList, PartnerRow
from nabij.kernel.actors import Actor
from nabij.registry.queries.list_words import refusal_in_words
from nabij.registry.types import NotPossible
from nabij_methods.tables.aside import read_file
from nabij_methods.tables.limits import BYTES
from nabij_methods.tables.refusals import NotReadable, Refusal

SALT = "casework.partners"
LASTS_SECONDS = 3600
"""So long what was shown can be taken in."""


class PartnerFileForm(SentOnce):
    """A list of partners as Excel or CSV. Nothing is kept of it before it was looked at."""

    file = forms.FileField(
        label=gettext_lazy("List of partners (Excel or CSV)"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=gettext_lazy(
            "On the first row: organisatie, soort, telefoon, website, naam, e-mail. One row for each person."
        ),
        error_messages={"required": gettext_lazy("Choose a file first. Nothing was taken in.")},
    )
    town = forms.ChoiceField(label=gettext_lazy("Town"))

    def __init__(self, *args: Any, towns: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["town"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(town, town.capitalize()) for town in sorted(towns)]
        if len(field.choices) == 1:
            field.widget = forms.HiddenInput()
            field.initial = field.choices[0][0]

    def asked(self) -> PartnerList:
        """What stands in the file. Raises NotPossible with what to do now."""
        sent: UploadedFile = self.cleaned_data["file"]
        try:
            if (sent.size or 0) > BYTES:
                raise NotReadable(Refusal.TOO_LARGE)
            table = read_file(sent.read(), sent.name or "")
        except NotReadable as problem:
            sentence = f"{refusal_in_words(problem)} {_('Nothing was taken in.')}"
            raise NotPossible(sentence, field="file") from problem
        return read_partners(table)


class TakeInForm(forms.Form):
    """What was shown, sealed: what is taken in is what somebody looked at, and nothing else."""

    sealed = forms.CharField(widget=forms.HiddenInput)
    again = forms.BooleanField(
        label=gettext_lazy("Make a new link for whoever has an account and never came in"), required=False
    )

    def __init__(self, *args: Any, waiting: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["again"].widget.attrs["class"] = "form-check-input"
        if not waiting and not self.is_bound:
            del self.fields["again"]

    @staticmethod
    def seal(actor: Actor, town: str, asked: PartnerList, changes: PartnerChanges) -> str:
        """The rows with the mark of what they would do, for this actor only."""
        told = {
            "by": actor.staff_id,
            "town": town,
            "rows": [one.as_json() for one in asked.rows],
            "mark": changes.mark,
        }
        return signing.dumps(told, salt=SALT, compress=True)

    def opened(self, actor: Actor) -> tuple[str, PartnerList, str]:
        """Town, rows and mark of what was shown. Raises NotPossible when it is too old or of another."""
        try:
            told = signing.loads(self.cleaned_data["sealed"], salt=SALT, max_age=LASTS_SECONDS)
        except signing.BadSignature:
            told = {}
        if told.get("by") != actor.staff_id or actor.staff_id is None:
            raise NotPossible(
                _("What was shown is more than an hour old. Nothing was taken in. Send the list again."),
                field="file",
            )
        rows = tuple(PartnerRow(**one) for one in told["rows"])
        return told["town"], PartnerList(rows), told["mark"]
