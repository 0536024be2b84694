"""A group, and why somebody is on a list, in words that people understand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from nabij.kernel.days import written_day
from nabij.rights.types import Composition, TargetGroup


def group_in_words(group: TargetGroup, *, reference_on: date, names: Mapping[str, str]) -> list[str]:
    """Every condition as a sentence; all of them have to hold. `names` are those of the neighbourhoods."""
    day = written_day(reference_on)
    said: list[str] = []
    if group.age_from is not None:
        said.append(_("is %(age)d or older on %(day)s") % {"age": group.age_from, "day": day})
    if group.age_under is not None:
        said.append(_("is younger than %(age)d on %(day)s") % {"age": group.age_under, "day": day})
    if group.lives_independently:
        said.append(_("lives independently: not in a care home or hospital"))
    if group.neighbourhoods:
        places = ", ".join(names.get(code, code) for code in group.neighbourhoods)
        said.append(_("lives in one of these neighbourhoods: %(names)s") % {"names": places})
    if group.contact_from is not None and group.contact_until is not None:
        last = group.contact_until - timedelta(days=1)
        said.append(
            _("had contact with us, in any way, from %(first)s to %(last)s")
            % {"first": written_day(group.contact_from), "last": written_day(last)}
        )
    said += _composition(group.composition)
    return said


def _composition(composition: str) -> list[str]:
    sentences = {
        Composition.ALONE: _("lives alone"),
        Composition.SINGLE_PARENT: _("is the only adult at home, with children under 18"),
        Composition.WITH_CHILDREN: _("is an adult with children under 18 at home"),
        Composition.WITH_CHILD_BEFORE_SCHOOL: _(
            "is an adult with a child at home, or expected, that does not go to school yet"
        ),
    }
    return [sentences[Composition(composition)]] if composition != Composition.ANY else []


def because_in_words(
    because: Mapping[str, Any], *, group: TargetGroup, reference_on: date, names: Mapping[str, str]
) -> list[str]:
    """Why this household is on the list, from the facts that were kept when the list was fixed."""
    said: list[str] = []
    if because.get("ages"):
        ages = ", ".join(str(age) for age in because["ages"])
        said.append(_("age on %(day)s: %(ages)s") % {"day": written_day(reference_on), "ages": ages})
    if because.get("lives_independently"):
        said.append(_("lives independently: not in a care home or hospital"))
    if because.get("neighbourhood"):
        place = names.get(because["neighbourhood"], because["neighbourhood"])
        said.append(_("lives in %(name)s") % {"name": place})
    if because.get("contact") and group.contact_from and group.contact_until:
        said.append(
            _("had contact with us, in any way, from %(first)s to %(last)s")
            % {
                "first": written_day(group.contact_from),
                "last": written_day(group.contact_until - timedelta(days=1)),
            }
        )
    return said + _composition(because.get("composition", Composition.ANY))
