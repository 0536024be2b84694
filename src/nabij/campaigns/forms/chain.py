"""Forms of capacity, letters, and going on at the door."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nabij.campaigns.actions import Told
from nabij.campaigns.actions.going_on import DoorPlan
from nabij.campaigns.forms.common import SentOnce, day_field, dress, number_field, text_field
from nabij.campaigns.queries.letter_words import LetterWords
from nabij.campaigns.types import MOST_ATTEMPTS, NeedCode, Outcome
from nabij.campaigns.types.capacity import MOST_MINUTES, CostKind
from nabij.campaigns.types.chain import LetterAnswer
from nabij.kernel.languages import language_name
from nabij.registry.types import NotPossible


class FollowUpTimesForm(forms.Form):
    """How long a question of each kind takes the team that follows it up."""

    def __init__(self, *args: Any, minutes: Iterable[tuple[NeedCode, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, number in minutes:
            field = number_field(code.label, least=1, most=MOST_MINUTES, required=True)
            field.initial = number
            self.fields[f"time_{code}"] = field
        dress(self)

    def minutes(self) -> dict[NeedCode, int]:
        """The minutes by kind."""
        return {NeedCode(name.removeprefix("time_")): number for name, number in self.cleaned_data.items()}

    def take(self, problem: NotPossible) -> None:
        """Show why it could not be kept."""
        self.add_error(problem.field if problem.field in self.fields else None, str(problem))


class LetterWordsForm(forms.Form):
    """How people answer, and the words of the letter in each language of the house."""

    reach = forms.CharField(
        label=gettext_lazy("How can people answer?"),
        help_text=gettext_lazy("A telephone number or an address; it stands under every letter."),
    )

    def __init__(self, *args: Any, words: Sequence[LetterWords], reach: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reach"].initial = reach
        for one in words:
            field = text_field(language_name(one.language), rows=6, required=False)
            field.initial = "\n".join(one.paragraphs)
            self.fields[f"letter_{one.language}"] = field
        dress(self)

    def texts(self) -> dict[str, str]:
        """The words by language; those of the house as they are, are not written down again."""
        return {
            name.removeprefix("letter_"): self.cleaned_data[name]
            for name in self.fields
            if name.startswith("letter_")
            and self.cleaned_data[name].splitlines() != str(self.fields[name].initial).splitlines()
        }

    def take(self, problem: NotPossible) -> None:
        """Show why it could not be kept."""
        self.add_error(problem.field if problem.field in self.fields else None, str(problem))


class DoorForm(SentOnce):
    """A doorstep campaign that goes on with a list."""

    name = forms.CharField(label=gettext_lazy("Name of the campaign"))
    from_on = day_field(gettext_lazy("First day"))
    until_on = day_field(gettext_lazy("Last day"))
    max_attempts = number_field(
        gettext_lazy("How often do we try somebody at most?"), least=1, most=MOST_ATTEMPTS, required=True
    )
    text_nl = text_field(
        gettext_lazy("What you say at the door"),
        rows=4,
        help_text=gettext_lazy("One sentence on each line."),
    )

    def plan(self) -> DoorPlan:
        """What was filled in."""
        given = self.cleaned_data
        return DoorPlan(
            name=given["name"],
            from_on=given["from_on"],
            until_on=given["until_on"],
            max_attempts=given["max_attempts"],
            texts={"nl": given["text_nl"]},
        )


class AnswerForm(SentOnce):
    """What came back on one letter of a batch."""

    letter = forms.TypedChoiceField(label=gettext_lazy("Whose letter?"), coerce=int)
    answer = forms.ChoiceField(
        label=gettext_lazy("What came back?"), choices=LetterAnswer.choices, widget=forms.RadioSelect
    )
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("What do they ask?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=gettext_lazy("In short, in their own words"), required=False, max_length=300
    )

    def __init__(
        self, *args: Any, letters: Sequence[tuple[int, str]], needs: Sequence[NeedCode], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["letter"].choices = letters  # type: ignore[attr-defined]
        self.fields["needs"].choices = [(one.value, one.label) for one in needs]  # type: ignore[attr-defined]

    def told(self) -> Told:
        """What they said, in the words of a round."""
        given = self.cleaned_data
        return Told(Outcome.TALKED, tuple(NeedCode(code) for code in given["needs"]), given["words"])


class CostForm(SentOnce):
    """One cost of a campaign: hours with what an hour costs, or an amount."""

    kind = forms.ChoiceField(label=gettext_lazy("What kind?"), choices=CostKind.choices)
    what = forms.CharField(label=gettext_lazy("For what?"), max_length=100)
    hours = forms.DecimalField(
        label=gettext_lazy("Hours"),
        required=False,
        localize=True,
        min_value=0,
        max_value=100_000,
        decimal_places=2,
        help_text=gettext_lazy("Only with hours of work."),
    )
    rate = forms.DecimalField(
        label=gettext_lazy("What one hour costs, in euro"),
        required=False,
        localize=True,
        min_value=0,
        max_value=10_000,
        decimal_places=2,
    )
    amount = forms.DecimalField(
        label=gettext_lazy("Amount in euro"),
        required=False,
        localize=True,
        min_value=0,
        max_value=1_000_000,
        decimal_places=2,
        help_text=gettext_lazy("Not with hours of work: that is worked out."),
    )

    def cost(self) -> dict[str, Any]:
        """The cost as it was filled in: hundredths of an hour, and cents."""
        given = self.cleaned_data
        return {
            "kind": CostKind(given["kind"]),
            "what": given["what"],
            "hour_hundredths": _hundredths(given["hours"]),
            "rate_cents": _hundredths(given["rate"]),
            "cents": _hundredths(given["amount"]),
        }


def _hundredths(number: Decimal | None) -> int | None:
    return None if number is None else int(number * 100)
