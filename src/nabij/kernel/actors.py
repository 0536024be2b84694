"""Who is asking. Policies and queries take an actor, never a request or a model."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody at work, with the roles that count now; without `staff_id` a visitor we know nothing of.

    `towns` are the ids of the towns that this account works for; a role counts there and nowhere else.
    `team_ids` are the teams that this account works in, or stands in for, today.
    """

    staff_id: int | None = None
    roles: frozenset[str] = field(default_factory=frozenset)
    towns: frozenset[str] = field(default_factory=frozenset)
    team_ids: frozenset[int] = field(default_factory=frozenset)

    @property
    def is_known(self) -> bool:
        """Whether this is a member of staff who logged in."""
        return self.staff_id is not None


VISITOR = Actor()

SYSTEM = Actor(roles=frozenset({"system"}))
"""Nightly work and commands. It passes no policy of people, and the log names it."""
