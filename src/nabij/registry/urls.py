"""Addresses of households. They hold a number, never a name."""

from django.urls import URLPattern, URLResolver, path

from nabij.registry.views import household

app_name = "registry"
urlpatterns: list[URLPattern | URLResolver] = [
    path("gezinnen/<int:household_id>/", household.household, name="household"),
]
