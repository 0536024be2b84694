"""A school reads the agreed sentences of its own pupils on a page of its own, and nothing else anywhere."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from nabij.audit.models import Line
from nabij.casework import actions
from nabij.casework.actions.feedback import Agreement
from nabij.casework.actions.school_readers import let_school_read
from nabij.casework.models import AgreedFeedback, SettingKind, SettingReader
from nabij.casework.queries.school_sentences import reads_for_a_school, school_sentences
from nabij.kernel import clock
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.kernel.purposes import Purpose
from nabij.registry import actions as registry
from nabij.registry import queries as registered
from nabij.registry.types import NotPossible
from nabij.staff.models import Team, User
from tests.casework import gate
from tests.casework.desk import guided
from tests.casework.referral_desk import Network, network
from tests.registry.people import NOW, TODAY, child, household, somebody

pytestmark = pytest.mark.django_db
AGREED = "Mo brengt zelf zijn boterhammen mee"


@pytest.fixture
def net() -> Network:
    return network()


def place(net: Network, name: str) -> int:
    """A school without an account."""
    kind = SettingKind.objects.filter(name="Scholen").first()
    return gate.setting(net.lead, name, kind.pk if kind else None)


def school(net: Network, *, reader: Team | None = None, name: str = "De Brug") -> int:
    """A school whose sentences the first partner reads."""
    number = place(net, name)
    let(net.lead, number, (reader or net.store).pk)
    return number


def let(by: Actor, setting: int, team: int | None) -> None:
    let_school_read(actor=by, setting_id=setting, team_id=team, client_id=uuid.uuid4(), now=NOW)


def pupil_at(net: Network, setting: int, name: str = "Mo", sentence: str = AGREED) -> tuple[int, int]:
    """A household with a pupil about whom a sentence was agreed: its number and that of the sentence."""
    parent = somebody(f"Ayşe van {name}", unlike_because="made up")
    home = guided(net.noor, number=household(net.noor, parent, child(name)))
    members = registered.household(net.noor, home, purpose=Purpose.HELP, on=TODAY, now=NOW).members
    person = next(one.person_id for one in members if one.naming.shown.startswith(name))
    agreement = Agreement(person, setting, sentence, "moeder", TODAY)
    kept = actions.agree_feedback(
        actor=net.noor, household_id=home, agreement=agreement, client_id=uuid.uuid4(), now=NOW
    )
    return home, kept


def read(by: Actor) -> list[tuple[str, str]]:
    return [(one.pupil, one.sentence) for one in school_sentences(by, on=TODAY, now=NOW)]


def test_each_school_reads_what_was_agreed_for_its_own_pupils(net: Network) -> None:
    brug, dijk = school(net), school(net, reader=net.other, name="De Dijk")
    pupil_at(net, brug)
    pupil_at(net, dijk, "Lia", "Lia komt met de bus")
    assert read(net.ada) == read(net.bo) == [("Mo Zeewind", AGREED)]
    assert read(net.cas) == [("Lia Zeewind", "Lia komt met de bus")]
    named = Line.objects.filter(event="registry.pupils_listed", actor_id=net.cas.staff_id)
    assert named.values("subject").distinct().count() == 1, "the pupil who was named stands in the log"


def test_what_is_replaced_withdrawn_or_never_opened_is_read_by_nobody(net: Network) -> None:
    brug = school(net)
    _home, kept = pupil_at(net, brug)
    actions.withdraw_feedback(actor=net.noor, feedback_id=kept, now=NOW)
    assert read(net.ada) == []
    pupil_at(net, place(net, "Zonder lezer"), "Kim")
    assert read(net.ada) == read(net.cas) == []
    pupil_at(net, brug, "Ola")
    let(net.lead, brug, net.other.pk)
    assert (read(net.ada), len(read(net.cas))) == ([], 1), "another reader takes the place at once"
    let(net.lead, brug, None)
    assert read(net.cas) == []
    assert not SettingReader.objects.exists()


def test_where_somebody_may_not_be_found_the_sentence_stays_on_paper(net: Network) -> None:
    home, _kept = pupil_at(net, school(net))
    members = registered.household(net.noor, home, purpose=Purpose.HELP, on=TODAY, now=NOW).members
    registry.protect_person(
        actor=net.noor, household_id=home, person_id=members[0].person_id, reason="A threat by him", now=NOW
    )
    assert read(net.ada) == []
    assert AgreedFeedback.objects.filter(withdrawn_at=None).exists()


def test_only_a_lead_of_the_town_lets_a_partner_of_the_town_read(net: Network) -> None:
    brug = school(net)
    with pytest.raises(Refused):
        let(net.noor, brug, net.store.pk)
    with pytest.raises(NotFoundHere):
        let(net.lead, 999_999, net.store.pk)
    for team in (net.ours.pk, Team.objects.create(name="Ver", town="elders", organisation="Ver vzw").pk):
        with pytest.raises(NotPossible):
            let(net.lead, brug, team)
    with pytest.raises(Refused):
        school_sentences(net.noor, on=TODAY, now=NOW)
    assert (reads_for_a_school(net.ada), reads_for_a_school(net.cas)) == (True, False)


def test_the_account_of_a_school_finds_nothing_else_on_any_page(
    net: Network, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    home, kept = pupil_at(net, school(net))
    pupil_at(net, place(net, "De Dijk"), "Lia", "Lia komt met de bus")
    client.force_login(User.objects.get(pk=net.ada.staff_id))
    page = client.get("/nl/werk/school/afgesproken/")
    assert AGREED in page.content.decode()
    shown = 0
    for address in probes(home, kept):
        answer = client.get(address)
        text = answer.content.decode(errors="ignore") if not answer.streaming else ""
        assert not re.search(r"Ayşe|Lia|bailiff|moeder", text), address
        if AGREED in text:
            shown += 1
            assert address.endswith("/school/afgesproken/")
    assert shown == 1


def probes(home: int, kept: int) -> list[str]:
    """Every page of casework and of households, filled in with the numbers that this pupil has."""
    given = {"household_id": home, "feedback_id": kept, "setting_id": 1, "code": "agreed", "key": "leefloon"}
    found = []
    for space in ("casework", "registry"):
        for pattern in get_resolver().namespace_dict[space][1].url_patterns:
            names = pattern.pattern.converters
            numbers = {name: given.get(name, home) for name in names}
            try:
                found.append(reverse(f"{space}:{pattern.name}", kwargs=numbers))
            except NoReverseMatch:  # an address with a shape of its own: not about a household
                continue
    assert len(found) > 60
    return found


def test_on_the_screen_the_lead_chooses_the_school_and_the_school_finds_its_page(
    net: Network, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    number = place(net, "De Brug")
    client.force_login(User.objects.get(pk=net.lead.staff_id))
    address = f"/nl/werk/plekken/{number}/lezer/"
    assert address in client.get(f"/nl/werk/plekken/{number}/").content.decode()
    form = client.get(address).context["form"]
    wrong = client.post(address, {"client_id": uuid.uuid4(), "team": net.ours.pk})
    assert (wrong.status_code, SettingReader.objects.count()) == (422, 0)
    sent = {"client_id": form["client_id"].value(), "team": net.store.pk}
    assert client.post(address, sent).status_code == 302
    assert SettingReader.objects.get().team_id == net.store.pk
    client.force_login(User.objects.get(pk=net.ada.staff_id))
    assert "/nl/werk/school/afgesproken/" in client.get("/nl/werk/doorverwijzingen/").content.decode()
