"""Addresses of casework. None of them holds a name."""

from django.urls import path

from nabij.casework.views import contacts, documents, guidance, plans, reminders, today, visits

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
    path("gezinnen/<int:household_id>/bezoek/", visits.new, name="visit-new"),
    path("bezoeken/<int:visit_id>/", visits.visit, name="visit"),
    path("bezoeken/<int:visit_id>/tik/", visits.tap, name="visit-tap"),
    path("bezoeken/onderweg/", visits.out, name="visits-out"),
    path("bezoeken/oproepen/", visits.calls, name="visit-calls"),
    path("gezinnen/<int:household_id>/documenten/", documents.documents, name="documents"),
    path("gezinnen/<int:household_id>/documenten/nieuw/", documents.new, name="document-new"),
    path("documenten/<int:document_id>/", documents.document, name="document"),
    path("documenten/<int:document_id>/weg/", documents.remove, name="document-remove"),
    path("herinneringen/", reminders.reminders, name="reminders"),
    path("agenda/<str:token>/nabij.ics", reminders.feed, name="feed"),
]
