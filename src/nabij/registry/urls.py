"""Addresses of the registry. None of them holds a name."""

from django.urls import path, register_converter

from nabij.registry.views import (
    changes,
    corrections,
    districts,
    doubles,
    followers,
    household,
    households,
    list_pairs,
    lists,
    national_numbers,
    own_lists,
    persons,
    separation,
    timeline,
)


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
HOUSEHOLD = "gezinnen/<int:household_id>"
PERSON = f"{HOUSEHOLD}/personen/<int:person_id>"
PAIR = "gezinnen/dubbel/<int:first_id>/<int:second_id>"

in_time = [
    path(f"{HOUSEHOLD}/verhuist/", changes.move, name="move"),
    path(f"{HOUSEHOLD}/meer/", household.more, name="household-more"),
    path(f"{HOUSEHOLD}/stopt/", changes.end_household, name="household-end"),
    path(f"{HOUSEHOLD}/gaat-uiteen/", separation.separate, name="separate"),
    path(f"{HOUSEHOLD}/bekend/", separation.known, name="known"),
    path(f"{HOUSEHOLD}/plaatsen/", timeline.places, name="places"),
    path(f"{HOUSEHOLD}/plaatsen/<int:number>/recht/", corrections.correct_place, name="place-correct"),
    path(f"{HOUSEHOLD}/geschiedenis/", timeline.history, name="history"),
    path(f"{HOUSEHOLD}/botsingen/", timeline.conflicts, name="conflicts"),
    path(f"{HOUSEHOLD}/botsingen/<int:number>/", timeline.settle, name="settle"),
    path(f"{HOUSEHOLD}/volgt/", followers.followers, name="followers"),
    path(f"{HOUSEHOLD}/volgt/wijkteam/", districts.choose_team, name="team-choice"),
    path(f"{HOUSEHOLD}/volgt/overdracht/", followers.hand_over, name="hand-over"),
    path(f"{HOUSEHOLD}/volgt/vervanging/", followers.stand_in, name="stand-in"),
    path(f"{HOUSEHOLD}/volgt/stopt/", followers.stop, name="stop-contact"),
    path(f"{HOUSEHOLD}/volgt/taak/", followers.new_task, name="task-new"),
    path(f"{HOUSEHOLD}/volgt/taak/<int:number>/klaar/", followers.task_done, name="task-done"),
]

of_persons = [
    path(f"{PERSON}/", persons.person, name="person"),
    path(f"{PERSON}/wie/", persons.correct, name="person-correct"),
    path(f"{PERSON}/hoort-bij/", persons.belong, name="person-belongs"),
    path(f"{PERSON}/vertrekt/", persons.leave, name="person-leaves"),
    path(f"{PERSON}/overleden/", persons.died, name="person-died"),
    path(f"{PERSON}/school/", persons.school, name="person-school"),
    path(f"{PERSON}/taal/", persons.language, name="person-language"),
    path(f"{PERSON}/pleegzorg/", persons.foster, name="person-foster"),
    path(f"{PERSON}/veiligheid/", persons.protect, name="person-protect"),
    path(f"{PERSON}/aanspreekpunt/", persons.reference, name="person-reference"),
    path(f"{PERSON}/rijksregisternummer/", national_numbers.national_number, name="national-number"),
    path(f"{PERSON}/rijksregisternummer/toon/", national_numbers.reveal, name="national-number-reveal"),
    path("gezinnen/dubbel/", doubles.pairs, name="pairs"),
    path(f"{PAIR}/", doubles.pair, name="pair"),
    path(f"{PAIR}/terug/", doubles.take_back, name="pair-take-back"),
]

urlpatterns = [
    *in_time,
    *of_persons,
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
