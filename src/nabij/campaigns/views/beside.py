"""Planning that takes longer than somebody waits: in a process of its own, beside the requests."""

from __future__ import annotations

import subprocess
import sys
from threading import Thread

from nabij.campaigns import actions
from nabij.campaigns.actions.planning import AT_ONCE
from nabij.kernel import clock
from nabij.kernel.own_place import environment_here


def begin_planning(planning_id: int, *, doors: int) -> None:
    """Work a planning out: at once when it is small, else beside the requests, in a process of its own.

    A process, since the work takes a whole processor for up to a minute: no page of anybody waits for it.
    When it is broken off the planning says so after three minutes, and nothing was changed.
    """
    if doors <= AT_ONCE:
        actions.carry_out(planning_id, moment=clock.now)
        return
    command = [sys.executable, "-m", "nabij", "plan_rounds", str(planning_id)]
    process = subprocess.Popen(
        command, start_new_session=True, stdin=subprocess.DEVNULL, env=environment_here()
    )
    Thread(target=process.wait, name="planning of rounds", daemon=True).start()
