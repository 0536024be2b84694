"""Lists of partners in the town of canaries: one that is put together now, and one that was frozen."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from nabij.kernel.days import day_of
from nabij.registry.actions import list_comparing, list_files, list_pairs, lists
from nabij.registry.models import ChildPair, ListCollection, ListInvitation, OwnerQuestion, Verdict
from nabij.registry.queries import list_rows
from nabij.registry.types.lists import NewCollection
from nabij.staff.types import Role
from nabij_methods.tables.aside import read_file
from nabij_methods.tables.dates import Order
from nabij_methods.tables.rows import ReadChild, ReadRow
from tests.house.scenes import an_account

if TYPE_CHECKING:
    from tests.trust.canaries import Town

HEADS = "Familienaam;Voornaam;Geboortedatum;Ouder;Straat;Nr;Postcode"


def plant_lists(town: Town) -> None:
    """One collection with two partners, a pair to look at, a question and a file; another one, frozen."""
    town.users["outsider"] = an_account("outsider", "zonnedam")
    town.users["outsider"].role_grants.create(role=Role.PARTNER)
    winter = _collection(town, Role.PACKAGE_COORDINATOR, "Winterpakketten")
    first = _asked(town, winter, Role.PARTNER, "buurthuis")
    second = _asked(town, winter, Role.YOUTH_WORKER, "jeugdhuis")
    phone = town.figures("list", "list buurthuis", "row 0")
    for spot, (asked, who, name) in enumerate(
        [(first, Role.PARTNER, "buurthuis"), (second, Role.YOUTH_WORKER, "jeugdhuis")]
    ):
        for number in range(2):
            _row(town, asked, who, name, number, phone if number == 0 and spot == 0 else "")
    list_comparing.compare_lists(
        actor=town.actor(Role.PACKAGE_COORDINATOR), collection=winter.pk, now=town.now
    )
    _a_pair(town, winter)
    town.numbers["upload"] = [_file(town, first)]
    summer = _collection(town, Role.CAMPAIGN_LEAD, "Zomerkampen")
    third = _asked(town, summer, "outsider", "kamp")
    _row(town, third, "outsider", "kamp", 0, town.figures("list", "list kamp", "row 0"))
    leading = {"actor": town.actor(Role.CAMPAIGN_LEAD), "collection": summer.pk, "now": town.now}
    list_comparing.compare_lists(**leading)
    list_pairs.freeze_list(**leading, keep_doubts_apart=True)
    town.numbers |= {"collection": [winter.pk, summer.pk], "invitation": [first.pk, second.pk, third.pk]}


def _collection(town: Town, lead: str, name: str) -> ListCollection:
    today = day_of(town.now)
    new = NewCollection(
        name=name,
        town="zonnedam",
        aim="Een pakket voor elk kind",
        legal_basis="Besluit van de gemeenteraad 2026-031",
        from_on=today - timedelta(days=10),
        until_on=today + timedelta(days=60),
    )
    return lists.begin_collection(actor=town.actor(lead), new=new, now=town.now)


def _asked(town: Town, collection: ListCollection, owner: str, name: str) -> ListInvitation:
    leading = {"actor": town.actor(_lead_of(town, collection)), "now": town.now}
    asked = lists.add_partner(**leading, collection=collection.pk, name=name, is_foster=False)
    lists.name_member(**leading, invitation=asked.pk, user_id=town.users[owner].pk)
    return asked


def _lead_of(town: Town, collection: ListCollection) -> str:
    return next(name for name, user in town.users.items() if user.pk == collection.lead_id)


def _row(town: Town, asked: ListInvitation, owner: str, name: str, number: int, phone: str) -> None:
    home, person = f"list {name}", f"row {number}"

    def word(spot: str) -> str:
        return town.word("list", home, person, spot).title()

    row = ReadRow(
        row=0,
        children=(ReadChild(word("first"), word("last"), f"201{number}-03-12"),),
        guardian_first=word("guardian first"),
        guardian_last=word("guardian last"),
        phones=(f"0{phone}",) if phone else (),
        street=word("street"),
        number="14",
        postcode="9901",
        reference=word("reference"),
    )
    identity = uuid4()
    list_files.type_row(
        actor=town.actor(owner), invitation=asked.pk, client_id=identity, row=row, now=town.now
    )
    town.subjects[identity] = (home, person)
    town.identities.append(identity)


def _a_pair(town: Town, collection: ListCollection) -> None:
    """A pair that a person looks at, and one about which the owner of a row was asked."""
    from nabij.registry.models import ListedChild

    mine = list(ListedChild.objects.filter(row__invitation__collection=collection).order_by("pk"))
    lead = town.actor(Role.PACKAGE_COORDINATOR)
    for left, right in ((mine[0], mine[2]), (mine[1], mine[3])):
        ChildPair.objects.create(
            collection=collection, left=left, right=right, level="probable", strength=1.0, is_question=True
        )
    asked = ChildPair.objects.order_by("pk").last()
    assert asked is not None
    list_pairs.decide_pair(actor=lead, pair=asked.pk, verdict=Verdict.ASKED, client_id=uuid4(), now=town.now)
    assert OwnerQuestion.objects.exists()


def _file(town: Town, asked: ListInvitation) -> int:
    """A file that waits for the yes of its owner, with all its cells still there."""
    owner = town.actor(Role.PARTNER)
    home = "list buurthuis"
    cells = [town.word("list", home, "row of a file", spot).title() for spot in ("last", "first")]
    cells += ["12/03/2019", town.word("list", home, "row of a file", "guardian").title()]
    cells += [town.word("list", home, "row of a file", "street").title(), "3", "9901"]
    content = f"{HEADS}\n{';'.join(cells)}\n".encode()
    name = f"{town.word('list', home, 'row of a file', 'name of the file')}.csv"
    upload = list_files.receive_file(
        actor=owner,
        invitation=asked.pk,
        client_id=uuid4(),
        name=name,
        content=content,
        table=read_file(content, name),
        now=town.now,
    )
    layout = list_rows.layout_of(upload)
    list_files.lay_out(
        actor=owner,
        upload=upload.pk,
        header_row=layout.header_row,
        fields=dict(layout.columns),
        order=Order.DAY_FIRST,
        now=town.now,
    )
    return list_files.stage_file(actor=owner, upload=upload.pk, now=town.now).pk
