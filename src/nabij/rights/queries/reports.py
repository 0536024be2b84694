"""What visitors reported, for editors."""

from __future__ import annotations

from dataclasses import dataclass

from nabij.kernel.actors import Actor
from nabij.kernel.decisions import require
from nabij.rights import policies
from nabij.rights.models import Report
from nabij.rights.types import NoSuchReport


@dataclass(frozen=True)
class ReportList:
    """The reports that wait for somebody, and the last that were closed."""

    to_do: list[Report]
    closed: list[Report]


def reports(actor: Actor) -> ReportList:
    """Every open report and the hundred last closed ones. Raises Refused."""
    require(policies.may_handle_reports(actor))
    return ReportList(
        list(Report.objects.to_do().select_related("handled_by")),
        list(Report.objects.closed().select_related("handled_by")[:100]),
    )


def report_numbered(actor: Actor, number: str) -> Report:
    """One report. Raises Refused, NoSuchReport."""
    require(policies.may_handle_reports(actor))
    if (found := Report.objects.select_related("handled_by").filter(number=number).first()) is None:
        raise NoSuchReport(number)
    return found
