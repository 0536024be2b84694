"""Somebody's own copy has every column kept about them; what it leaves out is named with the reason."""

from __future__ import annotations

import json

import pytest
from django.apps import apps
from django.db import models
from django.utils import translation

from nabij.audit.queries import own_copy
from nabij.audit.types import Part, registered
from nabij.audit.types.plain_words import LANGUAGES
from nabij.registry import queries
from nabij.staff.types import Role
from tests.trust.canaries import Town

pytestmark = pytest.mark.django_db

PARTS = {
    "audit.SubjectRequest": "audit.requests",
    "audit.Hold": "audit.holds",
    "registry.Person": "registry.person",
    "registry.Identity": "registry.identity",
    "registry.NationalNumber": "registry.national_number",
    "registry.NumberReveal": "registry.reveals",
    "registry.Membership": "registry.memberships",
    "registry.Stay": "registry.stays",
    "registry.ContactPoint": "registry.contact_points",
    "registry.ContactWish": "registry.wishes",
    "registry.SpokenLanguage": "registry.languages",
    "registry.Consent": "registry.consents",
    "registry.ContactAssignment": "registry.contact_persons",
    "registry.TaskAccess": "registry.tasks",
    "registry.TeamChoice": "registry.team_choices",
    "registry.ExceptionalAccess": "registry.exceptional_accesses",
    "registry.Revision": "registry.earlier",
    "registry.Conflict": "registry.conflicts",
    "registry.ListRow": "registry.lists",
    "registry.Protection": "registry.protections",
    "registry.PersonPair": "registry.pairs",
    "rights.Fact": "rights.facts",
    "casework.Guidance": "casework.guidance",
    "casework.EndedStep": "casework.steps",
    "casework.ContactMoment": "casework.contacts",
    "casework.ContactVersion": "casework.earlier_contacts",
    "casework.Need": "casework.needs",
    "casework.Plan": "casework.plans",
    "casework.Goal": "casework.goals",
    "casework.PlanStep": "casework.goals",
    "casework.SelfReport": "casework.reports",
    "casework.Letter": "casework.letters",
    "casework.TaskNote": "casework.task_notes",
    "casework.TaskReport": "casework.task_reports",
    "casework.BudgetLine": "casework.budget",
    "casework.BudgetFact": "casework.budget",
    "casework.ReachedContact": "casework.reached",
    "casework.ReachedPerson": "casework.reached",
    "casework.AgreedFeedback": "casework.feedback",
    "casework.Participation": "casework.programmes",
    "casework.Signal": "casework.signals",
    "casework.SignalPass": "casework.passes",
    "casework.PlannedCall": "casework.calls",
    "casework.CallRhythm": "casework.rhythm",
    "casework.Referral": "casework.referrals",
    "casework.ReferralLine": "casework.referral_lines",
    "casework.Visit": "casework.visits",
    "casework.Document": "casework.documents",
    "casework.VisitLetter": "casework.brought",
    "casework.HeldRight": "casework.rights",
    "casework.RightMove": "casework.right_moves",
    "casework.Handover": "casework.handovers",
    "casework.HandoverItem": "casework.handover_items",
    "casework.HandoverQuestion": "casework.handover_questions",
    "casework.BeyondCeiling": "casework.ceilings",
    "campaigns.Target": "campaigns.lists",
    "campaigns.TargetPerson": "campaigns.lists",
    "campaigns.Package": "campaigns.packages",
    "campaigns.Attempt": "campaigns.attempts",
    "campaigns.DoorTold": "campaigns.door",
    "campaigns.Stop": "campaigns.visits",
    "campaigns.NotPlanned": "campaigns.not_planned",
    "campaigns.FollowUp": "campaigns.asked",
    "campaigns.Worry": "campaigns.worries",
    "campaigns.LetterTo": "campaigns.letters",
}
"""In which part of the copy a table is told."""

NO_PART = {
    "registry.Subject": "the number itself stands on the first page of the copy",
    "registry.Household": "says when we began to follow the household: that is when you joined it",
    "registry.FosterPlacement": "hidden, to protect a child; the privacy officer decides what is told of it",
    "registry.Notice": "a note to a colleague that the access above has to be looked back at",
    "registry.FrozenDoor": "the same words as on the list of the partner, put together",
    "casework.ContactDraft": "words that a colleague is still typing; once sent they stand in the contacts",
    "rights.Replacement": "told with the fact that it takes the place of",
}
"""Tables about people without a part of their own, and why."""

ALWAYS = {
    "version": "counts changes, so that two people do not write over each other",
    "id": "a number inside the system",
    "sent_id": "a number of a form",
    "household": "a number inside the system; what it is, the other columns say",
    "person": "a number inside the system; whose it is, the copy says",
    "subject": "the number on the first page",
}
STAFF = "names of members of staff are given after a decision of the privacy officer"
LEFT_OUT = {
    "registry.Person.unlike_because": "tells of somebody else, who looks the same",
    "registry.Identity.folded": "the name again, written to search by",
    "registry.Identity.sound": "the consonants of the name, to search by",
    "registry.NationalNumber.sealed": "the number, sealed; in the copy it stands in full",
    "registry.NationalNumber.lookup": "a keyed hash of the number",
    "registry.NumberReveal.number": "which number: there is one",
    "registry.Stay.address": "told in words as the place",
    "registry.Stay.spot": "told in words as the place",
    "registry.Stay.layer": "what is hidden is left out of the copy",
    "registry.ExceptionalAccess.time_of_day": "counts how often a colleague did this on one day",
    "registry.ExceptionalAccess.day_on": "the day stands in the moments",
    "registry.ExceptionalAccess.review_by_on": "a term for a colleague",
    "registry.ExceptionalAccess.escalated_at": "a term for a colleague",
    "registry.ExceptionalAccess.review_note": "what a colleague was told; the outcome stands in the copy",
    "registry.PersonPair.first": "a number inside the system; who the other is stays out",
    "registry.PersonPair.second": "a number inside the system; who the other is stays out",
    "registry.PersonPair.note": "tells of somebody else, who looks the same",
    "registry.Revision.record": "the name of a table",
    "registry.Revision.record_id": "a number inside the system",
    "registry.Conflict.record": "the name of a table",
    "registry.Conflict.record_id": "a number inside the system",
    "registry.ListRow.identity": "the number on the first page",
    "registry.ListRow.invitation": "told in words: the partner and the campaign",
    "registry.ListRow.upload": "a number inside the system",
    "registry.ListRow.part": "a number inside the system: which rows may be one family, to work faster",
    "registry.ListRow.number": "the row in the file of the partner",
    "registry.ListRow.content_hash": "a hash",
    "registry.ListRow.problems": "what was odd in the writing of the row",
    "registry.ListRow.state": "whether the row was corrected since",
    "casework.ContactMoment.client_id": "a number of a form",
    "casework.ContactMoment.layer": "what is hidden is left out of the copy",
    "casework.ContactMoment.recorded_at": "the moment of writing; the day of the contact stands in the copy",
    "casework.ContactMoment.changed_at": "what stood there before has its own part, with its moment",
    "casework.ContactVersion.contact": "a number inside the system",
    "casework.ContactVersion.settled_at": "when a colleague chose between two texts; both stand in the copy",
    "casework.EndedStep.guidance": "a number inside the system",
    "casework.EndedStep.step_topic": "who may read the words",
    "casework.BeyondCeiling.ceiling": "how many households a colleague follows at most",
    "casework.BeyondCeiling.intensive": "how many households a colleague follows",
    "casework.Handover.transfer": "a number inside the system; which other households went along stays out",
    "casework.HandoverItem.handover": "a number inside the system",
    "casework.HandoverQuestion.handover": "a number inside the system",
    "casework.Goal.plan": "a number inside the system",
    "casework.Guidance.follows": "a number inside the system; the periods stand in order",
    "casework.Guidance.signal_topic": "who may read the words",
    "casework.Guidance.step_topic": "who may read the words",
    "casework.Guidance.step_set_at": "the moment of writing; the day of the step stands in the copy",
    "casework.Letter.client_id": "a number of a form",
    "casework.Letter.template_version": "from which text and layout the letter came",
    "casework.Letter.file_sha256": "a hash of the paper",
    "casework.Letter.kept_at": "the moment of writing; the day of the letter stands in the copy",
    "casework.Letter.contact": "the name of the contact person stands in the copy",
    "casework.Need.contact": "a number inside the system",
    "casework.RightMove.recorded_at": "the moment of writing; the day of the move stands in the copy",
    "casework.Need.layer": "what is hidden is left out of the copy",
    "casework.Need.step": "a number inside the system; the step stands under the goals",
    "casework.PlanStep.goal": "told on the same line as its goal",
    "casework.PlanStep.made_at": "the moment of writing",
    "casework.ReachedPerson.reached": "told on the same line as its contact",
    "casework.Signal.town": "the town of the team that looked at it",
    "casework.Signal.team": "a number inside the system; between which teams it went has its own part",
    "casework.Signal.guidance": "a number inside the system; the guidance has its own part",
    "casework.Signal.seen_by": "tells of somebody else, who saw it; the privacy officer looks at that first",
    "casework.SignalPass.signal": "a number inside the system; the signal has its own part",
    "casework.PlannedCall.planned_at": "the moment of writing; the day stands in the copy",
    "casework.CallRhythm.set_at": "the moment of writing; the day stands in the copy",
    "casework.SelfReport.recorded_at": "the moment of writing; the day stands in the copy",
    "casework.Referral.direction": "to whom it went says so",
    "casework.Referral.sending_team": "a number inside the system",
    "casework.Referral.receiver_team": "a number inside the system; its name stands in the copy",
    "casework.Referral.waits_for_sender": "questions and answers have their own part",
    "casework.Referral.turn": "what happened stands in order in its own part",
    "casework.Referral.bounces": "what happened stands in order in its own part",
    "casework.Referral.bounced": "what happened stands in order in its own part",
    "casework.Referral.is_agreed": "words of an outcome are kept only when you agreed with them",
    "casework.ReferralLine.referral": "a number inside the system",
    "casework.ReferralLine.turn": "the lines stand in order",
    "casework.BudgetLine.added_at": "the moment of writing; each amount says from which day it holds",
    "casework.BudgetFact.line": "a number inside the system",
    "casework.Visit.client_id": "a number of a form",
    "casework.Visit.planned_until": "the hour; the day stands in the copy",
    "casework.Visit.safety_topic": "who may read the words",
    "casework.Visit.planned_at": "the moment of writing; the day of the visit stands in the copy",
    "casework.Visit.begun_at": "the hour; the day stands in the copy",
    "casework.Visit.expected_end_at": "for the safety of a colleague",
    "casework.Visit.reminded_at": "for the safety of a colleague",
    "casework.Visit.escalated_at": "for the safety of a colleague",
    "casework.Visit.help_asked_at": "for the safety of a colleague",
    "casework.Visit.taken_at": "for the safety of a colleague",
    "casework.VisitLetter.client_id": "a number of a device",
    "casework.VisitLetter.sealed_as": "a number of a device",
    "casework.VisitLetter.taken": "on which device of a colleague it was written",
    "casework.VisitLetter.taken_number": "a number of a device",
    "casework.VisitLetter.visit": "the visit stands in the copy",
    "casework.VisitLetter.made": "the number of what came of it, which stands in the copy",
    "casework.VisitLetter.said": "for a colleague: why it was not written down",
    "casework.VisitLetter.because": "for a colleague: why it was not written down",
    "casework.VisitLetter.digest": "a hash",
    "casework.VisitLetter.sent_at": "by the clock of a device; the day of arriving stands in the copy",
    "casework.VisitLetter.settled_at": "the moment; what became of it stands in the copy",
    "casework.Document.client_id": "a number of a form",
    "casework.Document.file_key": "under which number the file stands; a copy of it is given on asking",
    "casework.Document.sha256": "a hash",
    "casework.Document.media_type": "the kind of file",
    "casework.Document.size_bytes": "the size of the file",
    "casework.Document.layer": "what is hidden is left out of the copy",
    "campaigns.Target.door": "a family on a list of a partner has a copy under its own number",
    "campaigns.Package.target": "a number inside the system",
    "campaigns.Package.person": "told on the same line as the list",
    "campaigns.Package.child": "a family on a list of a partner has a copy under its own number",
    "campaigns.Target.rank": "in which order people are called",
    "campaigns.Target.held_until": "until when a colleague has you on the screen",
    "campaigns.Target.hold": "a number of a form",
    "campaigns.Target.paper": "on which sheet of paper you stand for now",
    "campaigns.DoorTold.client_id": "a number of a form",
    "campaigns.DoorTold.stop": "a number inside the system; the visit that was planned has its own part",
    "campaigns.DoorTold.target": "a number inside the system",
    "campaigns.DoorTold.taken": "on which phone of a colleague it was told",
    "campaigns.DoorTold.ends": "whether another visit was needed in that round: follows from what came of it",
    "campaigns.DoorTold.told_at": "the same hour by the clock of the phone, which may be wrong",
    "campaigns.DoorTold.skew_seconds": "how far the clock of that phone was off",
    "campaigns.DoorTold.sequence": "which word it was on that phone",
    "campaigns.DoorTold.seen_at": "when a colleague looked at the note",
    "campaigns.TargetPerson.target": "told on the same line as the list",
    "campaigns.Attempt.target": "a number inside the system",
    "campaigns.Stop.round": "who came is told after a decision of the privacy officer; the campaign is told",
    "campaigns.Stop.target": "a number inside the system",
    "campaigns.NotPlanned.planning": "told as the campaign and the day",
    "campaigns.NotPlanned.target": "a number inside the system",
    "campaigns.NotPlanned.facts": "told in the sentence that says why",
    "campaigns.FollowUp.target": "a number inside the system",
    "campaigns.FollowUp.need": "a number inside the system; the need has its own part",
    "campaigns.Worry.target": "a number inside the system",
    "campaigns.LetterTo.batch": "told by the days on which it was made and sent",
    "campaigns.LetterTo.target": "a number inside the system",
}
TOLD_AS = {
    "casework.VisitLetter.letter": "words",
    "casework.VisitLetter.arrived_at": "arrived_on",
    "casework.AgreedFeedback.withdrawn_at": "withdrawn_on",
    "casework.ReachedContact.on_day": "on",
    "casework.ReachedPerson.on_day": "on",
    "casework.ContactMoment.happened_at": "on",
    "casework.HeldRight.right_id": "right",
    "casework.RightMove.right": "right",
    "casework.RightMove.to_state": "state",
    "casework.RightMove.happened_on": "on",
    "casework.ContactVersion.fields": "note",
    "casework.ContactVersion.is_beside": "beside",
    "casework.EndedStep.ended_at": "ended_on",
    "casework.Goal.set_at": "set_on",
    "casework.Goal.words": "goal",
    "casework.Guidance.signalled_at": "signalled_on",
    "casework.Guidance.started_at": "started_on",
    "casework.Guidance.closed_at": "closed_on",
    "casework.Need.noted_at": "noted_on",
    "casework.PlannedCall.ended_at": "ended_on",
    "casework.Signal.sent_at": "sent_on",
    "casework.Signal.decided_at": "decided_on",
    "casework.Signal.read_at": "read_on",
    "casework.SignalPass.from_team": "from",
    "casework.SignalPass.to_team": "to",
    "casework.SignalPass.at": "on",
    "casework.Need.settled_at": "settled_on",
    "casework.Plan.opened_at": "opened_on",
    "casework.BudgetFact.told_at": "told_on",
    "casework.TaskNote.words": "note",
    "casework.TaskNote.written_at": "on",
    "casework.TaskReport.words": "note",
    "casework.TaskReport.told_at": "on",
    "casework.Visit.planned_from": "planned_on",
    "casework.Visit.ended_at": "ended_on",
    "casework.Document.filed_at": "filed_on",
    "casework.Plan.closed_at": "closed_on",
    "casework.PlanStep.what": "step",
    "casework.Referral.receiver_name": "to",
    "casework.Referral.sent_at": "sent_on",
    "casework.Referral.ended_at": "ended_on",
    "casework.ReferralLine.at": "on",
    "casework.Handover.given_at": "given_on",
    "casework.Handover.ended_at": "ended_on",
    "casework.HandoverItem.noted_at": "on",
    "casework.HandoverQuestion.asked_at": "asked_on",
    "casework.HandoverQuestion.answered_at": "answered_on",
    "casework.BeyondCeiling.at": "on",
    "casework.PlanStep.owner_name": "owner",
    "campaigns.Target.due_at": "due_on",
    "campaigns.DoorTold.attempt": "counts_as",
    "campaigns.Stop.arrives_at": "arrives_on",
    "campaigns.Stop.done_at": "done_on",
    "campaigns.Stop.taken_off_at": "taken_off_on",
    "campaigns.FollowUp.made_at": "made_on",
    "campaigns.FollowUp.done_at": "done_on",
    "campaigns.Worry.raised_at": "raised_on",
    "campaigns.LetterTo.answered_at": "answered_on",
    "campaigns.Worry.taken_at": "taken_on",
    "campaigns.Worry.done_at": "done_on",
}
"""Columns that the copy tells under another name."""


def is_about_staff(field: models.Field) -> bool:
    """Whether a column names a member of staff."""
    related = field.related_model
    return (
        related is not None and getattr(related, "_meta", None) and related._meta.label == "staff.User"
    ) or (field.name.endswith("_by"))


def parts_of(town: Town, language: str = "nl") -> list[Part]:
    officer = town.actor(Role.PRIVACY_OFFICER)
    persons = [("team", "adult"), ("team", "child"), ("town", "adult")]
    subjects = [queries.number_of_person(town.persons[one]) for one in persons]
    subjects.append(queries.number_of_household(town.homes["exception"]))
    subjects.append(town.identities[0])
    return [
        part
        for subject in subjects
        for part in own_copy(officer, subject, language=language, now=town.now).parts
        if part.records
    ]


def test_every_column_about_somebody_is_in_the_copy_or_is_left_out_for_a_reason(town: Town) -> None:
    columns: dict[str, set[str]] = {}
    for part in parts_of(town):
        columns.setdefault(part.code, set()).update(part.labels)
    missing = []
    for label in sorted({one for named, _ in registered.own_copies.values() for one in named}):
        if label in NO_PART:
            continue
        if label not in PARTS:
            missing.append(f"{label}: say in PARTS in which part of the copy it is told")
            continue
        for field in apps.get_model(label)._meta.local_fields:
            name = f"{label}.{field.name}"
            told = columns.get(PARTS[label], set())
            if TOLD_AS.get(name, field.name) in told or field.name in ALWAYS or name in LEFT_OUT:
                continue
            if not is_about_staff(field) and not (field.primary_key and field.remote_field):
                missing.append(name)
    assert not missing, "Tell these in the own copy, or say here why not:\n" + "\n".join(missing)


def test_what_is_left_out_still_exists() -> None:
    for name in (*LEFT_OUT, *TOLD_AS):
        label, _, field = name.rpartition(".")
        apps.get_model(label)._meta.get_field(field)
    assert STAFF
    assert all(apps.get_model(label) for label in (*PARTS, *NO_PART))


def test_the_copy_holds_the_words_themselves_and_nobody_elses(town: Town) -> None:
    officer = town.actor(Role.PRIVACY_OFFICER)
    subject = queries.number_of_person(town.persons["team", "adult"])
    copy = own_copy(officer, subject, language="nl", now=town.now)
    told = json.dumps([list(part.records) for part in copy.parts], default=str).lower()
    own = {
        one.token: one
        for one in town.canaries.values()
        if one.home == "team" and one.person == "adult" and one.kind not in {"unlike", "sealed"}
    }
    assert [one for token, one in own.items() if token not in told] == []
    others = [one for one in town.canaries.values() if one.home != "team" or one.person == "child"]
    assert [one for one in others if one.token in told] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_and_labels_stand_in_the_language_of_the_reader(town: Town, language: str) -> None:
    """Dutch, French and English differ in every sentence of more than one word."""

    def words(spoken: str) -> dict[tuple[str, str], str]:
        found = {}
        for part in parts_of(town, spoken):
            found[part.code, ""] = part.title
            found |= {(part.code, name): label for name, label in part.labels.items()}
        return found

    other = words("fr" if language == "nl" else "nl")
    here = words(language)
    with translation.override(language):
        same = [one for key, one in here.items() if one == other[key] and " " in one]
    assert same == []
