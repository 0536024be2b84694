"""Forms about referrals: to a service, to the town, and every move that comes after."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nabij.casework.actions.referral_moves import Said
from nabij.casework.actions.referrals import Ground, NewReferral, PartnerReferral
from nabij.casework.forms.common import TOPIC_CHOICES, SentOnce, text_field, words_field
from nabij.casework.types import Basis, Fact, Move, ReferralOutcome, Urgency
from nabij.registry.types import ConsentGiven, Topic

GIVEN = (ConsentGiven.SPOKEN, ConsentGiven.WRITTEN)


class GroundFields(SentOnce):
    """On what ground facts go along, and how soon an answer is needed."""

    basis = forms.ChoiceField(
        label=gettext_lazy("Does the family agree?"),
        choices=[(one.value, one.label) for one in Basis],
        widget=forms.RadioSelect,
    )
    given = forms.ChoiceField(
        label=gettext_lazy("How did they agree?"),
        required=False,
        choices=[("", gettext_lazy("They did not")), *[(one.value, one.label) for one in GIVEN]],
        help_text=gettext_lazy("You told who reads what, and they said yes."),
    )
    why_urgent = words_field(
        gettext_lazy("In danger: what cannot wait?"),
        required=False,
        help_text=gettext_lazy("Only when there is no consent and somebody is in danger."),
    )
    urgency = forms.ChoiceField(
        label=gettext_lazy("How soon is an answer needed?"),
        choices=[(one.value, one.label) for one in Urgency],
        initial=Urgency.WEEK,
        widget=forms.RadioSelect,
    )

    def ground(self) -> Ground:
        """What was filled in."""
        given = self.cleaned_data
        how = ConsentGiven(given["given"]) if given["given"] else None
        return Ground(Basis(given["basis"]), how, given["why_urgent"])


class ReferralForm(GroundFields):
    """Refer a household: to whom, what is asked, on what ground, and which facts go along."""

    to = forms.ChoiceField(label=gettext_lazy("To whom?"))
    question = text_field(
        gettext_lazy("What do you ask?"),
        help_text=gettext_lazy("What should be different afterwards? The receiver reads these words."),
    )
    topic = forms.ChoiceField(
        label=gettext_lazy("About"),
        choices=TOPIC_CHOICES,
        help_text=gettext_lazy("In our own team, only whoever sees this topic reads what you ask."),
    )
    facts = forms.MultipleChoiceField(
        label=gettext_lazy("What goes along about the family?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Nothing goes along that you do not tick. Only what is needed to help."),
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    need = forms.IntegerField(required=False, widget=forms.HiddenInput)
    base_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    field_order = ("to", "question", "topic", "basis", "given", "why_urgent", "facts", "urgency")

    def __init__(
        self,
        *args: Any,
        receivers: list[Any],
        known: dict[Fact, str],
        topics: frozenset[Topic],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        receiver, facts, topic = self.fields["to"], self.fields["facts"], self.fields["topic"]
        assert isinstance(receiver, forms.ChoiceField)
        assert isinstance(facts, forms.MultipleChoiceField)
        assert isinstance(topic, forms.ChoiceField)
        receiver.choices = [("", gettext_lazy("Choose")), *receivers]
        facts.choices = [(code.value, f"{code.label}: {words}") for code, words in known.items()]
        topic.choices = [(one.value, one.label) for one in Topic if one in topics]

    def new_referral(self) -> NewReferral:
        """What was filled in."""
        given = self.cleaned_data
        return NewReferral(
            to=given["to"],
            question=given["question"],
            topic=Topic(given["topic"]),
            urgency=Urgency(given["urgency"]),
            ground=self.ground(),
            facts=tuple(given["facts"]),
            shown=given["shown"],
            need_id=given["need"],
        )


TOLD = (Fact.NAME, Fact.PHONE, Fact.PLACE, Fact.LANGUAGE, Fact.WHEN)


class PartnerForm(GroundFields):
    """A partner refers somebody to the town; twelve fields, of which four have to be filled in."""

    question = text_field(
        gettext_lazy("What is asked?"),
        help_text=gettext_lazy("Facts, in the words of the family where you can. No judgement."),
    )
    name = words_field(gettext_lazy("Name"), required=False)
    phone = words_field(gettext_lazy("Telephone"), required=False)
    place = words_field(gettext_lazy("Address, or where the family can be met"), required=False)
    neighbourhood = forms.ChoiceField(label=gettext_lazy("Neighbourhood"), required=False)
    language = words_field(gettext_lazy("Language"), required=False)
    when = words_field(
        gettext_lazy("When to call"), required=False, help_text=gettext_lazy("Such as: after 16.00")
    )
    wished = words_field(
        gettext_lazy("Which service do you think of?"),
        required=False,
        help_text=gettext_lazy("Leave this open when you do not know."),
    )
    field_order = (
        *("question", "basis", "given", "why_urgent", "name", "phone", "place", "neighbourhood"),
        *("language", "when", "urgency", "wished"),
    )

    def __init__(self, *args: Any, neighbourhoods: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["neighbourhood"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", gettext_lazy("I do not know")), *neighbourhoods]

    def partner_referral(self) -> PartnerReferral:
        """What was filled in."""
        given = self.cleaned_data
        return PartnerReferral(
            question=given["question"],
            urgency=Urgency(given["urgency"]),
            ground=self.ground(),
            told={fact: given[fact.value] for fact in TOLD},
            neighbourhood=given["neighbourhood"],
            wished=given["wished"],
        )


WORDS = {
    Move.TAKE: gettext_lazy("Anything for the sender?"),
    Move.TALK: gettext_lazy("Anything for the sender?"),
    Move.RECEIVE: gettext_lazy("Anything for the sender?"),
    Move.DECLINE: gettext_lazy("Why can you not take this on?"),
    Move.ASK: gettext_lazy("What do you want to know?"),
    Move.ANSWER: gettext_lazy("Your answer"),
    Move.WITHDRAW: gettext_lazy("Why do you withdraw it?"),
    Move.FINISH: gettext_lazy("In a few words, for the other side"),
    Move.CLOSE: gettext_lazy("In a few words"),
    Move.GIVE: gettext_lazy("Anything for your colleague and the sender?"),
    Move.TAKE_OVER: gettext_lazy("Anything for the other side?"),
}
NEEDS_WORDS = frozenset({Move.DECLINE, Move.ASK, Move.ANSWER, Move.WITHDRAW})


class MoveForm(SentOnce):
    """One move with a referral: its words, and what else belongs to it."""

    colleague = forms.TypedChoiceField(
        label=gettext_lazy("To whom?"), coerce=int, empty_value=None, choices=()
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("What came of it?"),
        choices=[(one.value, one.label) for one in ReferralOutcome],
        widget=forms.RadioSelect,
    )
    words = text_field("", rows=3, required=False)
    is_agreed = forms.BooleanField(
        label=gettext_lazy("The family agrees that the other side reads these words"), required=False
    )
    alternative = words_field(
        gettext_lazy("Who could help, or what can the sender try?"),
        help_text=gettext_lazy("Nobody is sent from pillar to post: name one possibility at least."),
    )
    base_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, move: Move, colleagues: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = WORDS[move]
        self.fields["words"].required = move in NEEDS_WORDS
        if move not in (Move.FINISH, Move.CLOSE):
            del self.fields["outcome"], self.fields["is_agreed"]
        if move != Move.DECLINE:
            del self.fields["alternative"]
        if move == Move.GIVE:
            field = self.fields["colleague"]
            assert isinstance(field, forms.TypedChoiceField)
            field.choices = [("", gettext_lazy("Choose")), *colleagues]
        else:
            del self.fields["colleague"]

    def said(self) -> Said:
        """What was filled in."""
        given = self.cleaned_data
        outcome = given.get("outcome")
        return Said(
            words=given["words"],
            alternative=given.get("alternative", ""),
            outcome=ReferralOutcome(outcome) if outcome else None,
            is_agreed=given.get("is_agreed", False),
            colleague_id=given.get("colleague"),
        )


class FindForm(forms.Form):
    """Look for the household that a partner referred."""

    words = forms.CharField(
        label=gettext_lazy("Name, street or telephone"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )


class JoinForm(SentOnce):
    """This is the household."""

    household = forms.IntegerField(widget=forms.HiddenInput)
    topic = forms.ChoiceField(label=gettext_lazy("About"), choices=TOPIC_CHOICES, initial=Topic.FAMILY)
    base_version = forms.IntegerField(widget=forms.HiddenInput)
