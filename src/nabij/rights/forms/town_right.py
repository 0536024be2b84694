"""The forms of a right of the town: what it is, since when, its amounts and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nabij.rights.forms import fields
from nabij.rights.forms.typed import read_euro
from nabij_rights.parameters.book import Confidence
from nabij_rights.rights import AppealBody, Granting, Kind, Starter, Theme, Unit
from nabij_rights.texts.leaflets import SECTIONS

PERIODS = ("once", "day", "month", "quarter", "year", "school year", "calendar year")
_SIMPLE = ("kind", "theme", "unit", "period", "provider", "granting", "documents")
UNITS = ("EUR", "EUR/month", "EUR/year", "EUR/day", "pct", "number")


def key_from(text: str, *, before: str = "") -> str:
    """A key of small letters and underscores from what people write: "School uitstap" is school_uitstap."""
    key = slugify(f"{before} {text}").replace("-", "_")[:60].strip("_")
    return key if key.isidentifier() else f"r_{key}".strip("_")


class NewRightForm(forms.Form):
    """The first questions about a new right."""

    town = fields.choice(_("Town"), ())
    name = fields.text(_("Name of the right, in Dutch"), most=120)
    from_on = fields.day(_("Valid from"))

    def __init__(self, *args: Any, own_towns: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        town = self.fields["town"]
        assert isinstance(town, forms.ChoiceField)
        town.choices = own_towns
        town.error_messages["invalid_choice"] = _("Choose a town that you work for.")

    @property
    def right_id(self) -> str:
        """The id that goes with this town and name."""
        return key_from(self.cleaned_data["name"], before=self.cleaned_data["town"])


class NextVersionForm(forms.Form):
    """From when the next version of a right is valid."""

    from_on = fields.day(_("The next version is valid from"))


class FileForm(forms.Form):
    """A right in a file that was saved here or in another town."""

    file = forms.FileField(
        label=_("File of a right (TOML or JSON)"),
        widget=forms.ClearableFileInput(attrs={"class": "form-control", "accept": ".toml,.json"}),
        error_messages={"required": _("Choose a file first.")},
    )

    def clean_file(self) -> Any:
        """Not larger than a right ever is."""
        if (file := self.cleaned_data["file"]).size > 500_000:
            raise forms.ValidationError(_("This file is larger than 500 kB, so it is no right."))
        return file


class FrameForm(forms.Form):
    """What the right is, who grants it, on what basis, and how somebody gets it."""

    kind = fields.choice(_("What somebody gets"), fields.of_words("kind", Kind))
    theme = fields.choice(_("What it is about"), fields.of_words("theme", Theme))
    unit = fields.choice(_("For whom"), fields.of_words("unit", Unit))
    period = fields.choice(_("How often"), fields.of_words("period", PERIODS))
    provider = fields.text(_("Who grants it"), most=120)
    legal_basis = fields.lines(_("Law or decision on which it rests, one per line"), rows=2)
    granting = fields.choice(_("How it starts"), fields.of_words("granting", Granting))
    starts = fields.choice(_("Who makes the first move"), fields.of_words("starter", Starter))
    at = fields.text(_("Where, when that is not who grants it"), required=False, most=120)
    appeal_to = fields.choice(
        _("Where to go when you do not agree"), fields.of_words("appeal_body", AppealBody)
    )
    documents = fields.several(_("What to bring"), fields.of_documents())
    source_title = fields.text(_("Source: its title"), most=200)
    source_url = forms.URLField(
        label=_("Source: its address on the internet"),
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "form-control", "dir": "ltr"}),
    )

    @staticmethod
    def initial_from(document: Mapping[str, Any]) -> dict[str, Any]:
        """The form as the document stands."""
        procedure = document.get("procedure") or {}
        source = (document.get("sources") or [{}])[0]
        return {
            **{key: document.get(key) for key in _SIMPLE},
            "legal_basis": "\n".join(document.get("legal_basis", ())),
            "starts": procedure.get("starts", "person"),
            "at": procedure.get("at", ""),
            "appeal_to": procedure.get("appeal_to", "labour_court"),
            "source_title": source.get("title", ""),
            "source_url": source.get("url", ""),
        }

    def changed(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """The document with what was filled in."""
        said = self.cleaned_data
        first = {"title": said["source_title"], "url": said["source_url"]}
        old = document.get("procedure") or {}
        return {
            **document,
            **{key: said[key] for key in _SIMPLE},
            "legal_basis": [line.strip() for line in said["legal_basis"].splitlines() if line.strip()],
            "procedure": {**old, "starts": said["starts"], "at": said["at"], "appeal_to": said["appeal_to"]},
            "sources": [first, *(document.get("sources") or [])[1:]],
        }


class ValidityForm(forms.Form):
    """From when this version is valid, and who decided it."""

    from_on = fields.day(_("Valid from"))
    until_on = fields.day(_("Until (not including)"), required=False)
    decision = fields.text(_("Reference of the decision"), most=200)
    note = fields.text(_("Note for the reader"), required=False)

    def changed(self, version: Mapping[str, Any]) -> dict[str, Any]:
        """The version with what was filled in."""
        said = self.cleaned_data
        found = {
            **version,
            "from": said["from_on"].isoformat(),
            "decision": said["decision"],
            "note": said["note"],
        }
        found.pop("until", None)
        return found | ({"until": said["until_on"].isoformat()} if said["until_on"] else {})

    def clean(self) -> dict[str, Any]:
        """An end that comes after the beginning."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("until_on") and said.get("from_on") and said["until_on"] <= said["from_on"]:
            self.add_error("until_on", _("This day comes before the beginning."))
        return said


class AmountForm(forms.Form):
    """An amount, limit or percentage, with a value from a day on."""

    label_nl = fields.text(_("Name in Dutch"), most=120)
    label_fr = fields.text(_("Name in French"), most=120, required=False)
    label_en = fields.text(_("Name in English"), most=120, required=False)
    unit = fields.choice(_("Unit"), fields.of_words("amount_unit", UNITS))
    from_on = fields.day(_("Valid from"))
    value = fields.text(_("Value"), most=20)
    article = fields.text(_("Article or page"), most=120)
    fixed = fields.tick(_("The decision does not index this amount: it stays until it is changed"))
    source_title = fields.text(_("Source: its title"), most=200)
    source_url = fields.text(_("Source: its address on the internet"), most=500)
    read_on = fields.day(_("Read on"))

    def clean(self) -> dict[str, Any]:
        """A figure that the unit allows."""
        said: dict[str, Any] = super().clean() or {}
        if "value" in said and "unit" in said and (written := _figure(said["value"], said["unit"])) is None:
            self.add_error("value", _("Write a number such as 25 or 25,50."))
        elif "value" in said and "unit" in said:
            said["value"] = written
        return said

    def head(self) -> dict[str, Any]:
        """Unit and labels; without a translation the Dutch name stands for it."""
        said = self.cleaned_data
        dutch = said["label_nl"]
        label = {"nl": dutch, "fr": said["label_fr"] or dutch, "en": said["label_en"] or dutch}
        return {"unit": said["unit"], "label": label, "fixed": said["fixed"]}

    def value_row(self) -> dict[str, Any]:
        """The value from a day on."""
        said = self.cleaned_data
        return {
            "from": said["from_on"].isoformat(),
            "value": said["value"],
            "article": said["article"],
            "confidence": str(Confidence.VERIFIED),
        }

    def source_row(self) -> dict[str, Any]:
        """Where it was read."""
        said = self.cleaned_data
        return {
            "title": said["source_title"],
            "url": said["source_url"],
            "read_on": said["read_on"].isoformat(),
        }

    @staticmethod
    def initial_from(row: Mapping[str, Any], sources: Mapping[str, Any]) -> dict[str, Any]:
        """The form for a next value of this amount."""
        last = row["values"][-1] if row.get("values") else {}
        source = sources.get(last.get("source", ""), {})
        return {
            **{f"label_{language}": row["label"].get(language, "") for language in ("nl", "fr", "en")},
            "unit": row["unit"],
            "fixed": row.get("fixed", False),
            "from_on": last.get("from"),
            "value": str(last.get("value", "")).replace(".", ","),
            "article": last.get("article", ""),
            "source_title": source.get("title", ""),
            "source_url": source.get("url", ""),
            "read_on": source.get("read_on"),
        }


def _figure(typed: str, unit: str) -> str | None:
    number: Decimal | None = read_euro(typed.replace("%", ""))
    if number is None:
        return None
    if unit == "number":
        return str(int(number)) if number == int(number) else None
    return format(number, ".2f")


class TextsForm(forms.Form):
    """The leaflet in one language, and a sentence for each condition."""

    name = fields.text(_("Name"), most=120)
    summary = fields.text(_("What it is, in one sentence"), most=300)
    apply_line = fields.text(_("How to get it, in a few words"), most=120)

    def __init__(self, *args: Any, keys: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = {
            "what": gettext("What it is"),
            "amount": gettext("How much"),
            "who": gettext("For whom"),
            "documents": gettext("What you need"),
            "apply": gettext("How to apply"),
            "duration": gettext("How long it takes"),
            "refused": gettext("If they say no"),
        }
        for section in SECTIONS:
            self.fields[section] = fields.lines(titles[section])
        for key, suggestion in keys.items():
            label = gettext("Sentence for the condition “%(words)s”") % {"words": suggestion}
            self.fields[f"term_{key}"] = fields.text(label)

    def table(self) -> dict[str, Any]:
        """The leaflet as a document holds it."""
        terms = {key[5:]: said for key, said in self.cleaned_data.items() if key.startswith("term_")}
        plain = {key: said for key, said in self.cleaned_data.items() if not key.startswith("term_")}
        return {**plain, "terms": terms}
