"""States in which the registry refuses: each a sentence for who tried, on what happened and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _


class NotPossible(ValueError):
    """What was given cannot be kept; the sentence says why. Nothing was changed.

    `field` names what to look at again, empty when it is not one field.
    """

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class AlreadyMember(NotPossible):
    """Somebody is a member of this household on these days already."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This person already belongs to the household in this period. "
                "Change the dates, or end the earlier period first."
            ),
            field="from_on",
        )


class ContactPersonTaken(NotPossible):
    """The household has a contact person: the one who was first."""

    def __init__(self, staff_id: int) -> None:
        super().__init__(
            _("A colleague became contact person of this household just before. Nothing was changed.")
        )
        self.staff_id = staff_id


class ClientIdReused(NotPossible):
    """A form or device sent other content under a number that it had used before."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This was sent before with other content. The first one was kept and nothing was changed. "
                "Open the page again and fill in what is different."
            )
        )


class LikelyDouble(NotPossible):
    """Somebody who looks the same is known already. Go on with a reason, or open the one that is there.

    `persons` holds the numbers of the persons who look the same, the likeliest first.
    """

    def __init__(self, persons: Sequence[int]) -> None:
        super().__init__(
            _(
                "Somebody with this name and date of birth is known already. Look whether it is the same "
                "person. Is it somebody else? Then say how you know, and save again."
            )
        )
        self.persons = tuple(persons)


class NoMoreToday(NotPossible):
    """Exceptional access was used as often as a day allows."""

    def __init__(self, most: int) -> None:
        super().__init__(
            _(
                "You used exceptional access %(most)d times today, which is the most. Ask your team lead, "
                "or the contact person of the household."
            )
            % {"most": most}
        )
