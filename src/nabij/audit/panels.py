"""What this app itself keeps about people, hung on its own extension points: requests and holds."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nabij.audit.actions.odd_reading import forget_old_findings, watch_reading
from nabij.audit.models import Hold, SubjectRequest
from nabij.audit.types import Due, Outcome, Part, RetentionClass
from nabij.audit.types.extension import Value
from nabij.audit.types.odd_reading import Thresholds
from nabij.audit.types.oversight import month_later
from nabij.kernel.clock import BRUSSELS

TERM_MONTHS = 60
"""Five years after the answer, in which somebody can still complain or go to court."""

WHY_IT_STAYS = gettext_lazy(
    "We must be able to show how we treated a request (GDPR art. 5.2); it goes five years after the answer."
)


def gather_own_copy(subject: UUID, *, now: datetime) -> Iterable[Part]:
    """Give the requests and holds of a subject."""
    requests = SubjectRequest.objects.filter(subject=subject).order_by("received_on", "pk")
    yield Part(
        code="audit.requests",
        title=_("Requests about your data"),
        labels={
            "kind": _("What was asked"),
            "received_on": _("Received on"),
            "due_on": _("To be answered before"),
            "identity_checked": _("How we knew that it was you"),
            "asked": _("In your words"),
            "longer_because": _("Why it took longer"),
            "registered_at": _("Written down"),
            "state": _("State"),
            "answer": _("Answer"),
            "handled_at": _("Answered on"),
        },
        records=tuple(_request(one) for one in requests),
    )
    holds = Hold.objects.filter(subject=subject).order_by("placed_at", "pk")
    yield Part(
        code="audit.holds",
        title=_("Why something may not be erased yet"),
        labels={
            "reason": _("Reason"),
            "until_on": _("Until"),
            "placed_at": _("Written down"),
            "lifted_at": _("Ended before that"),
        },
        records=tuple(_hold(one) for one in holds),
    )


def _request(one: SubjectRequest) -> dict[str, Value]:
    return {
        "kind": one.get_kind_display(),
        "received_on": one.received_on.isoformat(),
        "due_on": one.due_on.isoformat(),
        "identity_checked": one.identity_checked,
        "asked": one.asked,
        "longer_because": one.longer_because,
        "registered_at": one.registered_at.isoformat(),
        "state": one.get_state_display(),
        "answer": one.answer,
        "handled_at": one.handled_at.isoformat() if one.handled_at else None,
    }


def _hold(one: Hold) -> dict[str, Value]:
    return {
        "reason": one.reason,
        "until_on": one.until_on.isoformat(),
        "placed_at": one.placed_at.isoformat(),
        "lifted_at": one.lifted_at.isoformat() if one.lifted_at else None,
    }


def erase(subject: UUID, *, now: datetime, only_look: bool) -> Iterable[Outcome]:
    """Wipe the words of answered requests; that there was one, and when it was answered, stays for five
    years.
    """
    requests = SubjectRequest.objects.filter(subject=subject)
    number = requests.count()
    if not only_look:
        requests.exclude(state="open").update(asked="", answer="–", identity_checked="–", longer_because="–")
    last = requests.order_by("-received_on").values_list("received_on", flat=True).first()
    until = month_later(last, TERM_MONTHS) if last else None
    yield Outcome(
        "audit.SubjectRequest", erased=0, stays=number, why=str(WHY_IT_STAYS) if number else "", until=until
    )
    over = Hold.objects.filter(subject=subject)
    gone = over.count()
    if not only_look:
        over.delete()
    yield Outcome("audit.Hold", erased=gone)


def find_due(on: date, *, limit: int, after: str = "") -> Iterable[Due]:
    """Give requests and holds that ended five years ago."""
    before = month_later(on, -TERM_MONTHS)
    requests = SubjectRequest.objects.filter(handled_at__date__lt=before).order_by("handled_at", "pk")
    for one in requests[:limit]:
        yield Due(f"request:{one.pk}", (one.subject,), one.handled_at.date() if one.handled_at else before)
    holds = Hold.objects.filter(until_on__lt=before).order_by("until_on", "pk")
    for hold in holds[: max(0, limit - requests[:limit].count())]:
        yield Due(f"hold:{hold.pk}", (hold.subject,), hold.until_on)


def remove(keys: Iterable[str], *, now: datetime) -> int:
    """Remove these requests and holds."""
    by_kind: dict[str, list[int]] = {"request": [], "hold": []}
    for key in keys:
        kind, _sign, number = key.partition(":")
        by_kind[kind].append(int(number))
    requests, _each = SubjectRequest.objects.filter(pk__in=by_kind["request"]).delete()
    holds, _each = Hold.objects.filter(pk__in=by_kind["hold"]).delete()
    return requests + holds


KEPT = RetentionClass(
    code="audit.requests",
    title=gettext_lazy("Requests of people, and holds"),
    models=("audit.SubjectRequest", "audit.Hold"),
    term_months=TERM_MONTHS,
    counted_from=gettext_lazy("the answer, or the end of the hold"),
    legal_reason=gettext_lazy(
        "GDPR art. 5.2: showing how requests were treated, as long as somebody can complain"
    ),
    find_due=find_due,
    remove=remove,
    needs_archivist=False,
)


def nightly_odd_reading(now: datetime) -> str:
    """Hold the reading of yesterday and today beside the rules, and let old findings go."""
    new = watch_reading(thresholds=Thresholds(**settings.ODD_READING), now=now)
    forget_old_findings(on=now.astimezone(BRUSSELS).date())
    return ngettext(
        "%(number)d new finding about reading.", "%(number)d new findings about reading.", new
    ) % {"number": new}
