"""Keeping the index of the search box up to date, in the transaction of what changed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from nabij.registry.models import (
    ContactPoint,
    Household,
    Identity,
    Membership,
    PhoneTail,
    SearchEntry,
    SearchGram,
    SearchWord,
    Stay,
)
from nabij.registry.queries.protection import is_protected
from nabij.registry.types import ContactKind
from nabij.registry.types.kinds import FoundIn
from nabij.registry.types.search_words import grams_of, skeleton_of, tails_of, words_of

Found = tuple[str, int | None, FoundIn]


def index_household(household_id: int) -> None:
    """Write the words that lead to a household anew. A secret address leads to nobody, and
    neither does that of somebody who may not be found.

    Words that now lead to nobody stay until `drop_unused`: another transaction may be about to use one.
    """
    wanted = set(_words_of_household(household_id))
    before = {
        (entry.word.word, entry.person_id, FoundIn(entry.found_in)): entry
        for entry in SearchEntry.objects.filter(household=household_id).select_related("word")
    }
    gone = [entry for found, entry in before.items() if found not in wanted]
    added = [found for found in wanted if found not in before]
    words = keep_words({word for word, _person, _where in added})
    SearchEntry.objects.bulk_create(
        SearchEntry(word_id=words[word], household_id=household_id, person_id=person, found_in=where)
        for word, person, where in added
    )
    if gone:
        SearchEntry.objects.filter(pk__in=[entry.pk for entry in gone]).delete()


def index_households_of(person_id: int) -> None:
    """The same for every household that somebody belongs or belonged to."""
    for household in Household.objects.filter(memberships__person=person_id).distinct():
        index_household(household.pk)


def index_phone(point: ContactPoint) -> None:
    """Let any four figures of a number lead to it."""
    if point.kind == ContactKind.PHONE:
        PhoneTail.objects.bulk_create(PhoneTail(point=point, figures=tail) for tail in tails_of(point.value))


def forget_phone(point_id: int) -> None:
    """Let a number that is out of use lead to nobody."""
    PhoneTail.objects.filter(point=point_id).delete()


def _words_of_household(household_id: int) -> Iterable[Found]:
    members = Membership.objects.filter(household=household_id).values("person")
    for identity in Identity.objects.filter(person__in=members):
        for word in words_of(identity.given, identity.family, identity.called):
            yield word, identity.pk, FoundIn.NAME
        for word in words_of(identity.nickname):
            yield word, identity.pk, FoundIn.NICKNAME
    if is_protected(household_id):
        return  # where somebody lives who may not be found leads to nobody
    stays = Stay.objects.filter(household=household_id, until_on=None).not_hidden().select_related("address")
    for stay in stays:
        if stay.address is not None:
            for word in words_of(stay.address.street_name):
                yield word, None, FoundIn.STREET
        for word in words_of(stay.spot):
            yield word, None, FoundIn.SPOT


def keep_words(words: Iterable[str]) -> dict[str, int]:
    """The numbers of these words; new ones are kept with their letters. Two at once keep one."""
    wanted = set(words)
    known = dict(SearchWord.objects.filter(word__in=wanted).values_list("word", "pk"))
    new = sorted(wanted - known.keys())  # in one order, so that two transactions do not wait for each other
    if not new:
        return known
    SearchWord.objects.bulk_create(
        (SearchWord(word=word, skeleton=skeleton_of(word)) for word in new), ignore_conflicts=True
    )
    added = dict(SearchWord.objects.filter(word__in=new).values_list("word", "pk"))
    SearchGram.objects.bulk_create(
        (SearchGram(word_id=number, gram=gram) for word, number in added.items() for gram in grams_of(word)),
        ignore_conflicts=True,
        batch_size=5000,
    )
    return known | added


@transaction.atomic
def drop_unused() -> int:
    """Take words away that lead to nobody any more, for a rare name is somebody's; returns how many went.

    Part of erasing and of the work of the night: words of a name that was corrected wait until then.
    """
    unused = SearchWord.objects.filter(entries=None)
    locked = list(unused.select_for_update(of=("self",), skip_locked=True).values_list("pk", flat=True))
    numbers = list(SearchWord.objects.filter(pk__in=locked, entries=None).values_list("pk", flat=True))
    SearchGram.objects.filter(word__in=numbers).delete()
    return SearchWord.objects.filter(pk__in=numbers).delete()[0]
