"""Addresses of casework. None of them holds a name."""

from django.urls import path

from nabij.casework.views import contacts, guidance, handovers, plans, team, today

app_name = "casework"
urlpatterns = [
    path("vandaag/", today.today, name="today"),
    path("bord/", today.board, name="board"),
    path("werklast/", team.caseload, name="caseload"),
    path("gezinnen/<int:household_id>/toewijzen/", team.assign, name="assign"),
    path("werklast/<int:number>/doorgeven/", team.transfer, name="transfer"),
    path("doorgegeven/<int:transfer_id>/", team.transferred, name="transferred"),
    path("doorgegeven/<int:transfer_id>/terug/", team.transfer_undo, name="transfer-undo"),
    path("overdracht/<int:handover_id>/", handovers.handover, name="handover"),
    path("overdracht/<int:handover_id>/aanvaarden/", handovers.accept, name="handover-accept"),
    path("overdracht/<int:handover_id>/vraag/", handovers.ask, name="handover-ask"),
    path("overdracht/<int:handover_id>/antwoord/", handovers.answer, name="handover-answer"),
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
]
