"""Shared by the rights of social security: how long somebody may appeal to the labour court."""

from nabij_rights.authoring import *

APPEAL_TERM = LegalTerm(
    "Law of 11 April 1995 (charter of the socially insured), art. 23", months=3, confidence="unverified"
)
"""Known, but read in no source yet: so the screen says that the letter gives the term."""

APPEAL_TERM_READ = LegalTerm(
    "Law of 11 April 1995 (charter of the socially insured), art. 23", months=3, confidence="verified"
)
"""For the rights of which a source tells it in so many words."""
