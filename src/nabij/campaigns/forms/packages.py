"""Forms of package campaigns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.campaigns.actions import Composition, NewPart, NewVariant, PackagesPlan
from nabij.campaigns.forms.common import SentOnce, day_field, dress, number_field, text_field
from nabij.campaigns.models import PackagePart
from nabij.campaigns.queries import Stock
from nabij.campaigns.types import MOST_HALVES, CloseBecause, years_in_words
from nabij.registry.types import NotPossible

KINDS = 6
"""How many kinds of package fit on the form: more than any town ever had."""

SHOWN = 3
"""So many stand open, also when nothing is filled in."""

KIND = ("letter", "name", "from", "under", "parts")

HALVES = [(half, years_in_words(half)) for half in range(MOST_HALVES + 1)]

_LINE = re.compile(
    r"(?:(?P<number>\d{1,2})\s*[x×*]\s+)?(?P<name>[^>→]*[^>→\s-])\s*(?:-?[>→]\s*(?P<instead>.+))?"
)


def money_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DecimalField:
    """An amount in euro, with a comma or a point; cents are exact."""
    problem = gettext_lazy("This is no amount. Write it as 1250,00.")
    return forms.DecimalField(
        label=label,
        required=required,
        help_text=help_text,
        max_digits=11,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={
            "invalid": problem,
            "max_digits": problem,
            "max_decimal_places": problem,
            "max_whole_digits": problem,
        },
    )


class PackagesForm(SentOnce):
    """A package campaign as it is prepared."""

    name = forms.CharField(label=gettext_lazy("Name of the campaign"))
    purpose = text_field(gettext_lazy("What is it for?"), rows=2)
    legal_basis = text_field(gettext_lazy("On which legal ground?"), rows=2)
    sender_name = forms.CharField(
        label=gettext_lazy("In whose name do we come?"),
        help_text=gettext_lazy("A neutral name: it stands on the card."),
    )
    from_on = day_field(gettext_lazy("First day"))
    until_on = day_field(gettext_lazy("Last day"))
    reference_on = day_field(gettext_lazy("On which day do ages count?"))
    collection = forms.TypedChoiceField(
        label=gettext_lazy("Which list that was put together?"), coerce=int, required=False, empty_value=None
    )
    from_register = forms.BooleanField(
        label=gettext_lazy("Also children of families whom we follow ourselves"), required=False
    )
    neighbourhoods = forms.MultipleChoiceField(
        label=gettext_lazy("Of those: only in these neighbourhoods (none: the whole town)"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    children_in_town = number_field(
        gettext_lazy("How many children of these ages live in the town?"), least=1, most=1_000_000
    )
    budget = money_field(gettext_lazy("Budget in euro"))
    card_phone = forms.CharField(label=gettext_lazy("Which number stands on the card?"))
    card_place = forms.CharField(label=gettext_lazy("Where can people come by?"), required=False)
    duty_team = forms.TypedChoiceField(label=gettext_lazy("Which team takes worries?"), coerce=int)

    def __init__(
        self,
        *args: Any,
        teams: Sequence[tuple[int, str]],
        neighbourhoods: Sequence[tuple[str, str]],
        lists: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["duty_team"].choices = teams  # type: ignore[attr-defined]
        self.fields["neighbourhoods"].choices = neighbourhoods  # type: ignore[attr-defined]
        none = ("", gettext_lazy("No list"))
        self.fields["collection"].choices = [none, *lists]  # type: ignore[attr-defined]

    def plan(self) -> PackagesPlan:
        """The campaign as it was filled in."""
        given = self.cleaned_data
        same = (
            *("name", "purpose", "legal_basis", "sender_name", "from_on", "until_on", "reference_on"),
            *("from_register", "children_in_town", "budget", "card_phone", "card_place"),
        )
        return PackagesPlan(
            **{name: given[name] for name in same},
            duty_team_id=given["duty_team"],
            collection_id=given["collection"],
            neighbourhoods=tuple(given["neighbourhoods"]),
        )


class KindsForm(forms.Form):
    """All packages: what is in each, and for each kind its ages and what comes with it."""

    base = text_field(
        gettext_lazy("In every package"),
        rows=4,
        required=False,
        help_text=gettext_lazy(
            "One thing on each line. More of one: 2 x felt pens. "
            "Something else for whoever may not have it: chocolate > fruit bar."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for turn in range(KINDS):
            self.fields[f"letter_{turn}"] = forms.CharField(
                label=gettext_lazy("Letter on the label"), max_length=1, required=False
            )
            self.fields[f"name_{turn}"] = forms.CharField(
                label=gettext_lazy("Name"), max_length=60, required=False
            )
            for end, label in (
                ("from", gettext_lazy("From (years)")),
                ("under", gettext_lazy("Until (years)")),
            ):
                self.fields[f"{end}_{turn}"] = forms.TypedChoiceField(
                    label=label, choices=[("", "–"), *HALVES], coerce=int, required=False, empty_value=None
                )
            self.fields[f"parts_{turn}"] = text_field(
                gettext_lazy("What comes with it"), rows=3, required=False
            )
        dress(self)

    def kinds(self) -> list[tuple[int, list[BoundField]]]:
        """The fields of the first kinds and of each that is filled in, by its turn from 1."""
        return [self._kind(turn) for turn in range(KINDS) if turn < SHOWN or self._is_filled(turn)]

    def more_kinds(self) -> list[tuple[int, list[BoundField]]]:
        """The fields that are still empty, for whoever needs more kinds."""
        return [self._kind(turn) for turn in range(SHOWN, KINDS) if not self._is_filled(turn)]

    def _kind(self, turn: int) -> tuple[int, list[BoundField]]:
        return turn + 1, [self[f"{name}_{turn}"] for name in KIND]

    def _is_filled(self, turn: int) -> bool:
        return any(self[f"{name}_{turn}"].value() not in (None, "") for name in KIND)

    def composition(self) -> Composition:
        """The packages as they were filled in. Raises NotPossible for half a line."""
        given, variants = self.cleaned_data, []
        for turn in range(KINDS):
            letter, name = given[f"letter_{turn}"].strip().upper(), given[f"name_{turn}"].strip()
            low, high = given[f"from_{turn}"], given[f"under_{turn}"]
            parts = _parts(given[f"parts_{turn}"])
            if not letter and not name and low is None and high is None and not parts:
                continue
            if low is None or high is None:
                raise NotPossible(_("Choose both ages of this package."), field=f"from_{turn}")
            variants.append(NewVariant(letter, name, low, high, parts))
        return Composition(tuple(variants), _parts(given["base"]))

    def take(self, problem: NotPossible) -> None:
        """Show why it could not be kept."""
        self.add_error(problem.field if problem.field in self.fields else None, str(problem))


def _parts(text: str) -> tuple[NewPart, ...]:
    found: list[NewPart] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        read = _LINE.fullmatch(line)
        if read is None:
            raise NotPossible(
                _("“%(line)s” could not be read. Give one thing on each line.") % {"line": line}
            )
        instead = (read["instead"] or "").strip()
        found.append(NewPart(read["name"].strip(), int(read["number"] or 1), instead))
    return tuple(found)


def kinds_first(stock: Stock) -> dict[str, Any]:
    """What stands in the form of packages that are there."""
    values: dict[str, Any] = {"base": _lines(one.part for one in stock.base)}
    for turn, line in enumerate(stock.variants):
        kind = line.variant
        values |= {
            f"letter_{turn}": kind.letter,
            f"name_{turn}": kind.name,
            f"from_{turn}": kind.from_half,
            f"under_{turn}": kind.under_half,
            f"parts_{turn}": _lines(one.part for one in line.parts),
        }
    return values


def _lines(parts: Iterable[PackagePart]) -> str:
    """Parts as they are typed: one on each line."""
    return "\n".join(
        (f"{one.number} x " if one.number > 1 else "")
        + one.name
        + (f" > {one.instead}" if one.instead else "")
        for one in parts
    )


class ReceiveForm(forms.Form):
    """What came in of one part, or broke."""

    part = forms.IntegerField(widget=forms.HiddenInput)
    instead = forms.BooleanField(required=False, widget=forms.HiddenInput)
    number = forms.IntegerField(
        label=gettext_lazy("How many"), error_messages={"invalid": gettext_lazy("Give a whole number.")}
    )


class OrderForm(SentOnce):
    """An order: with whom, what, how many, for how much in all."""

    supplier = forms.CharField(label=gettext_lazy("Supplier"))
    is_local = forms.BooleanField(label=gettext_lazy("From the own region"), required=False)
    what = forms.CharField(label=gettext_lazy("What?"))
    pieces = number_field(gettext_lazy("How many pieces?"), least=1, most=1_000_000, required=True)
    amount = money_field(gettext_lazy("For how much in all, in euro?"))


class InvoiceForm(forms.Form):
    """The invoice of an order."""

    number = forms.CharField(label=gettext_lazy("Number of the invoice"), max_length=40)
    amount = money_field(gettext_lazy("Amount in euro"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)

    def take(self, problem: NotPossible) -> None:
        """Show why it could not be kept."""
        self.add_error(problem.field if problem.field in self.fields else None, str(problem))


class CloseForm(forms.Form):
    """Why a door gets no package any more."""

    because = forms.ChoiceField(label=gettext_lazy("Why?"), choices=CloseBecause.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)


class LaterForm(forms.Form):
    """A list of families that came after the list was fixed."""

    collection = forms.TypedChoiceField(label=gettext_lazy("Which list?"), coerce=int)
    because = forms.CharField(label=gettext_lazy("Why do they come later?"))

    def __init__(self, *args: Any, lists: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["collection"].choices = lists  # type: ignore[attr-defined]
        dress(self)

    def take(self, problem: NotPossible) -> None:
        """Show why it could not be kept."""
        self.add_error(problem.field if problem.field in self.fields else None, str(problem))


class QuotaForm(forms.Form):
    """How many packages of each kind a partner has."""

    partner = forms.TypedChoiceField(label=gettext_lazy("Partner"), coerce=int)

    def __init__(
        self, *args: Any, partners: Sequence[tuple[int, str]], kinds: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].choices = partners  # type: ignore[attr-defined]
        _number_for_each(self, kinds)
        self.kinds = [kind for kind, _name in kinds]

    def numbers(self) -> dict[int, int]:
        """Variant -> number."""
        return {kind: self.cleaned_data[f"kind_{kind}"] or 0 for kind in self.kinds}

    def take(self, problem: NotPossible) -> None:
        """Show why it could not be kept."""
        self.add_error(problem.field if problem.field in self.fields else None, str(problem))


class HandOutForm(SentOnce):
    """A partner gave packages."""

    families = number_field(gettext_lazy("To how many families?"), least=1, most=100_000, required=True)
    mark = forms.CharField(
        label=gettext_lazy("Your own sign for this family"),
        required=False,
        help_text=gettext_lazy(
            "Only for one family, and only if you want a warning when it comes twice. "
            "No name: we keep nothing that can be read."
        ),
    )
    is_again = forms.BooleanField(
        label=gettext_lazy("It is right that this family gets more"), required=False
    )

    def __init__(self, *args: Any, kinds: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _number_for_each(self, kinds)
        self.kinds = [kind for kind, _name in kinds]
        self.order_fields(["client_id", "families", *(f"kind_{kind}" for kind in self.kinds), "mark"])

    def counts(self) -> dict[int, int]:
        """Variant -> number."""
        return {kind: self.cleaned_data[f"kind_{kind}"] or 0 for kind in self.kinds}


def _number_for_each(form: forms.Form, kinds: Sequence[tuple[int, str]]) -> None:
    for kind, name in kinds:
        form.fields[f"kind_{kind}"] = number_field(name, least=0, most=100_000)
    dress(form)


class CardForm(forms.Form):
    """Somebody calls or comes by with a card."""

    code = forms.CharField(label=gettext_lazy("Code on the card"))
    how = forms.ChoiceField(
        label=gettext_lazy("How?"),
        choices=[("call", gettext_lazy("Called")), ("visit", gettext_lazy("Came by"))],
        initial="call",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)

    def take(self, problem: NotPossible) -> None:
        """Show why it could not be kept."""
        self.add_error(problem.field if problem.field in self.fields else None, str(problem))
