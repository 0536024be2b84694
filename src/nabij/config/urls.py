"""All addresses. Each app names its own; every page stands under its language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from nabij.campaigns.urls import card_addresses
from nabij.rights.urls import open_addresses
from nabij.staff.urls import log_in_addresses
from nabij.web import views as web

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", web.health, name="health"),
    path("sw.js", web.service_worker, name="service-worker"),
    path("open/v1/", include((open_addresses, "open-data"))),
    *i18n_patterns(
        path("", include("nabij.rights.urls")),
        path("", include("nabij.directory.urls")),
        path("", include(card_addresses)),
        path("werk/", include("nabij.audit.urls")),
        path("werk/", include("nabij.staff.urls")),
        path("werk/", include("nabij.registry.urls")),
        path("werk/", include("nabij.casework.urls")),
        path("werk/", include("nabij.campaigns.urls")),
        path("werk/", include(log_in_addresses)),
        path("", include("nabij.web.urls")),
    ),
    path("", web.to_own_language, name="to-own-language"),
]

handler400 = "nabij.web.views.bad_request"
handler403 = "nabij.web.views.refused"
handler404 = "nabij.web.views.not_found"
handler500 = "nabij.web.views.server_error"
