"""Whether somebody may be known already. No score and no merge: it only asks to look first."""

from __future__ import annotations

from nabij.registry.models import Identity
from nabij.registry.types import BirthDate, Naming
from nabij.registry.types.names import sound_of

MOST = 10


def likely_doubles(naming: Naming, birth: BirthDate) -> tuple[int, ...]:
    """Persons whose name sounds the same, also with names swapped, and who may be born on that day.

    Looks at everybody in the registry, also outside what the actor sees: a double is made by who cannot see.
    Without surname and first name the nickname must be the same. The numbers of persons, at most ten.
    """
    first = naming.called or naming.given
    sounds = {sound for sound in (naming.sound, sound_of(first, naming.family)) if sound}
    if sounds:
        found = Identity.objects.filter(sound__in=sounds, is_expected=False)
    elif naming.folded:
        found = Identity.objects.filter(folded=naming.folded, is_expected=False)
    else:
        return ()
    alike = [identity.pk for identity in found.order_by("pk")[:200] if identity.birth.may_be(birth)]
    return tuple(alike[:MOST])
