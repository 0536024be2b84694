"""Loads the fictional town of Zonnedam."""

import json
import secrets
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import IntegrityError, transaction

from nabij.demo import (
    campaigns,
    campaigns_chain,
    casework,
    casework_budget,
    casework_given_tasks,
    casework_letters,
    casework_reach,
    casework_referrals,
    casework_register,
    casework_school,
    casework_signals,
    casework_team,
    casework_visits,
    casework_visits_along,
    colleagues,
    door_round,
    households,
    oversight,
    package_rounds,
    packages,
    phone,
    whole_town,
)
from nabij.demo.directory import load_directory
from nabij.kernel import clock
from nabij.kernel.actors import SYSTEM, Actor
from nabij.staff import actions
from nabij.staff.queries import account_with_address, actor_of, has_second_step
from nabij.staff.queries.people import teams
from nabij.staff.types import AlreadyOpen, Role

ACCOUNTS = {
    "redactie@zonnedam.example": ("Redactie Zonnedam", Role.EDITOR),
    "nazicht@zonnedam.example": ("Nazicht Zonnedam", Role.EDITOR),
    "beheer@zonnedam.example": ("Beheer Zonnedam", Role.ADMINISTRATOR),
    "mirte@zonnedam.example": ("Mirte Dambroek", Role.SOCIAL_WORKER),
    "hanne@zonnedam.example": ("Hanne Brugman", Role.TEAM_LEAD),
    "pakketten@zonnedam.example": ("Pakketten Zonnedam", Role.PACKAGE_COORDINATOR),
    "privacy@zonnedam.example": ("Privacy Zonnedam", Role.PRIVACY_OFFICER),
    casework_referrals.PARTNER: ("Kaat Kastelein", Role.PARTNER),
    casework_school.ACCOUNT: ("Zita Zorgman", Role.PARTNER),
    campaigns.LEAD[0]: (campaigns.LEAD[1], Role.CAMPAIGN_LEAD),
    campaigns_chain.STREET_WORKER[0]: (campaigns_chain.STREET_WORKER[1], Role.STREET_WORKER),
    **{email: (name, Role.CALLER) for email, name in campaigns.CALLERS.items()},
    **{email: (name, Role.DOORSTEP_VISITOR) for email, name in door_round.VISITORS.items()},
    **{email: (name, Role.DELIVERER) for email, name in package_rounds.DELIVERERS.items()},
    packages.FINANCE[0]: (packages.FINANCE[1], Role.FINANCE),
    casework_given_tasks.THERAPIST[0]: (casework_given_tasks.THERAPIST[1], Role.OCCUPATIONAL_THERAPIST),
}
"""Two editors, because whoever writes a right of the town does not publish it; one who invites others; a team
with its lead; one who puts lists together; one who watches over privacy; one of a partner organisation; one
of a school; who leads campaigns, four who call, three who go to doors, one who works in the street, two who
bring packages, one of finance, who releases what passes a budget, and an occupational therapist."""

TEAM = "Wijkteam Oude Haven"
TEAMS = (
    (TEAM, "Kaai 1", "zonnedam-oude-haven"),
    ("Wijkteam Molenwijk", "Wiekstraat 20", "zonnedam-molenwijk"),
)
"""The team of the story, and a neighbour: one of its families moved there."""
IN_THE_TEAM = {"mirte@zonnedam.example": False, "hanne@zonnedam.example": True}
"""Who works in the team, and whether they lead it."""


TOWN = "zonnedam"
FIRST_DAY = date(2026, 1, 5)


class Command(BaseCommand):
    """Make the demo accounts; a second run changes nothing, and opens what a newer demo adds."""

    help = "Load the fictional town of Zonnedam. For a demonstration only, never for a real town."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the size of the town."""
        parser.add_argument(
            "--whole",
            action="store_true",
            help="also open the twelve locations with everybody who works there, and the 950 families",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Open the accounts and keep their random passwords and keys in the data folder."""
        known = {account["email"]: account for account in phone.accounts()}
        opened = [account for email in ACCOUNTS if (account := self._opened(email))]
        for email in ACCOUNTS:  # also those of an older demonstration, from before accounts had a town
            actions.work_for(email=email, towns=[TOWN])
        known |= {account["email"]: account for account in opened}
        given = [account for account in known.values() if self._given_a_phone(account)]
        if opened or given:
            kept = Path(settings.DATA_DIR) / "demo-accounts.json"
            kept.touch(mode=0o600)
            kept.write_text(json.dumps(list(known.values())), encoding="utf-8")
        self._people_of_the_town()
        self.stdout.write("Zonnedam is loaded." if opened else "Zonnedam was already loaded.")
        if options["whole"]:
            self._whole_town()

    def _whole_town(self) -> None:
        """Everybody who works in the town, and the families of all districts; what is there stays."""
        now, today = clock.now(), clock.today()
        beheer = Actor(roles=frozenset({Role.ADMINISTRATOR}), towns=frozenset({TOWN}))
        by_district = colleagues.load_colleagues(administrator=beheer, now=now)
        following = [
            whole_town.Following(actor_of(worker, on=today), team.pk, district)
            for district, (team, workers) in by_district.items()
            for worker in workers
        ]
        families = whole_town.load_families(following, now=now)
        self.stdout.write(f"{families} families of Zonnedam are loaded.")

    def _opened(self, email: str) -> dict[str, str] | None:
        """The account with its new password, or None when it is there already."""
        password = f"zonnedam-{secrets.token_hex(4)}"
        name, role = ACCOUNTS[email]
        try:
            with transaction.atomic():
                actions.open_account(email=email, name=name, password=password, roles=[role], now=clock.now())
        except IntegrityError:
            return None
        return {"email": email, "password": password}

    def _people_of_the_town(self) -> None:
        """The team with the made-up households that it follows."""
        now = clock.now()
        beheer = Actor(roles=frozenset({Role.ADMINISTRATOR}), towns=frozenset({TOWN}))
        households.load_places()
        for name, place, code in TEAMS:
            with suppress(AlreadyOpen):
                actions.open_team(
                    actor=beheer, name=name, town=TOWN, location=place, organisation="", codes=[code], now=now
                )
        for email, leads in IN_THE_TEAM.items():
            self._put_in_the_team(email, leads, beheer)
        editor = account_with_address("redactie@zonnedam.example")
        if editor is not None:
            load_directory(by=actor_of(editor, on=clock.today()), now=now)
        mirte, hanne = (account_with_address(f"{name}@zonnedam.example") for name in ("mirte", "hanne"))
        if mirte is not None and hanne is not None:
            actor, lead = actor_of(mirte, on=clock.today()), actor_of(hanne, on=clock.today())
            team = min(actor.team_ids)
            homes = households.load_households(by=actor, colleague=lead, team_id=team, now=now)
            casework.load_casework(by=actor, households=homes, now=now)
            casework_budget.load_budget(by=actor, households=homes, now=now)
            casework_letters.load_letters(by=actor, households=homes, now=now)
            casework_reach.load_reach(lead=lead, by=actor, households=homes, now=now)
            casework_register.load_register(by=actor, households=homes, now=now)
            casework_signals.load_signals(by=actor, lead=lead, households=homes, now=now)
            self._work_with_a_partner(actor, homes)
            self._go_to_homes(actor, hanne.pk, homes)
            casework_school.load_school(
                administrator=beheer,
                lead=lead,
                account=account_with_address(casework_school.ACCOUNT),
                town=TOWN,
                now=now,
            )
            phones = {"+3290001021": actor, "+3290001022": lead}
            casework_school.load_phones(workers=phones, now=now)
            casework_team.load_team(worker=actor, lead=lead, households=homes, now=now)
            self._work_for_the_privacy_officer(actor)
            self._call_people(actor, team)
            self._pack(team)

    def _go_to_homes(self, worker: Actor, backup: int, homes: dict[str, int]) -> None:
        """Visits, what came back of them, and the tasks of a colleague who sees no dossier."""
        now, therapist = clock.now(), account_with_address(casework_given_tasks.THERAPIST[0])
        casework_visits.load_visits(by=worker, backup=backup, households=homes, now=now)
        casework_visits_along.load_visits_along(by=worker, backup=backup, households=homes, now=now)
        if therapist is not None:
            elke = actor_of(therapist, on=clock.today())
            casework_given_tasks.load_given_tasks(by=worker, therapist=elke, households=homes, now=now)

    def _work_with_a_partner(self, worker: Actor, homes: dict[str, int]) -> None:
        """A partner organisation with somebody who works there, and what goes to and fro."""
        now, account = clock.now(), account_with_address(casework_referrals.PARTNER)
        beheer = Actor(roles=frozenset({Role.ADMINISTRATOR}), towns=frozenset({TOWN}))
        name, organisation = casework_referrals.TEAM, casework_referrals.ORGANISATION
        with suppress(AlreadyOpen):
            actions.open_team(
                actor=beheer, name=name, town=TOWN, location="", organisation=organisation, codes=(), now=now
            )
        if account is None:
            return
        team = next(one for one in teams(beheer, on=clock.today()) if one.name == name)
        with suppress(AlreadyOpen):
            actions.join_team(
                actor=beheer, account=account, team=team, from_on=FIRST_DAY, is_lead=False, now=now
            )
        partner = actor_of(account, on=clock.today())
        casework_referrals.load_referrals(by=worker, partner=partner, households=homes, now=now)

    def _call_people(self, worker: Actor, team_id: int) -> None:
        """A phone round with its callers."""
        on, lead = clock.today(), account_with_address(campaigns.LEAD[0])
        beheer = Actor(roles=frozenset({Role.ADMINISTRATOR}), towns=frozenset({TOWN}))
        name, place = campaigns.TEAM
        with suppress(AlreadyOpen):
            actions.open_team(
                actor=beheer, name=name, town=TOWN, location=place, organisation="", codes=(), now=clock.now()
            )
        centre = next(one for one in teams(beheer, on=on) if one.name == name)
        found = [account_with_address(email) for email in campaigns.CALLERS]
        callers = [actor_of(one, on=on) for one in found if one is not None]
        if lead is not None and callers:
            by = actor_of(lead, on=on)
            campaigns.load_campaign(
                worker=replace(worker, team_ids=frozenset({centre.pk})),
                lead=by,
                callers=callers,
                team_id=team_id,
                now=clock.now(),
            )
            self._go_to_doors(replace(worker, team_ids=frozenset({centre.pk})), by, team_id)
            in_the_street = account_with_address(campaigns_chain.STREET_WORKER[0])
            street = actor_of(in_the_street, on=on) if in_the_street is not None else None
            campaigns_chain.load_chain(lead=by, street=street, team_id=team_id, now=clock.now())

    def _go_to_doors(self, worker: Actor, lead: Actor, team_id: int) -> None:
        """A door campaign with its visitors and the rounds of today."""
        found = [account_with_address(email) for email in door_round.VISITORS]
        visitors = [actor_of(one, on=clock.today()) for one in found if one is not None]
        if visitors:
            door_round.load_door_round(
                worker=worker, lead=lead, visitors=visitors, team_id=team_id, now=clock.now()
            )

    def _pack(self, team_id: int) -> None:
        """A package campaign with its list, stock, orders, a partner, and who brings packages."""
        accounts = (
            account_with_address(one) for one in ("pakketten@zonnedam.example", casework_referrals.PARTNER)
        )
        found = [actor_of(one, on=clock.today()) for one in accounts if one is not None]
        going = [account_with_address(one) for one in package_rounds.DELIVERERS]
        if len(found) == 2:
            packages.load_packages(
                coordinator=found[0],
                partner=found[1],
                deliverers=[actor_of(one, on=clock.today()) for one in going if one is not None],
                team_id=team_id,
                now=clock.now(),
            )

    def _work_for_the_privacy_officer(self, worker: Actor) -> None:
        officer = account_with_address("privacy@zonnedam.example")
        home = households.first_household(worker, now=clock.now())
        if officer is not None and home is not None:
            by = actor_of(officer, on=clock.today())
            oversight.load_oversight(by=by, household_id=home, now=clock.now())

    def _put_in_the_team(self, email: str, leads: bool, beheer: Actor) -> None:
        account, now = account_with_address(email), clock.now()
        team = next(one for one in teams(beheer, on=clock.today()) if one.name == TEAM)
        if account is not None:
            with suppress(AlreadyOpen):
                actions.join_team(
                    actor=beheer, account=account, team=team, from_on=FIRST_DAY, is_lead=leads, now=now
                )

    def _given_a_phone(self, account: dict[str, str]) -> bool:
        """Whether the account got a key just now; one of an older demonstration gets it at the next start."""
        user = account_with_address(account["email"])
        if user is None or has_second_step(user):
            return False
        account["key"] = generate_totp_secret()
        actions.tie_app(user, account["key"], actor=SYSTEM, now=clock.now())
        return True
