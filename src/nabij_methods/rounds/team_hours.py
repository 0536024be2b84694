"""Hours that the doors of each team need and that its people have, to be seen before anything is planned."""

from __future__ import annotations

from dataclasses import dataclass

from nabij_methods.rounds.laid import lay, nearest_seconds
from nabij_methods.rounds.question import Question, check


@dataclass(frozen=True, slots=True)
class TeamHours:
    """Of one team. `travel_minutes` is an estimate that is rather too low: to each door from the next one.

    `needed_minutes` is at the doors and on the way together.
    """

    team: str
    doors: int
    door_minutes: int
    travel_minutes: int
    available_minutes: int

    @property
    def needed_minutes(self) -> int:
        """At the doors and on the way."""
        return self.door_minutes + self.travel_minutes

    @property
    def short_minutes(self) -> int:
        """How much the team lacks; 0 when it has enough."""
        return max(0, self.needed_minutes - self.available_minutes)


def team_hours(question: Question) -> tuple[TeamHours, ...]:
    """One line per team that has doors or people, in alphabetical order. Raises NotPlannable."""
    check(question)
    laid = lay(question)
    nearest = nearest_seconds(laid)
    teams = {visit.team for visit in question.visits} | {walker.team for walker in question.walkers}
    lines = []
    for team in sorted(teams):
        mine = [number for number, visit in enumerate(question.visits) if visit.team == team]
        seconds = sum(
            shift.ends_second - shift.starts_second
            for walker in question.walkers
            if walker.team == team
            for shift in walker.shifts
        )
        lines.append(
            TeamHours(
                team, len(mine), int(laid.door[mine].sum()) // 60, -(-int(nearest[mine].sum()) // 60),
                seconds // 60,
            )
        )  # fmt: skip
    return tuple(lines)
