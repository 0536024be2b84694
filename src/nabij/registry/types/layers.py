"""What lies how deep in a household, and which relation sees how far: on pages and in counts alike."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from nabij.staff.types import Role


class Layer(models.TextChoices):
    """How deep something lies."""

    SUMMARY = "summary", _("Summary")
    TOPIC = "topic", _("Under a topic")
    HIDDEN = "hidden", _("Hidden")


class Topic(models.TextChoices):
    """The domains of life by which entries are parted."""

    FAMILY = "family", _("Family and children")
    HOUSING = "housing", _("Housing")
    MONEY = "money", _("Money and debts")
    WORK = "work", _("Work")
    SCHOOL = "school", _("School and child care")
    CARE = "care", _("Care and health")
    LEISURE = "leisure", _("Leisure and meeting people")
    LEGAL = "legal", _("Papers and justice")


TEAM_ROLES = frozenset(
    {
        Role.SOCIAL_WORKER,
        Role.CASE_MANAGER,
        Role.BRIDGE_WORKER,
        Role.FAMILY_COACH,
        Role.COMMUNITY_WORKER,
        Role.YOUTH_WORKER,
        Role.STREET_WORKER,
        Role.TEAM_LEAD,
    }
)
"""Roles that see the households of their own team."""

CONTACT_ROLES = TEAM_ROLES - {Role.COMMUNITY_WORKER}
"""Roles that may be the one contact person of a household."""

SIGHT_ROLES = TEAM_ROLES | {Role.PROVISION_DESK, Role.FUND_DECIDER}
"""Roles that see households: those of their team, or while they have a task in one."""

TASK_ONLY_ROLES = frozenset({Role.OCCUPATIONAL_THERAPIST})
"""Roles that see of a household the task that they were given and the address, and never the household."""

TASK_ROLES = SIGHT_ROLES | TASK_ONLY_ROLES
"""Roles that may be given a task in a household. Partners and volunteers are none: they see what their own
app shows them, never a household."""

_ALL = frozenset(Topic)
_TOPICS = {
    Role.SOCIAL_WORKER: _ALL,
    Role.CASE_MANAGER: _ALL,
    Role.TEAM_LEAD: _ALL,
    Role.BRIDGE_WORKER: frozenset({Topic.FAMILY, Topic.SCHOOL, Topic.LEISURE}),
    Role.FAMILY_COACH: frozenset({Topic.FAMILY, Topic.SCHOOL, Topic.CARE, Topic.LEISURE}),
    Role.COMMUNITY_WORKER: frozenset({Topic.LEISURE}),
    Role.YOUTH_WORKER: frozenset({Topic.SCHOOL, Topic.LEISURE, Topic.WORK}),
    Role.STREET_WORKER: frozenset({Topic.HOUSING, Topic.LEISURE}),
}


def topics_of(roles: frozenset[str]) -> frozenset[Topic]:
    """The topics that these roles see in a household of their team."""
    found: set[Topic] = set()
    for role in roles:
        found |= _TOPICS.get(Role(role), frozenset()) if role in Role.values else frozenset()
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Sight:
    """How far somebody sees into one household now. Without a relation: nothing.

    `relations` names why, for the page and the log: contact_person, stand_in, team, task, exception.
    """

    staff_id: int | None = None
    relations: frozenset[str] = frozenset()
    topics: frozenset[Topic] = frozenset()
    sees_protected: bool = False
    """Whether the place of somebody who may not be found may be seen: by contact person and team lead."""

    @property
    def sees_summary(self) -> bool:
        """Whether anything may be seen."""
        return bool(self.relations)

    def sees(self, layer: Layer, *, topic: Topic | None = None, owner_id: int | None = None) -> bool:
        """Whether something of this layer and topic may be seen; what is hidden only by its owner."""
        if not self.sees_summary:
            return False
        if layer == Layer.HIDDEN:
            return owner_id is not None and owner_id == self.staff_id
        return layer == Layer.SUMMARY or topic in self.topics
