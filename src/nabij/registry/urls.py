"""Addresses of the registry. None of them holds a name."""

from django.urls import path, register_converter

from nabij.registry.views import changes, household, households, list_pairs, lists, own_lists


class ChangeKind:
    """One of the changes that have a page."""

    regex = "|".join(changes.CHANGES)

    def to_python(self, value: str) -> str:
        """Return the word as it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """Return the word as it stands in the address."""
        return value


register_converter(ChangeKind, "change")

app_name = "registry"
urlpatterns = [
    path("gezinnen/", households.households, name="households"),
    path("gezinnen/nieuw/", households.new, name="household-new"),
    path("gezinnen/<int:household_id>/", household.household, name="household"),
    path("gezinnen/<int:household_id>/contactpersoon/", changes.take_contact, name="take-contact"),
    path("gezinnen/<int:household_id>/open/", changes.open_for_once, name="open-for-once"),
    path("gezinnen/<int:household_id>/<change:kind>/", changes.change, name="change"),
    path("gezinnen/<int:household_id>/<change:kind>/<int:number>/weg/", changes.end, name="change-end"),
    path("nazien/", changes.reviews, name="reviews"),
    path("nazien/<int:number>/", changes.review, name="review"),
    path("lijsten/", lists.list_collections, name="lists"),
    path("lijsten/nieuw/", lists.list_new, name="list-new"),
    path("lijsten/<int:number>/", lists.list_collection, name="list-collection"),
    path("lijsten/<int:number>/partner/", lists.list_partner, name="list-partner"),
    path("lijsten/<int:number>/partner/<int:invitation>/", lists.list_member, name="list-member"),
    path("lijsten/<int:number>/collega/", lists.list_viewer, name="list-viewer"),
    path("lijsten/<int:number>/vergelijk/", lists.list_compare, name="list-compare"),
    path("lijsten/<int:number>/bevries/", lists.list_freeze, name="list-freeze"),
    path("lijsten/<int:number>/paren/", list_pairs.list_pair, name="list-pair"),
    path("lijsten/<int:number>/besluiten/", list_pairs.list_decisions, name="list-decisions"),
    path("lijsten/<int:number>/besluiten/<int:decision>/", list_pairs.list_undo, name="list-undo"),
    path("lijsten/<int:number>/resultaat/", list_pairs.list_result, name="list-result"),
    path("lijsten/<int:number>/resultaat.csv", list_pairs.list_result_csv, name="list-result-csv"),
    path("lijsten/<int:number>/resultaat.xlsx", list_pairs.list_result_xlsx, name="list-result-xlsx"),
    path("mijn-lijst/<int:number>/", own_lists.own_list, name="own-list"),
    path("mijn-lijst/<int:number>/bestand/", own_lists.own_list_send, name="own-list-send"),
    path("mijn-lijst/<int:number>/klaar/", own_lists.own_list_done, name="own-list-done"),
    path("mijn-lijst/<int:number>/vraag/<int:question>/", own_lists.own_list_answer, name="own-list-answer"),
    path("mijn-lijst/<int:number>/gezin/", own_lists.own_row, name="own-row-new"),
    path("mijn-lijst/<int:number>/gezin/<uuid:identity>/", own_lists.own_row, name="own-row"),
    path(
        "mijn-lijst/<int:number>/gezin/<uuid:identity>/weg/",
        own_lists.own_row_withdraw,
        name="own-row-withdraw",
    ),
    path("mijn-bestand/<int:number>/", own_lists.own_file, name="own-file"),
    path("mijn-bestand/<int:number>/lees/", own_lists.own_file_read, name="own-file-read"),
    path("mijn-bestand/<int:number>/neem-op/", own_lists.own_file_import, name="own-file-import"),
]
