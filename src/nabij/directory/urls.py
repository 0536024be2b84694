"""Addresses of the directory: for residents under `hulp/`, for workers under `werk/wegwijzer/`."""

from django.urls import URLPattern, URLResolver, path

from nabij.directory.views import public, suggestions, work

app_name = "directory"
urlpatterns: list[URLPattern | URLResolver] = [
    path("hulp/", public.towns, name="towns"),
    path("hulp/<slug:town>/", public.town, name="town"),
    path("hulp/<slug:town>/<int:number>/", public.service, name="public-service"),
    path("werk/wegwijzer/", work.services, name="services"),
    path("werk/wegwijzer/nieuw/", work.new, name="service-new"),
    path("werk/wegwijzer/nazien/", work.due, name="due"),
    path("werk/wegwijzer/meldingen/", suggestions.waiting, name="suggestions"),
    path("werk/wegwijzer/meldingen/<int:number>/", suggestions.settle, name="settle"),
    path("werk/wegwijzer/organisaties/nieuw/", work.organisation_new, name="organisation-new"),
    path("werk/wegwijzer/organisaties/<int:number>/", work.organisation, name="organisation"),
    path("werk/wegwijzer/<int:number>/", work.service, name="service"),
    path("werk/wegwijzer/<int:number>/wijzig/", work.change, name="service-change"),
    path("werk/wegwijzer/<int:number>/klopt-nog/", work.check, name="service-check"),
    path("werk/wegwijzer/<int:number>/stopt/", work.end, name="service-end"),
    path("werk/wegwijzer/<int:number>/meld/", suggestions.suggest, name="suggest"),
]
