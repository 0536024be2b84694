"""All addresses of the application, and in front of them those of a demonstration of one's own."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from nabij.config import urls

urlpatterns: list[URLPattern | URLResolver] = [
    *i18n_patterns(path("", include("nabij.demo.own.urls"))),
    *urls.urlpatterns,
]

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
