"""Letters and their languages."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy


class LetterCode(models.TextChoices):
    """The letters that can be made from a household, by what they are for."""

    PROOF_OF_GUIDANCE = "proof_of_guidance", gettext_lazy("Proof of guidance")
    REQUEST_RIGHT = "request_right", gettext_lazy("Request for a right")
    APPEAL = "appeal", gettext_lazy("Appeal after a refusal")
    PAYMENT_PLAN = "payment_plan", gettext_lazy("Request for a payment plan")
    ASK_DOCUMENT = "ask_document", gettext_lazy("Ask for a document")
    APPOINTMENT = "appointment", gettext_lazy("Invitation to an appointment")
    NOT_AT_HOME = "not_at_home", gettext_lazy("Not at home")
    CONSENT_TO_SHARE = "consent_to_share", gettext_lazy("Consent to share")
    MANDATE = "mandate", gettext_lazy("Mandate to act")
    NEW_CONTACT_PERSON = "new_contact_person", gettext_lazy("Another contact person")
    AGREED = "agreed", gettext_lazy("What we agreed")
    COMPLAINT = "complaint", gettext_lazy("Complaint")


class LetterLanguage(models.TextChoices):
    """Languages in which letters stand ready."""

    NL = "nl", "Nederlands"
    FR = "fr", "Français"
    EN = "en", "English"
