"""The index of the search box: words of names, streets and spots, kept so that both databases find them fast.

It holds nothing that does not stand elsewhere, can be built again at any time, and goes with its household.
"""

from __future__ import annotations

from django.db import models

from nabij.registry.types.kinds import FoundIn


class SearchWord(models.Model):
    """One word, as the normaliser folds it, with its consonants. It goes when nothing holds it any more."""

    word = models.CharField(max_length=60, unique=True)
    skeleton = models.CharField(max_length=60, db_index=True)

    class Meta:
        ordering = ["word"]

    def __str__(self) -> str:
        return f"word {self.pk}"


class SearchGram(models.Model):
    """Two or three letters of a word that stand together, to find it in spite of a slip."""

    word = models.ForeignKey(SearchWord, on_delete=models.CASCADE, related_name="grams", db_index=False)
    gram = models.CharField(max_length=3)

    class Meta:
        ordering = ["gram", "word"]
        constraints = [models.UniqueConstraint(fields=["gram", "word"], name="a_gram_once_per_word")]
        indexes = [models.Index(fields=["word"], name="grams_of_a_word")]

    def __str__(self) -> str:
        return f"gram {self.pk}"


class SearchEntry(models.Model):
    """A word that leads to a household: by the name of a member, its street, or where it can be met."""

    word = models.ForeignKey(SearchWord, on_delete=models.CASCADE, related_name="entries", db_index=False)
    household = models.ForeignKey(
        "registry.Household", on_delete=models.CASCADE, related_name="search_entries"
    )
    person = models.ForeignKey(
        "registry.Person", null=True, blank=True, on_delete=models.CASCADE, related_name="search_entries"
    )
    found_in = models.CharField(max_length=10, choices=FoundIn.choices)

    class Meta:
        verbose_name_plural = "search entries"
        ordering = ["household", "pk"]
        indexes = [models.Index(fields=["word", "household"], name="households_of_a_word")]

    def __str__(self) -> str:
        return f"entry {self.pk}"


class PhoneTail(models.Model):
    """A telephone number from one of its figures on, so that any four figures in a row find it."""

    point = models.ForeignKey("registry.ContactPoint", on_delete=models.CASCADE, related_name="tails")
    figures = models.CharField(max_length=15, db_index=True)

    class Meta:
        ordering = ["point", "pk"]

    def __str__(self) -> str:
        return f"tail {self.pk}"
