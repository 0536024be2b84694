"""Addresses of a demonstration of one's own; they exist only where that is on."""

from django.urls import path

from nabij.demo.own import views

urlpatterns = [
    path("proef/", views.start, name="own-demo"),
    path("proef/wie/", views.people, name="own-demo-people"),
    path("proef/wie/<int:number>/", views.be, name="own-demo-be"),
    path("proef/weg/", views.stop, name="own-demo-stop"),
]
