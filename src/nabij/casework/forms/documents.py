"""The form to file a letter: a photo or a PDF, and a few words about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy

from nabij.casework.actions.document_opening import WORDS, opened_anew
from nabij.casework.actions.documents import Filing
from nabij.casework.forms.common import TOPIC_CHOICES, SentOnce, day_field, words_field
from nabij.casework.forms.contacts import LAYERS
from nabij.casework.types import DocumentKind
from nabij.registry.types import Layer, NotPossible, Topic
from nabij_methods.letters import limits
from nabij_methods.letters.aside import Letter
from nabij_methods.letters.refusals import Refusal


class DocumentForm(SentOnce):
    """A letter. Everything but the file is chosen beforehand: take the photo and save is enough."""

    file = forms.FileField(
        label=gettext_lazy("Photo or PDF"),
        allow_empty_file=True,
        help_text=gettext_lazy(
            "At most 15 MB. Place, day and device are taken out of the photo. Keep no identity card: "
            "seeing it is enough."
        ),
        widget=forms.FileInput(
            attrs={"accept": "image/jpeg,image/png,application/pdf", "capture": "environment"}
        ),
        error_messages={
            "required": gettext_lazy("Take a photo or choose a file first. What you filled in still stands.")
        },
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it"),
        choices=[(one.value, one.label) for one in DocumentKind],
        initial=DocumentKind.LETTER,
        widget=forms.RadioSelect,
    )
    topic = forms.ChoiceField(label=gettext_lazy("About"), choices=TOPIC_CHOICES, initial=Topic.FAMILY)
    title = words_field(
        gettext_lazy("From whom or about what"),
        required=False,
        help_text=gettext_lazy("A few words, so that you find it back."),
    )
    received_on = day_field(gettext_lazy("Received on"))
    right_code = forms.ChoiceField(label=gettext_lazy("Proof for a right"), required=False)
    layer = forms.ChoiceField(label=gettext_lazy("Who may read this"), choices=LAYERS, initial=Layer.TOPIC)

    def __init__(self, *args: Any, rights: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["right_code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", gettext_lazy("None")), *rights]

    def filing(self) -> Filing:
        """What was filled in."""
        given = self.cleaned_data
        return Filing(
            kind=DocumentKind(given["kind"]),
            topic=Topic(given["topic"]),
            received_on=given["received_on"],
            title=given["title"],
            right_code=given["right_code"],
            layer=Layer(given["layer"]),
        )

    def opened(self) -> tuple[bytes, Letter]:
        """What was sent, and the letter made anew from it. Raises NotPossible with what to do now."""
        sent: UploadedFile = self.cleaned_data["file"]
        if (sent.size or 0) > limits.BYTES:
            raise NotPossible(str(WORDS[Refusal.TOO_LARGE]), field="file")
        content = sent.read()
        return content, opened_anew(content)
