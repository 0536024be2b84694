"""What can be done in casework, one use case per function."""

from nabij.casework.actions.bringing import deliver as deliver_visit_letter
from nabij.casework.actions.bringing import finish_taken_visits, take_visits
from nabij.casework.actions.calls import cancel_call, finish_call, plan_call, set_rhythm
from nabij.casework.actions.contacts import change_contact, note_contact, settle_beside
from nabij.casework.actions.documents import file_document, remove_document
from nabij.casework.actions.drafts import drop_draft, keep_draft
from nabij.casework.actions.feedback import agree_feedback, withdraw_feedback
from nabij.casework.actions.given_tasks import end_given_task, note_for_task, pass_need_on
from nabij.casework.actions.guidance import close_guidance, end_step, signal_household, start_guidance
from nabij.casework.actions.handovers import accept_handover, answer_question, ask_back, note_checklist
from nabij.casework.actions.held_visits import file_held, put_aside, topic_of, words_of
from nabij.casework.actions.photo_parts import keep_part
from nabij.casework.actions.plans import (
    add_goal,
    add_step,
    end_plan_step,
    note_need,
    plan_review,
    reach_goal,
    report_how_it_goes,
    settle_need,
)
from nabij.casework.actions.programmes import cancel_session, open_programme, plan_sessions, take_attendance
from nabij.casework.actions.reach import count_unnamed, note_contact_and_hand_over, take_back_unnamed
from nabij.casework.actions.referral_moves import join_household, move_referral
from nabij.casework.actions.referrals import prepare_referral, refer_to_town, send_again, send_referral
from nabij.casework.actions.reminders import choose_digest, end_feed, make_feed
from nabij.casework.actions.settings import add_kind, add_setting, set_work
from nabij.casework.actions.signals import (
    pass_signal_on,
    read_signal,
    reject_signal,
    send_signal,
    take_up_signal,
)
from nabij.casework.actions.taking_part import note_progress, register_for_programme
from nabij.casework.actions.team import assign_household, transfer_households, undo_transfer
from nabij.casework.actions.told_on_visits import NEWEST as NEWEST_VISIT_LETTER
from nabij.casework.actions.told_on_visits import OPEN_LAYERS, key_name
from nabij.casework.actions.told_on_visits import Told as ToldOnVisit
from nabij.casework.actions.visits import (
    ask_for_somebody,
    begin_visit,
    call_off_visit,
    end_visit,
    plan_visit,
    stay_longer,
    take_on,
)

__all__ = [
    "NEWEST_VISIT_LETTER",
    "OPEN_LAYERS",
    "ToldOnVisit",
    "accept_handover",
    "add_goal",
    "add_kind",
    "add_setting",
    "add_step",
    "agree_feedback",
    "answer_question",
    "ask_back",
    "ask_for_somebody",
    "assign_household",
    "begin_visit",
    "call_off_visit",
    "cancel_call",
    "cancel_session",
    "change_contact",
    "choose_digest",
    "close_guidance",
    "count_unnamed",
    "deliver_visit_letter",
    "drop_draft",
    "end_feed",
    "end_given_task",
    "end_plan_step",
    "end_step",
    "end_visit",
    "file_document",
    "file_held",
    "finish_call",
    "finish_taken_visits",
    "join_household",
    "keep_draft",
    "keep_part",
    "key_name",
    "make_feed",
    "move_referral",
    "note_checklist",
    "note_contact",
    "note_contact_and_hand_over",
    "note_for_task",
    "note_need",
    "note_progress",
    "open_programme",
    "pass_need_on",
    "pass_signal_on",
    "plan_call",
    "plan_review",
    "plan_sessions",
    "plan_visit",
    "prepare_referral",
    "put_aside",
    "reach_goal",
    "read_signal",
    "refer_to_town",
    "register_for_programme",
    "reject_signal",
    "remove_document",
    "report_how_it_goes",
    "send_again",
    "send_referral",
    "send_signal",
    "set_rhythm",
    "set_work",
    "settle_beside",
    "settle_need",
    "signal_household",
    "start_guidance",
    "stay_longer",
    "take_attendance",
    "take_back_unnamed",
    "take_on",
    "take_up_signal",
    "take_visits",
    "topic_of",
    "transfer_households",
    "undo_transfer",
    "withdraw_feedback",
    "words_of",
]
