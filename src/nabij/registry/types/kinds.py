"""Closed lists of the registry. None of them says what somebody is like."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Relation(models.TextChoices):
    """How a member stands to the reference person. Placement in foster care is no relation here."""

    REFERENCE = "reference", _("Reference person")
    PARTNER = "partner", _("Partner")
    CHILD = "child", _("Child")
    PARTNERS_CHILD = "partners_child", _("Child of the partner")
    GRANDCHILD = "grandchild", _("Grandchild")
    PARENT = "parent", _("Parent")
    GRANDPARENT = "grandparent", _("Grandparent")
    SIBLING = "sibling", _("Brother or sister")
    RELATIVE = "relative", _("Other relative")
    LIVES_ALONG = "lives_along", _("Lives along")


class StayKind(models.TextChoices):
    """What a household has at a place."""

    HOME = "home", _("Lives here")
    REFERENCE_ADDRESS = "reference_address", _("Reference address")
    TEMPORARY = "temporary", _("Stays here for a while")
    CARE = "care", _("Care home or hospital")
    MEETING_SPOT = "meeting_spot", _("Can be met here")


class ContactKind(models.TextChoices):
    """How people can be reached."""

    PHONE = "phone", _("Telephone")
    EMAIL = "email", _("E-mail")


class LanguageLevel(models.TextChoices):
    """How well somebody speaks with us in a language."""

    WELL = "well", _("Speaks it well")
    SIMPLE = "simple", _("Simple words")
    INTERPRETER = "interpreter", _("With an interpreter")


class WishKind(models.TextChoices):
    """What somebody asks about being contacted."""

    NO_CALLS = "no_calls", _("No telephone calls")
    NO_LETTERS = "no_letters", _("No letters")
    NO_VISITS = "no_visits", _("No visits without an appointment")
    NO_MESSAGES = "no_messages", _("No text messages or e-mail")
    DO_NOT_CONTACT = "do_not_contact", _("Do not contact")
    ONLY_VIA_CONTACT_PERSON = "only_via_contact_person", _("Only through the contact person")
    TIMES = "times", _("Only at certain times")


class ConsentPurpose(models.TextChoices):
    """What somebody agrees with. Study stands apart from help."""

    SHARE_WITH_PARTNER = "share_with_partner", _("Sharing with this partner to help")
    ASK_PARTNER = "ask_partner", _("Asking this partner for facts")
    PROACTIVE_SCREENING = "proactive_screening", _("Looking for rights without being asked")
    INVITATIONS = "invitations", _("Invitations to activities and campaigns")
    STUDY = "study", _("Taking part in a study")


class ConsentGiven(models.TextChoices):
    """How a consent came about; a legal duty is no consent, and is told as such."""

    SPOKEN = "spoken", _("Spoken")
    WRITTEN = "written", _("Written")
    LEGAL_DUTY = "legal_duty", _("Legal duty")


class ExceptionCategory(models.TextChoices):
    """Why somebody opens a household that is not theirs to see."""

    DANGER = "danger", _("Danger for somebody")
    COLLEAGUE_AWAY = "colleague_away", _("The contact person cannot be reached")
    AT_THE_DESK = "at_the_desk", _("The household is here now and asks for help")
    DISASTER = "disaster", _("Disaster or emergency in the neighbourhood")
    OTHER = "other", _("Another reason")


class ReviewOutcome(models.TextChoices):
    """What the review of an exceptional access came to."""

    JUSTIFIED = "justified", _("There was good reason")
    TALKED_OVER = "talked_over", _("Talked over with the colleague")
    ESCALATED = "escalated", _("Passed on to the privacy officer")


class PairVerdict(models.TextChoices):
    """What a worker said of two persons who look the same."""

    SAME = "same", _("The same person")
    DIFFERENT = "different", _("Two persons")


class FoundIn(models.TextChoices):
    """Where the search box found a word."""

    NAME = "name", _("Name")
    NICKNAME = "nickname", _("Nickname")
    STREET = "street", _("Street")
    SPOT = "spot", _("Place where they can be met")
    PHONE = "phone", _("Telephone")
    BIRTH_YEAR = "birth_year", _("Year of birth")
