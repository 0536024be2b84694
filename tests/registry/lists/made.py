"""A collection with partners who bring lists, to test with. All people are made up."""

# ruff: noqa: RUF001  (letters of other languages are what this is about)

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

from nabij.kernel.actors import Actor
from nabij.registry.actions import list_files
from nabij.registry.actions import lists as actions
from nabij.registry.models import ListCollection, ListInvitation, ListUpload
from nabij.registry.queries import list_rows
from nabij.registry.types.lists import NewCollection
from nabij.staff.actions import open_account
from nabij.staff.models import User
from nabij.staff.types import Role
from nabij_methods.tables.aside import read_file
from nabij_methods.tables.dates import Order
from nabij_methods.tables.fields import Field

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
PASSWORD = "a long phrase for a test"
SMALL = """Familienaam;Voornaam;Geboortedatum;Ouder;GSM;Straat;Nr;Bus;Postcode
Yıldız;Emre;12/03/2019;Aylin Yıldız;0499 00 22 41;Vaartstraat;14;2;8599
Yıldız;Lina;04/08/2022;Aylin Yıldız;0499 00 22 41;Vaartstraat;14;2;8599
De Smet;Jef;25/12/2016;Katrien De Smet;0499 11 22 33;Kerkstraat;3;;8599
"""


def somebody(name: str, *roles: Role, towns: tuple[str, ...] = ("zonnedam",)) -> User:
    """An account."""
    return open_account(
        email=f"{name}@zonnedam.example", name=name, password=PASSWORD, roles=roles, towns=towns, now=NOW
    )


def as_actor(user: User, *roles: Role, towns: tuple[str, ...] = ("zonnedam",)) -> Actor:
    """The same person asking."""
    return Actor(staff_id=user.pk, roles=frozenset(roles), towns=frozenset(towns))


@dataclass
class Scene:
    """A lead, a collection, and partners by name with who brings their lists."""

    lead: User = field(default_factory=lambda: somebody("tine", Role.PACKAGE_COORDINATOR))
    owners: dict[str, User] = field(default_factory=dict)
    asked: dict[str, ListInvitation] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.collection: ListCollection = actions.begin_collection(
            actor=self.leading,
            new=NewCollection(
                name="Winterpakketten 2026",
                town="zonnedam",
                aim="Een pakket voor elk kind, voor Kerstmis",
                legal_basis="Besluit van de gemeenteraad 2026-031",
                from_on=date(2026, 11, 1),
                until_on=date(2027, 1, 31),
            ),
            now=NOW,
        )

    @property
    def leading(self) -> Actor:
        """The lead, asking."""
        return as_actor(self.lead, Role.PACKAGE_COORDINATOR)

    def ask(self, name: str, *, is_foster: bool = False) -> Actor:
        """Invite a partner with one account; give who brings its lists."""
        owner = somebody(name.replace(" ", "-"), Role.PARTNER)
        asked = actions.add_partner(
            actor=self.leading, collection=self.collection.pk, name=name, is_foster=is_foster, now=NOW
        )
        actions.name_member(actor=self.leading, invitation=asked.pk, user_id=owner.pk, now=NOW)
        self.owners[name], self.asked[name] = owner, asked
        return as_actor(owner, Role.PARTNER)

    def owner(self, name: str) -> Actor:
        """Who brings the lists of this partner, asking."""
        return as_actor(self.owners[name], Role.PARTNER)

    def receive(self, name: str, text: str | bytes, *, client_id: UUID | None = None) -> ListUpload:
        """Send a file of this partner."""
        content = text.encode() if isinstance(text, str) else text
        ending = "xlsx" if content.startswith(b"PK") else "csv"
        return list_files.receive_file(
            actor=self.owner(name),
            invitation=self.asked[name].pk,
            client_id=client_id or uuid4(),
            name=f"lijst.{ending}",
            content=content,
            table=read_file(content, f"lijst.{ending}"),
            now=NOW,
        )

    def bring_file(self, name: str, file: Path) -> ListUpload:
        """Take a file from disk in, the whole way, as its owner would: the proposal of columns is right.

        Its first column is the partner's own number of the family, whatever it is called.
        """
        content, owner = file.read_bytes(), self.owner(name)
        upload = list_files.receive_file(
            actor=owner,
            invitation=self.asked[name].pk,
            client_id=uuid4(),
            name=file.name,
            content=content,
            table=read_file(content, file.name),
            now=NOW,
        )
        fields = dict(list_rows.layout_of(upload).columns) | {0: Field.REFERENCE}
        list_files.lay_out(
            actor=owner, upload=upload.pk, header_row=1, fields=fields, order=Order.DAY_FIRST, now=NOW
        )
        staged = list_files.stage_file(actor=owner, upload=upload.pk, now=NOW)
        return list_files.import_file(actor=owner, upload=staged.pk, take_gone_off=False, now=NOW)

    def stage(self, name: str, text: str | bytes, order: Order = Order.DAY_FIRST) -> ListUpload:
        """Send a file, agree with the proposal of its columns, and have it read."""
        upload = self.receive(name, text)
        layout = list_rows.layout_of(upload)
        list_files.lay_out(
            actor=self.owner(name),
            upload=upload.pk,
            header_row=layout.header_row,
            fields=dict(layout.columns),
            order=order,
            now=NOW,
        )
        return list_files.stage_file(actor=self.owner(name), upload=upload.pk, now=NOW)

    def bring(self, name: str, text: str | bytes, *, take_gone_off: bool = False) -> ListUpload:
        """Take a file in, the whole way."""
        staged = self.stage(name, text)
        return list_files.import_file(
            actor=self.owner(name), upload=staged.pk, take_gone_off=take_gone_off, now=NOW
        )
