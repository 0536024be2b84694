"""Addresses of finder and catalogue. Those of the finder hold no answer and no name of a question."""

from django.urls import URLPattern, URLResolver, path, register_converter

from nabij.rights.queries.open_data import LISTS
from nabij.rights.views import (
    catalogue,
    criteria,
    home,
    household,
    living,
    open_data,
    overview,
    papers,
    question,
    reports,
    results,
    review,
    start,
    town_parts,
    town_rights,
    town_style,
    what_if,
)
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
    path("stijl/<town:town>-<slug:version>.css", town_style.town_style, name="town-style"),
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
    path("resultaten/straks.ics", results.soon_as_ics, name="coming-ics"),
    path("resultaten/<slug:key>/", results.right, name="right"),
    path("wis/", start.wipe, name="wipe"),
    path("rechten/", catalogue.catalogue, name="catalogue"),
    path("rechten/hoe-zeker/", overview.how_sure, name="how-sure"),
    path("rechten/wat-opent-wat/", overview.edges, name="edges"),
    path("open/", open_data.open_data, name="open-data"),
    path("rechten/<slug:right_id>/", catalogue.catalogue_right, name="catalogue-right"),
    path("rechten/<slug:right_id>/voorbeelden/", catalogue.catalogue_cases, name="catalogue-cases"),
    path("klopt-er-iets-niet/", reports.report, name="report"),
    path("klopt-er-iets-niet/<slug:number>/", reports.report_thanks, name="report-thanks"),
    path("werk/gezinnen/<int:household_id>/rechten/", household.rights, name="household-rights"),
    path("werk/gezinnen/<int:household_id>/eerste-vraag/", household.first_question, name="household-first"),
    path("werk/gezinnen/<int:household_id>/feiten/", household.all_facts, name="household-facts"),
    path("werk/gezinnen/<int:household_id>/feiten/kies/", household.choose, name="household-choose"),
    path("werk/gezinnen/<int:household_id>/zes-criteria/", household.six_criteria, name="household-criteria"),
    path("werk/gezinnen/<int:household_id>/vraag/<slug:key>/", household.ask, name="household-ask"),
    path("werk/zes-criteria/", criteria.criteria, name="criteria"),
    path("werk/bedragen/", review.review, name="review"),
    path("werk/bedragen/nabij.csv", review.review_csv, name="review-csv"),
    path("werk/wat-als/", what_if.what_if, name="what-if"),
    path("werk/wat-als/nabij.csv", what_if.what_if_csv, name="what-if-csv"),
    path("werk/dertien-punten/", living.thirteen, name="thirteen"),
    path("werk/referentiebudget/", living.budget, name="budget"),
    path("werk/stadsrechten/", town_rights.town_rights, name="town-rights"),
    path("werk/stadsrechten/nieuw/", town_rights.new, name="town-right-new"),
    path("werk/stadsrechten/bestand/", town_rights.take_in, name="town-right-import"),
    path("werk/stadsrechten/klad/<int:number>/", town_rights.draft, name="draft"),
    path("werk/stadsrechten/klad/<int:number>/beslis/", town_rights.decide, name="draft-decide"),
    path("werk/stadsrechten/klad/<int:number>/gevolgen/", town_rights.preview, name="draft-preview"),
    path("werk/stadsrechten/klad/<int:number>/bestand/", town_rights.export_draft, name="draft-export"),
    path("werk/stadsrechten/klad/<int:number>/kader/", town_parts.frame, name="draft-frame"),
    path("werk/stadsrechten/klad/<int:number>/geldig/", town_parts.validity, name="draft-validity"),
    path("werk/stadsrechten/klad/<int:number>/schik/", town_parts.arrange, name="draft-arrange"),
    path(
        "werk/stadsrechten/klad/<int:number>/voorwaarde/<str:path>/nieuw/",
        town_parts.add_condition,
        name="draft-condition-new",
    ),
    path(
        "werk/stadsrechten/klad/<int:number>/voorwaarde/<str:path>/",
        town_parts.change_condition,
        name="draft-condition",
    ),
    path("werk/stadsrechten/klad/<int:number>/bedrag/", town_parts.amount, name="draft-amount-new"),
    path("werk/stadsrechten/klad/<int:number>/bedrag/<slug:key>/", town_parts.amount, name="draft-amount"),
    path("werk/stadsrechten/klad/<int:number>/geeft/", town_parts.gain, name="draft-gain"),
    path("werk/stadsrechten/klad/<int:number>/tekst/<slug:language>/", town_parts.texts, name="draft-texts"),
    path("werk/stadsrechten/klad/<int:number>/voorbeeld/", town_parts.example, name="draft-example-new"),
    path(
        "werk/stadsrechten/klad/<int:number>/voorbeeld/<int:nth>/", town_parts.example, name="draft-example"
    ),
    path("werk/stadsrechten/<slug:right_id>/", town_rights.editions, name="town-editions"),
    path("werk/stadsrechten/<slug:right_id>/volgende/", town_rights.next_version, name="town-right-next"),
    path("werk/stadsrechten/<slug:right_id>/bestand/", town_rights.export, name="town-right-export"),
    path("werk/meldingen/", reports.report_list, name="report-list"),
    path("werk/meldingen/<slug:number>/", reports.report_follow_up, name="report-follow-up"),
]

# The same in every language, and lasting: programs of other people read these.
open_addresses: list[URLPattern | URLResolver] = [
    path("openapi.json", open_data.description, name="description"),
    *(path(f"{name}.json", open_data.a_list, {"name": name}, name=name) for name in LISTS),
    path("rights/<slug:right_id>.json", open_data.a_right, name="right"),
]
