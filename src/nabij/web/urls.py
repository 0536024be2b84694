"""Pages that belong to no app."""

from django.urls import URLPattern, URLResolver, path

from nabij.web import views

app_name = "web"
urlpatterns: list[URLPattern | URLResolver] = [
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("app.webmanifest", views.installable, name="installable"),
    path("wat-we-bewaren/", views.what_we_keep, name="what-we-keep"),
]
