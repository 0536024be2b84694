"""The closed lists of the directory: needs, kinds of organisations, costs, ways in, languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.db import models
from django.utils.translation import gettext_lazy as _

from nabij.directory.types.synonyms import SYNONYMS


class NeedGroup(models.TextChoices):
    """Life domains: how needs stand together in a list."""

    MONEY = "money", _("Money and goods")
    LIVING = "living", _("Living")
    HEALTH = "health", _("Health and care")
    CHILDREN = "children", _("Children and school")
    WORK = "work", _("Work and learning")
    LAW = "law", _("Papers, law and safety")
    PEOPLE = "people", _("People and free time")


class Need(models.TextChoices):
    """What somebody may need help with. A service names one or more."""

    INCOME = "income", _("Income and benefits")
    DEBTS = "debts", _("Debts and budget")
    FOOD = "food", _("Food")
    GOODS = "goods", _("Clothes, furniture, baby things")
    HOUSING = "housing", _("Finding or keeping a home")
    ENERGY = "energy", _("Energy and water")
    HEALTH = "health", _("Doctor and health")
    MENTAL = "mental", _("Feeling bad, stress, sadness")
    ADDICTION = "addiction", _("Drink, drugs, gambling")
    CARE = "care", _("Care at home, handicap, growing old")
    CHILDREN = "children", _("Bringing up children, child care")
    SCHOOL = "school", _("School and homework")
    WORK = "work", _("Finding work")
    DUTCH = "dutch", _("Learning Dutch")
    DIGITAL = "digital", _("Computer, internet, eID")
    PAPERS = "papers", _("Residence papers")
    LAW = "law", _("Law and rights")
    SAFETY = "safety", _("Violence and safety")
    MEETING = "meeting", _("Meeting people, somebody to talk to")
    LEISURE = "leisure", _("Sports, culture, free time")
    TRANSPORT = "transport", _("Getting around")

    @property
    def group(self) -> NeedGroup:
        """The life domain in which it stands."""
        return _GROUPS[self]

    @property
    def synonyms(self) -> tuple[str, ...]:
        """Words in Dutch, French and English that lead to this need."""
        return SYNONYMS[self.value]


_GROUPS: Mapping[Need, NeedGroup] = MappingProxyType(
    {
        Need.INCOME: NeedGroup.MONEY,
        Need.DEBTS: NeedGroup.MONEY,
        Need.FOOD: NeedGroup.MONEY,
        Need.GOODS: NeedGroup.MONEY,
        Need.HOUSING: NeedGroup.LIVING,
        Need.ENERGY: NeedGroup.LIVING,
        Need.HEALTH: NeedGroup.HEALTH,
        Need.MENTAL: NeedGroup.HEALTH,
        Need.ADDICTION: NeedGroup.HEALTH,
        Need.CARE: NeedGroup.HEALTH,
        Need.CHILDREN: NeedGroup.CHILDREN,
        Need.SCHOOL: NeedGroup.CHILDREN,
        Need.WORK: NeedGroup.WORK,
        Need.DUTCH: NeedGroup.WORK,
        Need.DIGITAL: NeedGroup.WORK,
        Need.PAPERS: NeedGroup.LAW,
        Need.LAW: NeedGroup.LAW,
        Need.SAFETY: NeedGroup.LAW,
        Need.MEETING: NeedGroup.PEOPLE,
        Need.LEISURE: NeedGroup.PEOPLE,
        Need.TRANSPORT: NeedGroup.PEOPLE,
    }
)


class OrganisationKind(models.TextChoices):
    """What sort of house it is."""

    LOCAL_AUTHORITY = "local_authority", _("Municipality and OCMW")
    SOCIAL_HOUSE = "social_house", _("Sociaal Huis and neighbourhood teams")
    CAW = "caw", _("General welfare work (CAW)")
    FOOD_AID = "food_aid", _("Food aid")
    SECOND_HAND = "second_hand", _("Second hand and lending")
    DEBT_MEDIATION = "debt_mediation", _("Debt mediation")
    LEGAL_HELP = "legal_help", _("Legal help")
    HEALTH_CENTRE = "health_centre", _("Health centre, doctors")
    MENTAL_HEALTH = "mental_health", _("Mental health")
    HEALTH_INSURANCE = "health_insurance", _("Health insurance fund")
    CARE = "care", _("Care and support")
    FAMILY_HOUSE = "family_house", _("Huis van het Kind and child care")
    SCHOOL = "school", _("School")
    LEARNING = "learning", _("Learning and integration")
    WORK = "work", _("Work")
    HOUSING = "housing", _("Housing")
    YOUTH = "youth", _("Youth")
    CULTURE_SPORT = "culture_sport", _("Culture and sports")
    SELF_ORGANISATION = "self_organisation", _("Associations and self-organisations")
    SAFETY = "safety", _("Safety and shelter")
    OTHER = "other", _("Other")


class Cost(models.TextChoices):
    """What it costs whoever comes. Not known is never free."""

    FREE = "free", _("Free")
    REDUCED = "reduced", _("Cheaper with a low income")
    PAID = "paid", _("Costs something")
    UNKNOWN = "unknown", _("Cost not known")


class WayIn(models.TextChoices):
    """How somebody gets in."""

    WALK_IN = "walk_in", _("Walk in, no appointment needed")
    APPOINTMENT = "appointment", _("Make an appointment first")
    REFERRAL = "referral", _("Only through a social worker, doctor or school")
    UNKNOWN = "unknown", _("Ask first how it works")


class SuggestionState(models.TextChoices):
    """What became of a suggestion."""

    OPEN = "open", _("Waits for somebody who looks at it")
    TAKEN_OVER = "taken_over", _("Taken over")
    DECLINED = "declined", _("Not taken over")


LANGUAGES: Mapping[str, object] = MappingProxyType(
    {
        "nl": _("Dutch"),
        "fr": _("French"),
        "en": _("English"),
        "de": _("German"),
        "ar": _("Arabic"),
        "tr": _("Turkish"),
        "uk": _("Ukrainian"),
        "ru": _("Russian"),
        "pl": _("Polish"),
        "ro": _("Romanian"),
        "bg": _("Bulgarian"),
        "es": _("Spanish"),
        "pt": _("Portuguese"),
        "it": _("Italian"),
        "sq": _("Albanian"),
        "fa": _("Persian, Dari"),
        "ps": _("Pashto"),
        "so": _("Somali"),
        "ti": _("Tigrinya"),
        "vgt": _("Flemish Sign Language"),
    }
)
"""Languages in which somebody can be helped, by ISO 639 code (`vgt` is ISO 639-3)."""


def language_name(code: str) -> str:
    """The name of a language on the page; the code itself for one we do not know."""
    return str(LANGUAGES.get(code, code))
