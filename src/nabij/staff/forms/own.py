"""What somebody sets on the own account beside logging in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.kernel import phones


class WorkPhoneForm(forms.Form):
    """The telephone of work; empty takes it away."""

    number = forms.CharField(
        label=gettext_lazy("My telephone of work"),
        help_text=gettext_lazy(
            "Families whose contact person you are see this number: on the screen at the table, in letters "
            "and in their own copy. Give no private number. Leave it empty, and they get the number of the "
            "service."
        ),
        max_length=phones.LONGEST_PHONE,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off", "inputmode": "tel"}),
    )

    def clean_number(self) -> str:
        """The number as it is kept; empty for none."""
        typed: Any = self.cleaned_data["number"].strip()
        if not typed:
            return ""
        try:
            return phones.international(typed)
        except phones.OddLength:
            raise forms.ValidationError(
                _(
                    "This telephone number has too few or too many figures. Count them again; nothing was "
                    "changed."
                )
            ) from None
        except phones.NoPhone:
            raise forms.ValidationError(
                _(
                    "This is no telephone number. Write it with figures, such as 09 000 10 10; nothing was "
                    "changed."
                )
            ) from None
