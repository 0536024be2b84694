"""Routes for visits: who goes to which doors, in which order, and why a door is left out.

`plan_round(question)` gives a plan that can be walked as it is. `team_hours` tells before it what each team
lacks; `with_promises`, `moved` and `extra_round` are for when something changes; `checking` works a plan out
again by other means. Nothing here knows who lives behind a door.
"""

from nabij_methods.rounds.answers import (
    Basis,
    Cancelled,
    Ended,
    LeftOut,
    Listener,
    Plan,
    Progress,
    Reason,
    Route,
    Step,
    Stop,
)  # fmt: skip
from nabij_methods.rounds.asked import (
    Mode,
    Place,
    Priority,
    Promise,
    Shift,
    Visit,
    Walker,
    Window,
    moment,
)  # fmt: skip
from nabij_methods.rounds.planner import plan_round, usual_effort
from nabij_methods.rounds.question import Question
from nabij_methods.rounds.refusals import Fault, NotPlannable, Wrong
from nabij_methods.rounds.replanning import Moved, extra_round, moved, with_promises
from nabij_methods.rounds.search import Effort
from nabij_methods.rounds.sentences import clock, in_english
from nabij_methods.rounds.team_hours import TeamHours, team_hours
from nabij_methods.rounds.travel import CrowFlies, GivenTimes, Travel

__all__ = [
    "Basis", "Cancelled", "CrowFlies", "Effort", "Ended", "Fault", "GivenTimes", "LeftOut", "Listener",
    "Mode", "Moved", "NotPlannable", "Place", "Plan", "Priority", "Progress", "Promise", "Question", "Reason",
    "Route", "Shift", "Step", "Stop", "TeamHours", "Travel", "Visit", "Walker", "Window", "Wrong", "clock",
    "extra_round", "in_english", "moment", "moved", "plan_round", "team_hours", "usual_effort",
    "with_promises",
]  # fmt: skip
