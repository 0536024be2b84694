"""Forms of mailings to the self-employed."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.campaigns.actions.enterprises import MailingPlan
from nabij.campaigns.forms.common import SentOnce, day_field, dress, text_field
from nabij.campaigns.queries.enterprise_files import RegisterList, read_enterprises
from nabij.campaigns.types.enterprises import EnterpriseChannel
from nabij.registry.queries.list_words import refusal_in_words
from nabij.registry.types import NotPossible
from nabij_methods.tables.aside import read_file
from nabij_methods.tables.limits import BYTES
from nabij_methods.tables.refusals import NotReadable, Refusal


class MailingForm(SentOnce):
    """A mailing as it is prepared."""

    name = forms.CharField(label=gettext_lazy("Name of the mailing"))
    purpose = text_field(gettext_lazy("What is it for?"), rows=2)
    legal_basis = text_field(gettext_lazy("On which legal ground?"), rows=2)
    sender_name = forms.CharField(label=gettext_lazy("In whose name do we write?"))
    from_on = day_field(gettext_lazy("First day"))
    until_on = day_field(gettext_lazy("Last day"))
    words = text_field(gettext_lazy("What the enterprises read"), rows=6)

    def plan(self) -> MailingPlan:
        """The mailing as it was filled in."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "client_id"}
        return MailingPlan(**given)


class RegisterFileForm(SentOnce):
    """A list out of the public register, as Excel or CSV."""

    file = forms.FileField(
        label=gettext_lazy("List out of the public register (Excel or CSV)"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=gettext_lazy(
            "On the first row: ondernemingsnummer, naam, status, adres, postcode, gemeente, e-mail, telefoon."
        ),
        error_messages={"required": gettext_lazy("Choose a file first. Nothing was taken in.")},
    )

    def found(self) -> RegisterList:
        """What stands in the file. Raises NotPossible with what to do now."""
        sent: UploadedFile = self.cleaned_data["file"]
        try:
            if (sent.size or 0) > BYTES:
                raise NotReadable(Refusal.TOO_LARGE)
            table = read_file(sent.read(), sent.name or "")
        except NotReadable as problem:
            sentence = f"{refusal_in_words(problem)} {_('Nothing was taken in.')}"
            raise NotPossible(sentence, field="file") from problem
        return read_enterprises(table)


class EnterpriseAnswerForm(forms.Form):
    """An enterprise that answered."""

    number = forms.CharField(label=gettext_lazy("Enterprise number"), max_length=30)
    channel = forms.ChoiceField(label=gettext_lazy("By which way?"), choices=EnterpriseChannel.choices)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        dress(self)

    def take(self, problem: NotPossible) -> None:
        """Show why it could not be kept."""
        self.add_error(problem.field if problem.field in self.fields else None, str(problem))
