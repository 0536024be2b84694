"""Addresses of the log, of requests of people, of holds and of what is kept to its term."""

from django.urls import path

from nabij.audit import views

app_name = "audit"
urlpatterns = [
    path("logboek/", views.log, name="log"),
    path("logboek/naam/", views.log_by_name, name="log-by-name"),
    path("logboek/wie-keek/<uuid:subject>/", views.looks, name="looks"),
    path("logboek/wie-keek/<uuid:subject>/overzicht.pdf", views.looks_pdf, name="looks-pdf"),
    path("opvallend/", views.odd_reading, name="odd-reading"),
    path("opvallend/<int:number>/", views.odd_reading_close, name="odd-reading-close"),
    path("inbreuken/", views.breaches, name="breaches"),
    path("inbreuken/<int:number>/", views.breach, name="breach"),
    path("verzoeken/", views.request_list, name="requests"),
    path("verzoeken/nieuw/", views.request_new, name="request-new"),
    path("verzoeken/<int:number>/", views.request_page, name="request"),
    path("verzoeken/<int:number>/langer/", views.request_longer, name="request-longer"),
    path("verzoeken/<int:number>/kopie.json", views.own_copy_json, name="own-copy-json"),
    path("verzoeken/<int:number>/kopie.pdf", views.own_copy_pdf, name="own-copy-pdf"),
    path("verzoeken/<int:number>/wissen/", views.erase, name="erase"),
    path("niet-wissen/", views.holds, name="holds"),
    path("niet-wissen/<int:number>/opheffen/", views.hold_lift, name="hold-lift"),
    path("bewaren/", views.retention, name="retention"),
    path("bewaren/<int:number>/", views.removal, name="removal"),
]
