"""Addresses of campaigns. That of a caller holds no number of anybody."""

from django.urls import path

from nabij.campaigns.views import calling, campaigns, follow_up, paper, rounds

app_name = "campaigns"

urlpatterns = [
    path("bellen/", calling.call, name="call"),
    path("bellen/volgende/", calling.take_next, name="call-next"),
    path("bellen/uitkomst/", calling.outcome, name="call-outcome"),
    path("bellen/teruggeven/", calling.give_back, name="call-give-back"),
    path("bellen/zorgen/", calling.worry, name="call-worry"),
    path("campagnes/", campaigns.campaigns, name="campaigns"),
    path("campagnes/nieuw/", campaigns.new, name="campaign-new"),
    path("campagnes/<int:campaign_id>/", campaigns.campaign, name="campaign"),
    path("campagnes/<int:campaign_id>/wijzigen/", campaigns.change, name="campaign-change"),
    path("campagnes/<int:campaign_id>/tellen/", campaigns.count, name="campaign-count"),
    path("campagnes/<int:campaign_id>/vastleggen/", campaigns.fix, name="campaign-fix"),
    path("campagnes/<int:campaign_id>/starten/", campaigns.start, name="campaign-start"),
    path("campagnes/<int:campaign_id>/stoppen/", campaigns.stop, name="campaign-stop"),
    path("campagnes/<int:campaign_id>/afsluiten/", campaigns.close, name="campaign-close"),
    path("campagnes/<int:campaign_id>/bellers/", campaigns.callers, name="campaign-callers"),
    path("campagnes/<int:campaign_id>/verslag/", campaigns.report, name="campaign-report"),
    path("campagnes/<int:campaign_id>/gecontacteerd/", campaigns.contacted, name="contacted"),
    path("campagnes/<int:campaign_id>/gecontacteerd/<int:page>/", campaigns.contacted, name="contacted-page"),
    path("campagnes/<int:campaign_id>/volgende-weg/", campaigns.passed_on, name="passed-on"),
    path("campagnes/<int:campaign_id>/volgende-weg/<int:page>/", campaigns.passed_on, name="passed-on-page"),
    path("campagnes/<int:campaign_id>/papier/", paper.new, name="paper-new"),
    path("campagnes/<int:campaign_id>/rondes/", rounds.rounds, name="rounds"),
    path("campagnes/<int:campaign_id>/rondes/wie-gaat/", rounds.shifts, name="shifts"),
    path("campagnes/<int:campaign_id>/rondes/plannen/", rounds.plan, name="round-plan"),
    path("campagnes/<int:campaign_id>/rondes/plannen/<int:planning_id>/", rounds.planning, name="planning"),
    path(
        "campagnes/<int:campaign_id>/rondes/plannen/<int:planning_id>/blad/<int:page>/",
        rounds.planning,
        name="planning-page",
    ),
    path(
        "campagnes/<int:campaign_id>/rondes/plannen/<int:planning_id>/stoppen/",
        rounds.stop,
        name="planning-stop",
    ),
    path("campagnes/<int:campaign_id>/rondes/dag/<str:day>/", rounds.rounds, name="rounds-day"),
    path("rondes/<int:round_id>/", rounds.sheet, name="round"),
    path("rondes/<int:round_id>/afspraak/", rounds.promise, name="round-promise"),
    path("rondes/<int:round_id>/blad.pdf", rounds.sheet_file, name="round-file"),
    path("bellijsten/<int:paper_id>/", paper.paper, name="paper"),
    path("bellijsten/<int:paper_id>/lijst.pdf", paper.paper_file, name="paper-file"),
    path("campagnevragen/", follow_up.follow_ups, name="follow-ups"),
    path("campagnevragen/<int:follow_up_id>/", follow_up.follow_up, name="follow-up"),
    path("zorgen/oproepen/", follow_up.worries_calling, name="worries-calling"),
    path("zorgen/<int:worry_id>/", follow_up.worry, name="worry"),
]
