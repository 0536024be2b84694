"""Ordering what goes into packages, within a budget that two people at once cannot pass."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.campaigns import policies
from nabij.campaigns.models import PackageOrder, PackagePart, PackagePlan, Supplier
from nabij.campaigns.queries.packages import led_packages, seen_order
from nabij.campaigns.types import MOST_CENTS, CampaignMovedOn, OrderState, cents_of
from nabij.casework.types import worker
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry.actions import once
from nabij.registry.types import NotPossible, clean_text

MOST_PIECES = 1_000_000


@transaction.atomic
def place_order(
    *,
    actor: Actor,
    campaign_id: int,
    supplier: str,
    is_local: bool,
    what: str,
    pieces: int,
    amount: Decimal,
    client_id: UUID,
    now: datetime,
) -> int:
    """Order something for what it comes to in all; returns the number of the order.

    What would pass the budget is kept and waits for release: nothing is ordered then. A supplier that is
    known stays local or not as it was. Raises Refused, NotFoundHere, NotPossible, ClientIdReused.
    """
    campaign = led_packages(actor, campaign_id)
    if campaign.ended_at is not None:
        raise CampaignMovedOn
    named = clean_text(supplier, longest=100, field="supplier")
    what = clean_text(what, longest=120, field="what")
    cents = cents_of(amount)
    if not named or not what:
        raise NotPossible(_("Say who delivers and what."), field="what" if named else "supplier")
    if not 1 <= cents <= MOST_CENTS:
        raise NotPossible(_("Give an amount above 0 euro."), field="amount")
    if not 1 <= pieces <= MOST_PIECES:
        raise NotPossible(_("Give a number of pieces above 0."), field="pieces")

    def work() -> int:
        by, _made = Supplier.objects.get_or_create(
            town=campaign.town, name=named, defaults={"is_local": is_local}
        )
        made = PackageOrder.objects.create(
            campaign=campaign,
            supplier=by,
            what=what,
            pieces=pieces,
            cents=cents,
            state=OrderState.COMMITTED if _commit(campaign.pk, cents) else OrderState.WAITS,
            ordered_at=now,
            ordered_by_id=worker(actor),
        )
        _tell(f"campaigns.order_{made.state}", made, actor, now)
        return made.pk

    content = {"campaign": campaign_id, "supplier": named, "what": what, "pieces": pieces, "cents": cents}
    return once("campaigns.order", actor=actor, client_id=client_id, content=content, now=now, work=work)


def _commit(campaign_id: int, cents: int) -> bool:
    """Take an amount of the budget when it fits: one guarded update, so two at once never pass it."""
    fits = PackagePlan.objects.filter(
        campaign=campaign_id, committed_cents__lte=F("budget_cents") + F("released_cents") - cents
    )
    return bool(fits.update(committed_cents=F("committed_cents") + cents))


@transaction.atomic
def release_order(*, actor: Actor, order_id: int, now: datetime) -> None:
    """Finance lets an order pass the budget that somebody else placed: exactly by as much as it needs.

    Raises Refused, NotFoundHere, NotPossible, CampaignMovedOn when it does not wait any more.
    """
    require(policies.may_release(actor))
    order = seen_order(actor, order_id)
    if order.ordered_by_id == actor.staff_id:
        raise NotPossible(_("You ordered this yourself. Somebody else of finance releases it."))
    waits = PackageOrder.objects.filter(pk=order_id, state=OrderState.WAITS, campaign__ended_at=None).exclude(
        ordered_by=worker(actor)
    )
    if not waits.update(state=OrderState.COMMITTED, released_at=now, released_by=worker(actor)):
        raise CampaignMovedOn
    _take(order.campaign_id, order.cents)
    _tell("campaigns.order_released", order, actor, now)


def _take(campaign_id: int, cents: int) -> None:
    """Count an amount that was released, or give one back (below 0): what is released is what is passed."""
    after = F("committed_cents") + cents
    over = Greatest(after - F("budget_cents"), Value(0))
    PackagePlan.objects.filter(campaign=campaign_id).update(committed_cents=after, released_cents=over)


@transaction.atomic
def cancel_order(*, actor: Actor, order_id: int, now: datetime) -> None:
    """Take an order back that has no invoice. Raises Refused, NotFoundHere, CampaignMovedOn."""
    order = PackageOrder.objects.filter(pk=order_id).first()
    if order is None:
        raise NotFoundHere
    led_packages(actor, order.campaign_id)
    for state, cents in ((OrderState.COMMITTED, order.cents), (OrderState.WAITS, 0)):
        standing = PackageOrder.objects.filter(pk=order_id, state=state, invoice="")
        if standing.update(state=OrderState.CANCELLED):
            _take(order.campaign_id, -cents)
            _tell("campaigns.order_cancelled", order, actor, now)
            return
    raise CampaignMovedOn


@transaction.atomic
def keep_invoice(*, actor: Actor, order_id: int, number: str, amount: Decimal, now: datetime) -> None:
    """Write the invoice of an order down; what it is less goes back to the budget.

    Raises Refused, NotFoundHere, NotPossible for more than was ordered, CampaignMovedOn.
    """
    require(policies.may_see_orders(actor))
    order = seen_order(actor, order_id)
    number, cents = clean_text(number, longest=40, field="number"), cents_of(amount)
    if not number:
        raise NotPossible(_("Fill in the number of the invoice."), field="number")
    if not 0 <= cents <= order.cents:
        raise NotPossible(
            _("The invoice is higher than what was ordered. Order the difference first, then it is guarded."),
            field="amount",
        )
    standing = PackageOrder.objects.filter(pk=order_id, state=OrderState.COMMITTED, invoice="")
    if not standing.update(invoice=number, invoice_cents=cents):
        raise CampaignMovedOn
    _take(order.campaign_id, cents - order.cents)
    _tell("campaigns.invoice_kept", order, actor, now)


@transaction.atomic
def receive_part(
    *, actor: Actor, campaign_id: int, part_id: int, number: int, is_instead: bool, now: datetime
) -> None:
    """Count what came in (or below 0: what broke or was counted too much).

    Raises Refused, NotFoundHere, NotPossible when less than nothing would be left.
    """
    campaign = led_packages(actor, campaign_id)
    parts = PackagePart.objects.filter(pk=part_id, campaign=campaign)
    if not parts.exists():
        raise NotFoundHere
    if not -MOST_PIECES <= number <= MOST_PIECES or not number:
        raise NotPossible(_("Give a number of pieces; with a minus for what broke."), field="number")
    column = "instead_received" if is_instead else "received"
    standing = parts.filter(**{f"{column}__gte": max(0, -number)})
    if not standing.update(**{column: F(column) + number}):
        raise NotPossible(_("So many are not there. Nothing was changed."), field="number")
    detail: dict[str, str | int | bool] = {"campaign": campaign.pk, "part": part_id, "number": number}
    record("campaigns.part_received", actor=actor, at=now, detail=detail)


def _tell(event: str, order: PackageOrder, actor: Actor, now: datetime) -> None:
    detail: dict[str, str | int | bool] = {
        "campaign": order.campaign_id,
        "order": order.pk,
        "cents": order.cents,
    }
    record(event, actor=actor, at=now, detail=detail)
