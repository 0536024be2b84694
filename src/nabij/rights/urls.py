"""Addresses of finder and catalogue. Those of the finder hold no answer and no name of a question."""

from django.urls import URLPattern, URLResolver, path, register_converter

from nabij.rights.views import catalogue, criteria, home, living, papers, question, reports, results, start
from nabij_rights.towns.packs import towns


class TownId:
    """A town that has a folder, so that its short address hides no other page."""

    regex = "|".join(towns())

    def to_python(self, value: str) -> str:
        """Return the id as it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """Return the id as it stands in the address."""
        return value


register_converter(TownId, "town")

app_name = "rights"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.start, name="start"),
    path("<town:town>/", start.start, name="town"),
    path("thuis/", home.home, name="home"),
    path("wie/", home.people, name="people"),
    path("leeftijden/", home.ages, name="ages"),
    path("vraag/", question.next_one, name="next"),
    path("vraag/<slug:key>/", question.question, name="question"),
    path("resultaten/", results.overview, name="results"),
    path("resultaten/nabij.pdf", results.as_pdf, name="pdf"),
    path("resultaten/papieren/", papers.papers, name="papers"),
    path("resultaten/papieren.pdf", papers.as_pdf, name="papers-pdf"),
    path("resultaten/straks/", results.soon, name="coming"),
    path("resultaten/<slug:key>/", results.right, name="right"),
    path("wis/", start.wipe, name="wipe"),
    path("rechten/", catalogue.catalogue, name="catalogue"),
    path("rechten/<slug:right_id>/", catalogue.catalogue_right, name="catalogue-right"),
    path("rechten/<slug:right_id>/voorbeelden/", catalogue.catalogue_cases, name="catalogue-cases"),
    path("klopt-er-iets-niet/", reports.report, name="report"),
    path("klopt-er-iets-niet/<slug:number>/", reports.report_thanks, name="report-thanks"),
    path("werk/zes-criteria/", criteria.criteria, name="criteria"),
    path("werk/dertien-punten/", living.thirteen, name="thirteen"),
    path("werk/referentiebudget/", living.budget, name="budget"),
    path("werk/meldingen/", reports.report_list, name="report-list"),
    path("werk/meldingen/<slug:number>/", reports.report_follow_up, name="report-follow-up"),
]
