"""Addresses of casework. None of them holds a name."""

from django.urls import path

from nabij.casework.views import contacts, guidance, today

app_name = "casework"
urlpatterns = [
    path("vandaag/", today.today, name="today"),
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
]
