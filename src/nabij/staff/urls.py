"""Addresses of the work side."""

from django.urls import path

from nabij.staff.views import capacity, invitations, log_in, own_account, people, proof, start, teams

app_name = "staff"
urlpatterns = [
    path("", start.start, name="start"),
    path("aanmelden/", log_in.log_in, name="log-in"),
    path("afmelden/", log_in.log_out, name="log-out"),
    path("uitnodiging/<str:token>/", invitations.accept, name="invitation"),
    path("mijn-account/", own_account.own_account, name="own-account"),
    path("mijn-account/telefoon/", own_account.work_phone, name="own-phone"),
    path("mijn-account/wachtwoord/", own_account.password, name="own-password"),
    path("mijn-account/herstelcodes/", own_account.recovery_codes, name="own-recovery-codes"),
    path("mijn-account/sleutel/", own_account.add_passkey, name="own-passkey"),
    path("mijn-account/sleutel/<int:number>/weg/", own_account.remove_passkey, name="own-passkey-remove"),
    path("mijn-account/app/", own_account.change_app, name="own-app"),
    path("rollen/", people.roles, name="roles"),
    path("mensen/", people.people, name="people"),
    path("mensen/uitnodigen/", invitations.invite, name="invite"),
    path("mensen/<int:number>/", people.person, name="person"),
    path("mensen/<int:number>/rollen/", people.change_roles, name="person-roles"),
    path("mensen/<int:number>/sluiten/", people.close, name="person-close"),
    path("mensen/<int:number>/link/", invitations.link, name="person-link"),
    path("mensen/<int:number>/team/", people.join_team, name="person-team"),
    path("mensen/<int:number>/team/<int:membership>/weg/", people.leave_team, name="person-team-leave"),
    path("mensen/<int:number>/weg/", people.absence, name="person-absence"),
    path("mensen/<int:number>/vervanging/", people.stand_in, name="person-stand-in"),
    path("mensen/<int:number>/werktijd/", capacity.capacity, name="person-capacity"),
    path("mensen/<int:number>/einde/", people.end, name="person-end"),
    path("mensen/<int:number>/nieuwe-start/", people.new_start, name="person-new-start"),
    path("teams/", teams.teams, name="teams"),
    path("teams/nieuw/", teams.new, name="team-new"),
    path("teams/<int:number>/", teams.change, name="team"),
]

# allauth looks these up by their own names, outside the space of this app.
log_in_addresses = [
    path("aanmelden/", log_in.log_in, name="account_login"),
    path("aanmelden/code/", log_in.second_step, name="mfa_authenticate"),
    path("aanmelden/tweede-stap/", log_in.second_step_set_up, name="account_second_step_set_up"),
    path("aanmelden/sleutel/", log_in.passkey_log_in, name="mfa_login_webauthn"),
    path("aanmelden/dienst/<str:provider_id>/", log_in.town_log_in, name="openid_connect_login"),
    path("aanmelden/dienst/<str:provider_id>/terug/", log_in.town_return, name="openid_connect_callback"),
    path("bewijs/", proof.prove, name="account_reauthenticate"),
]
