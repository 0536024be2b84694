"""What is still to do before a right of the town can be published, in the words of the reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from nabij.rights.models import Edition
from nabij.rights.queries.town_words import names_in, problems_in_words, why_not
from nabij_rights.lint.rules import FEWEST_CASES
from nabij_rights.lint.wording import figures_in_euro, terms_of
from nabij_rights.lint.words import EXCLAMATION, belittling, never_said
from nabij_rights.reasons import Answer
from nabij_rights.rights import Kind
from nabij_rights.texts.leaflets import SECTIONS
from nabij_rights.town_rights.document import TownRight, read, with_days
from nabij_rights.town_rights.editing import changes_of_the_past, conditions_in, newest
from nabij_rights.town_rights.problems import BadTownRight
from nabij_rights.town_rights.trying import check_examples


def reasons_to_wait(document: Mapping[str, Any], follows: Edition | None) -> list[str]:
    """Everything that stands in the way; empty when the right can go on."""
    reasons = _frame(document)
    if follows is not None:
        reasons += problems_in_words(changes_of_the_past(follows.document, document), document)
    try:
        found = read(with_days(document))
    except BadTownRight as error:
        return reasons + problems_in_words(error.problems, document)
    return reasons + _texts(found) + _examples(found)


def _texts(found: TownRight) -> list[str]:
    """What stops the Dutch texts. What lacks in French or English falls back to Dutch, marked."""
    written = found.leaflets.get("nl")
    if written is None:
        return []  # said with the frame
    names = names_in(found.document)
    lacking = sorted(key for key in terms_of(found.right) if not written.terms.get(key, "").strip())
    told = [names.get(("condition", key)) or names.get(("group", key)) or key for key in lacking]
    reasons = [_("Write the Dutch sentence for the condition “%(words)s”.") % {"words": one} for one in told]
    texts = [written.name, written.summary, written.apply_line, *written.terms.values()]
    texts += [written.sections[key] for key in SECTIONS]
    hurting = dict.fromkeys(
        found_word for text in texts for found_word in (*never_said(text, "nl"), *belittling(text, "nl"))
    )
    if hurting:
        sentence = _("Leave these words out of the Dutch texts, they can hurt people: %(words)s.")
        reasons.append(sentence % {"words": ", ".join(hurting)})
    if any(EXCLAMATION.search(text) for text in texts):
        reasons.append(_("Leave the exclamation marks out of the Dutch texts."))
    return reasons


def _frame(document: Mapping[str, Any]) -> list[str]:
    version = newest(document)
    needed = {
        _("Say who grants it."): document.get("provider"),
        _("Say on which law or decision it rests."): document.get("legal_basis"),
        _("Name a source where people can read it."): document.get("sources"),
        _("Say how somebody gets it, and where to appeal."): document.get("procedure"),
        _("Give the reference of the decision."): version.get("decision"),
        _("Write the Dutch texts."): (document.get("texts") or {}).get("nl", {}).get("what"),
    }
    rows = conditions_in(version.get("conditions", ()))
    names = names_in(document)
    bare = [
        names.get(("condition", row["key"]), row["key"])
        for _path, row in rows
        if not row.get("article") and not _has_parts(row)
    ]
    reasons = [sentence for sentence, given in needed.items() if not given]
    return reasons + [
        _("Name the article of the condition “%(words)s”.") % {"words": words} for words in bare
    ]


def figures_in_texts(document: Mapping[str, Any]) -> list[str]:
    """Texts in which somebody wrote a figure in euro: it stays when the amount changes. No reason to wait."""
    found = []
    names = {"nl": _("Dutch"), "fr": _("French"), "en": _("English")}
    for language, texts in (document.get("texts") or {}).items():
        words = [texts.get(key, "") for key in ("name", "summary", "apply_line", *SECTIONS)]
        words += list((texts.get("terms") or {}).values())
        figures = dict.fromkeys(figure for text in words for figure in figures_in_euro(str(text)))
        if figures:
            found.append(
                _(
                    "The text in %(language)s has an amount in it: %(figures)s. "
                    "When the amount changes, the text stays as it is. Write the name of the amount instead."
                )
                % {"language": names.get(language, language), "figures": "; ".join(figures)}
            )
    return found


def _has_parts(row: Mapping[str, Any]) -> bool:
    return "any" in row or "all" in row


def _examples(found: TownRight) -> list[str]:
    checked = check_examples(found)
    reasons = [
        _("The example “%(name)s” does not hold: %(why)s.")
        % {"name": one.case.name, "why": "; ".join(why_not(one))}
        for one in checked
        if one.differences
    ]
    if len(checked) < FEWEST_CASES:
        reasons.append(
            _("There are %(number)s examples; at least %(needed)s are needed.")
            % {"number": len(checked), "needed": FEWEST_CASES}
        )
    is_open = found.right.kind is Kind.MAY_ASK
    needed = [Answer.NO, Answer.UNKNOWN] if is_open else [Answer.YES, Answer.NO, Answer.UNKNOWN]
    given = {one.case.expected.answer for one in checked}
    names = {Answer.YES: _("yes"), Answer.NO: _("no"), Answer.UNKNOWN: _("perhaps")}
    lacking = [names[answer] for answer in needed if answer not in given]
    if lacking:
        reasons.append(_("No example has the answer: %(answers)s.") % {"answers": ", ".join(lacking)})
    return reasons
