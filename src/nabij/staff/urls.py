"""Addresses of the work side."""

from django.urls import path

from nabij.staff import views

app_name = "staff"
urlpatterns = [
    path("", views.start, name="start"),
    path("aanmelden/", views.log_in, name="log-in"),
    path("afmelden/", views.log_out, name="log-out"),
]
