"""Addresses of casework. None of them holds a name."""

from django.urls import path

from nabij.casework.views import calls, contacts, guidance, plans, signals, today

app_name = "casework"
urlpatterns = [
    path("vandaag/", today.today, name="today"),
    path("bord/", today.board, name="board"),
    path("gezinnen/<int:household_id>/begeleiding/", guidance.guidance, name="guidance"),
    path("gezinnen/<int:household_id>/begeleiding/aanmelden/", guidance.signal, name="signal"),
    path("gezinnen/<int:household_id>/begeleiding/begin/", guidance.start, name="start"),
    path("gezinnen/<int:household_id>/begeleiding/stap/", guidance.step, name="step"),
    path("gezinnen/<int:household_id>/begeleiding/afsluiten/", guidance.close, name="close"),
    path("gezinnen/<int:household_id>/contacten/", contacts.timeline, name="timeline"),
    path("gezinnen/<int:household_id>/contacten/nieuw/", contacts.new, name="contact-new"),
    path("gezinnen/<int:household_id>/contacten/bewaar/", contacts.keep, name="draft-keep"),
    path("gezinnen/<int:household_id>/contacten/weg/", contacts.drop, name="draft-drop"),
    path("contacten/<int:contact_id>/", contacts.change, name="contact-change"),
    path("contacten/keuze/<int:version_id>/", contacts.settle, name="contact-settle"),
    path("gezinnen/<int:household_id>/plan/", plans.plan, name="plan"),
    path("gezinnen/<int:household_id>/plan/papier/", plans.paper, name="plan-paper"),
    path("gezinnen/<int:household_id>/plan/nazien/", plans.review, name="plan-review"),
    path("gezinnen/<int:household_id>/plan/doel/", plans.goal_new, name="goal-new"),
    path("gezinnen/<int:household_id>/plan/nood/", plans.need_new, name="need-new"),
    path("gezinnen/<int:household_id>/plan/hoe-gaat-het/", plans.how_it_goes, name="how-it-goes"),
    path("doelen/<int:goal_id>/stap/", plans.step_new, name="plan-step-new"),
    path("doelen/<int:goal_id>/bereikt/", plans.goal_reached, name="goal-reached"),
    path("stappen/<int:step_id>/klaar/", plans.step_end, name="plan-step-end"),
    path("noden/<int:need_id>/", plans.need_settle, name="need-settle"),
    path("signalen/", signals.signals, name="signals"),
    path("signalen/nieuw/", signals.new, name="signal-new"),
    path("signalen/postvak/", signals.triage, name="signal-triage"),
    path("signalen/<int:signal_id>/", signals.signal, name="signal-decide"),
    path("signalen/<int:signal_id>/opnemen/", signals.take_up, name="signal-take-up"),
    path("signalen/<int:signal_id>/nieuw-gezin/", signals.new_household, name="signal-household"),
    path("signalen/<int:signal_id>/doorgeven/", signals.pass_on, name="signal-pass-on"),
    path("signalen/<int:signal_id>/afwijzen/", signals.reject, name="signal-reject"),
    path("signalen/<int:signal_id>/gelezen/", signals.read, name="signal-read"),
    path("gezinnen/<int:household_id>/signaal/", signals.known, name="signal-known"),
    path("gezinnen/<int:household_id>/contact-plannen/", calls.plan, name="call-new"),
    path("gezinnen/<int:household_id>/ritme/", calls.rhythm, name="call-rhythm"),
    path("geplande-contacten/<int:call_id>/klaar/", calls.done, name="call-done"),
    path("geplande-contacten/<int:call_id>/schrappen/", calls.cancel, name="call-cancel"),
]
