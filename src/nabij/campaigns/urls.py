"""Addresses of campaigns. That of a caller holds no number of anybody."""

from django.urls import path

from nabij.campaigns.views import (
    calling,
    campaigns,
    follow_up,
    handing_out,
    package_files,
    package_work,
    packages,
    paper,
)

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
    path("bellijsten/<int:paper_id>/", paper.paper, name="paper"),
    path("bellijsten/<int:paper_id>/lijst.pdf", paper.paper_file, name="paper-file"),
    path("campagnevragen/", follow_up.follow_ups, name="follow-ups"),
    path("campagnevragen/<int:follow_up_id>/", follow_up.follow_up, name="follow-up"),
    path("zorgen/oproepen/", follow_up.worries_calling, name="worries-calling"),
    path("zorgen/<int:worry_id>/", follow_up.worry, name="worry"),
    path("pakketten/", packages.packages, name="packages"),
    path("pakketten/nieuw/", packages.new, name="package-new"),
    path("pakketten/<int:campaign_id>/", packages.one, name="package-campaign"),
    path("pakketten/<int:campaign_id>/soorten/", packages.kinds, name="package-kinds"),
    path("pakketten/<int:campaign_id>/stap/", packages.step, name="package-step"),
    path("pakketten/<int:campaign_id>/later/", packages.later, name="package-later"),
    path("pakketten/<int:campaign_id>/deuren/", packages.doors, name="package-doors"),
    path("pakketten/<int:campaign_id>/deuren/<int:page>/", packages.doors, name="package-doors-page"),
    path("pakketten/<int:campaign_id>/deuren/sluiten/", packages.close_all, name="package-close-all"),
    path("deuren/<int:target_id>/sluiten/", packages.close_one, name="package-close-one"),
    path("pakketten/<int:campaign_id>/naast/<int:other_id>/", packages.compare, name="package-compare"),
    path("pakketten/<int:campaign_id>/voorraad/", package_work.stock, name="package-stock"),
    path("pakketten/<int:campaign_id>/bestellingen/", package_work.orders, name="package-orders"),
    path("bestellingen/<int:order_id>/", package_work.order, name="package-order"),
    path("pakketten/<int:campaign_id>/kinderen/", package_work.children, name="package-children"),
    path(
        "pakketten/<int:campaign_id>/kinderen/<int:page>/",
        package_work.children,
        name="package-children-page",
    ),
    path("pakket/<int:package_id>/", package_work.child, name="package-child"),
    path("pakketten/<int:campaign_id>/etiketten.pdf", package_files.labels, name="package-labels"),
    path("pakketten/<int:campaign_id>/kaart.pdf", package_files.cards, name="package-cards"),
    path("pakketten/<int:campaign_id>/partners/", handing_out.partners, name="package-partners"),
    path("mijn-pakketten/", handing_out.own, name="own-packages"),
    path("mijn-pakketten/<int:quota_id>/", handing_out.quota, name="package-quota"),
    path("kaart-geteld/", handing_out.card_counted, name="card-counted"),
]

card_addresses = [path("kaart/<str:code>/", handing_out.card, name="card")]
"""Open to whoever has a card in the hand."""
