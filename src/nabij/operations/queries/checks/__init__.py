"""The checks of an installation: each says what is wrong, why it matters and what to do.

Six are so bad that Nabij does not start: see `stops`. A check that cannot look says nothing of its own
subject; what kept it from looking (a database that does not answer) is a finding of its own.
"""

from collections.abc import Callable
from datetime import datetime

from nabij.operations.queries.checks import database, guarding, keeping, machine
from nabij.operations.types import Finding, Severity

Check = Callable[[datetime], list[Finding]]

OF_SETTINGS: list[Check] = [
    guarding.settings_of_production,
    guarding.debug,
    guarding.secret_key,
    guarding.hosts,
    guarding.cookies,
    guarding.tls,
    guarding.demonstration,
    guarding.registration,
    guarding.second_factor,
    guarding.time_zone,
    guarding.uploads,
]
OF_MACHINE: list[Check] = [
    machine.static_files,
    machine.private_files,
    machine.disk,
    machine.mail,
    keeping.recovery_key,
    keeping.backups,
    keeping.second_place,
    keeping.drills,
]
OF_DATABASE: list[Check] = [
    database.version,
    database.migrations,
    database.logs,
    database.sqlite,
    machine.clock,
]
BEFORE_START: list[Check] = [
    guarding.debug,
    guarding.secret_key,
    guarding.hosts,
    guarding.cookies,
    database.migrations,
    database.logs,
]
"""What can stop Nabij from starting."""


def findings(now: datetime) -> list[Finding]:
    """Return everything that is not in order, the worst first."""
    unreachable = database.unreachable(now)
    wanted = [*OF_SETTINGS, *OF_MACHINE, *([] if unreachable else OF_DATABASE)]
    found = [*unreachable, *(finding for check in wanted for finding in check(now))]
    order = list(Severity)
    return sorted(found, key=lambda finding: order.index(finding.severity))


def stops(now: datetime) -> list[Finding]:
    """Return what keeps Nabij from starting. A database that does not answer is none of these: it may "
    "come up."""
    wanted = BEFORE_START
    if database.unreachable(now):
        wanted = [check for check in BEFORE_START if check not in OF_DATABASE]
    found = [finding for check in wanted for finding in check(now)]
    return [finding for finding in found if finding.severity is Severity.STOP]
