"""Shapes of what is typed about lists of partners."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from nabij.registry.models import QuestionAnswer, Verdict
from nabij.registry.queries.list_words import FIELDS
from nabij.registry.queries.own_lists import Columns, OwnRow
from nabij.registry.types.lists import NewCollection
from nabij_methods.tables.cells import Cell
from nabij_methods.tables.damage import read_phone
from nabij_methods.tables.dates import Order, read_date
from nabij_methods.tables.fields import SEVERAL, Field
from nabij_methods.tables.rows import ReadChild, ReadRow

CHILDREN_ON_A_FORM = 4


def _styled(form: forms.Form) -> None:
    for field in form.fields.values():
        widget = field.widget
        kind = "form-select" if isinstance(widget, forms.Select) else "form-control"
        if isinstance(widget, forms.CheckboxInput | forms.RadioSelect):
            kind = "form-check-input"
        widget.attrs.setdefault("class", kind)


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Fill in a day."),
            "invalid": _("This is no day. Write it as 31/12/2026."),
        },
    )


class CollectionForm(forms.Form):
    """A new collection: what for, on which ground, from when until when."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("For example: winter packages 2026."))
    aim = forms.CharField(
        label=_("What for?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The lists are used for this, and for nothing else. Partners read it."),
    )
    legal_basis = forms.CharField(
        label=_("On which legal ground?"),
        max_length=500,
        help_text=_("For example a decision of the council, with its number. Ask your privacy officer."),
    )
    from_on = _day(_("From"))
    until_on = _day(_("Lists are gone after"))
    town = forms.ChoiceField(label=_("Town"))

    def __init__(self, *args: Any, towns: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["town"].choices = [(town, town.capitalize()) for town in sorted(towns)]  # type: ignore[attr-defined]
        for name in ("name", "aim", "legal_basis"):
            self.fields[name].error_messages["required"] = _("Fill this in. Nothing was saved yet.")
        _styled(self)

    def new(self) -> NewCollection:
        """What was typed, once the form is valid."""
        return NewCollection(**{name: self.cleaned_data[name] for name in self.fields})


class PartnerForm(forms.Form):
    """A partner to ask for its list, with who brings it."""

    name = forms.CharField(label=_("Name of the partner"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address of who brings the list"),
        required=False,
        help_text=_("An account of a partner or a colleague. You may add it later."),
    )
    is_foster = forms.BooleanField(
        label=_("The children on this list live with foster parents"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].error_messages["required"] = _("Give the name of the partner.")
        _styled(self)


class EmailForm(forms.Form):
    """An account, by its e-mail address."""

    email = forms.EmailField(label=_("E-mail address"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _styled(self)


class FileForm(forms.Form):
    """A list as a file. The form carries its own number, so that sending it twice is harmless."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    file = forms.FileField(
        label=_("Your list, as Excel (.xlsx) or CSV"),
        help_text=_("At most 10 MB. Your own columns are fine. Nothing changes before you say yes."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("The file is empty. Choose another."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _styled(self)

    @property
    def sent(self) -> UploadedFile:
        """The file, once the form is valid."""
        file: UploadedFile = self.cleaned_data["file"]
        return file


class LayoutForm(forms.Form):
    """What each column holds, and in what order dates stand when the file itself does not tell."""

    header_row = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=60)

    def __init__(self, *args: Any, columns: Columns, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        self.fields["header_row"].initial = columns.header_row
        choices = [("", _("Leave out")), *((field.value, words) for field, words in FIELDS.items())]
        for column in columns.columns:
            self.fields[f"column_{column.place}"] = forms.ChoiceField(
                label=column.header or _("Column %(number)s") % {"number": column.place + 1},
                choices=choices,
                required=False,
                initial=column.field,
            )
        if columns.ambiguous is not None:
            self.fields["order"] = forms.ChoiceField(
                label=_("How do you write dates?"),
                choices=[(Order.DAY_FIRST.value, ""), (Order.MONTH_FIRST.value, "")],
                widget=forms.RadioSelect,
                initial=columns.order or None,
                error_messages={"required": _("Choose one: the file can be read both ways.")},
            )
        _styled(self)

    def clean(self) -> dict[str, Any]:
        """Refuse one thing in two columns, where only one makes sense."""
        cleaned: dict[str, Any] = super().clean() or {}
        seen: dict[str, str] = {}
        for name, field in self.chosen().items():
            if field in seen and Field(field) not in SEVERAL:
                words = {"what": FIELDS[Field(field)], "other": self.fields[seen[field]].label}
                self.add_error(name, _("Column %(other)s holds this already: %(what)s. Choose one.") % words)
            seen.setdefault(field, name)
        return cleaned

    def chosen(self) -> Mapping[str, str]:
        """Names of form fields with what was chosen there."""
        names = [name for name in self.fields if name.startswith("column_")]
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}

    def layout(self) -> dict[int, Field]:
        """Column -> field, once the form is valid."""
        return {int(name.removeprefix("column_")): Field(field) for name, field in self.chosen().items()}

    def order(self) -> Order:
        """The order of dates: as chosen, or as the file tells."""
        return Order(self.cleaned_data.get("order") or self.columns.order or Order.DAY_FIRST)

    def rows(self) -> list[tuple[Any, Any]]:
        """Each column with the field to choose for it."""
        return [(column, self[f"column_{column.place}"]) for column in self.columns.columns]


class GoneForm(forms.Form):
    """Whether rows that a new file no longer has leave the list."""

    gone = forms.ChoiceField(
        label=_("What about the families that are no longer in your file?"),
        choices=[("keep", _("Keep them on the list")), ("off", _("Take them off the list"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one. Nothing was taken in yet.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _styled(self)


class RowForm(forms.Form):
    """One family, typed by hand."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    guardian_first = forms.CharField(label=_("First name of the parent"), max_length=120, required=False)
    guardian_last = forms.CharField(label=_("Surname of the parent"), max_length=120, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=80, required=False)
    street = forms.CharField(label=_("Street"), max_length=150, required=False)
    number = forms.CharField(label=_("House number"), max_length=20, required=False)
    box = forms.CharField(label=_("Box"), max_length=20, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=10, required=False)

    def __init__(self, *args: Any, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        for number in range(1, CHILDREN_ON_A_FORM + 1):
            place = {"number": number}
            self.fields[f"first_{number}"] = forms.CharField(
                label=_("First name of child %(number)s") % place, max_length=120, required=False
            )
            self.fields[f"last_{number}"] = forms.CharField(
                label=_("Surname of child %(number)s") % place, max_length=120, required=False
            )
            self.fields[f"birth_{number}"] = forms.CharField(
                label=_("Birth date of child %(number)s") % place,
                max_length=20,
                required=False,
                help_text=_("As 31/12/2020, or only the year.") if number == 1 else "",
            )
        _styled(self)

    @staticmethod
    def initial_of(own: OwnRow) -> dict[str, str]:
        """What stands on a row now, to correct."""
        row = own.row
        filled = {
            name: getattr(row, name)
            for name in ("guardian_first", "guardian_last", "street", "number", "box", "postcode")
        }
        filled["phone"] = " / ".join(row.phones)
        for number, child in enumerate(row.children[:CHILDREN_ON_A_FORM], start=1):
            parts = child.birth.split("-")[::-1]
            filled |= {
                f"first_{number}": child.first,
                f"last_{number}": child.last,
                f"birth_{number}": "/".join(parts),
            }
        return filled

    def clean(self) -> dict[str, Any]:
        """Read dates and telephones as in a file; say what cannot be read."""
        cleaned: dict[str, Any] = super().clean() or {}
        for number in range(1, CHILDREN_ON_A_FORM + 1):
            name = f"birth_{number}"
            read = read_date(Cell(cleaned.get(name) or ""), order=Order.DAY_FIRST, on=self.on)
            if cleaned.get(name) and len(read.text) < 4:
                self.add_error(
                    name,
                    _("This is no birth date that we can read. Write it as 31/12/2020, or only the year."),
                )
            cleaned[name] = read.text
        cleaned["phones"] = self._phones(cleaned.get("phone") or "")
        return cleaned

    def _phones(self, typed: str) -> tuple[str, ...]:
        read = [read_phone(part) for part in typed.replace(";", "/").split(" / ") if part.strip()]
        if any(not one.text for one in read):
            self.add_error("phone", _("This is no telephone number that exists. Write it as 0470 12 34 56."))
        return tuple(one.text for one in read if one.text)

    def row(self, standing: OwnRow | None = None) -> ReadRow:
        """The row, once the form is valid; what the form does not ask stays as it was."""
        given = self.cleaned_data
        children = [
            ReadChild(given[f"first_{n}"], given[f"last_{n}"] or given["guardian_last"], given[f"birth_{n}"])
            for n in range(1, CHILDREN_ON_A_FORM + 1)
            if given[f"first_{n}"] or given[f"birth_{n}"]
        ]
        before = standing.row if standing is not None else ReadRow(row=0)
        return ReadRow(
            row=before.row,
            children=(*children, *before.children[CHILDREN_ON_A_FORM:]),
            phones=given["phones"],
            town=before.town,
            language=before.language,
            reference=before.reference,
            seen_on=self.on.isoformat(),
            **{
                name: given[name]
                for name in ("guardian_first", "guardian_last", "street", "number", "box", "postcode")
            },
        )


class VerdictForm(forms.Form):
    """What somebody says about a pair."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    pair = forms.IntegerField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        choices=[(one.value, one.label) for one in (Verdict.SAME, Verdict.DIFFERENT, Verdict.ASKED)]
    )


class AnswerForm(forms.Form):
    """What the owner of a row answers."""

    answer = forms.ChoiceField(choices=[one for one in QuestionAnswer.choices if one[0]])
