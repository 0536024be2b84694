from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    """Working with a household from beginning to end."""

    name = "nabij.casework"
    label = "casework"

    def ready(self) -> None:
        """Hang casework on the page of a household, the menu, the night, and what is kept about people."""
        from nabij.casework.actions import keeping_terms

        _on_the_page_of_a_household()
        _on_what_happens_to_households()
        _at_night()
        _without_a_network()
        _in_the_menu()
        keeping_terms.say_what_is_kept()


def _on_the_page_of_a_household() -> None:
    """The panels, in their order."""
    from nabij.casework import panels
    from nabij.registry.types import Panel, register_panel

    for panel in (
        Panel("casework.step", 1, "casework/guidance_panel.html", panels.next_step),
        Panel("casework.register", 12, "casework/register_panel.html", panels.rights_register),
        Panel("casework.plan", 20, "casework/plan_panel.html", panels.plan),
        Panel("casework.budget", 25, "casework/budget_panel.html", panels.budget, is_later=True),
        Panel("casework.contacts", 30, "casework/contacts_panel.html", panels.contacts),
        Panel("casework.calls", 37, "casework/calls_panel.html", panels.calls, is_later=True),
        Panel("casework.referrals", 38, "casework/referrals_panel.html", panels.referrals, is_later=True),
        Panel("casework.visits", 39, "casework/visits_panel.html", panels.visits, is_later=True),
        Panel("casework.documents", 40, "casework/documents_panel.html", panels.documents, is_later=True),
        Panel("casework.letters", 41, "casework/letters_panel.html", panels.letters, is_later=True),
        Panel("casework.school", 42, "casework/school_panel.html", panels.school, is_later=True),
    ):
        register_panel(panel)


def _on_what_happens_to_households() -> None:
    """What must be settled before a household ends, and what goes along with it to a colleague."""
    from nabij.casework.actions.ceiling import require_reasons
    from nabij.casework.actions.contacts import pass_on_hidden
    from nabij.casework.actions.documents import pass_on_hidden_documents
    from nabij.casework.actions.guidance import require_no_guidance, require_not_guided
    from nabij.casework.actions.handovers import follow_moves
    from nabij.casework.actions.referral_moves import require_no_open_referral
    from nabij.registry.types import hooks

    hooks.register_before_end("casework", require_no_guidance)
    hooks.register_before_end("casework.referrals", require_no_open_referral)
    hooks.register_before_stop("casework", require_not_guided)
    hooks.register_hidden("casework", pass_on_hidden)
    hooks.register_hidden("casework.documents", pass_on_hidden_documents)
    hooks.register_moves("casework", before=require_reasons, after=follow_moves)


def _at_night() -> None:
    """Work that needs nobody, and the part of each page that is asked again each minute."""
    from nabij.casework import panels
    from nabij.casework.actions import held_visits, upkeep
    from nabij.casework.policies import may_visit
    from nabij.kernel.live import LivePart, add_live_part
    from nabij.kernel.running import register_upkeep

    register_upkeep("casework", panels.nightly_check)
    register_upkeep("casework.register", panels.nightly_renewals)
    register_upkeep("casework.referrals", panels.nightly_referrals)
    register_upkeep("casework.signals", panels.nightly_signals)
    register_upkeep("casework.digests", upkeep.send_digests)
    register_upkeep("casework.files", upkeep.clear_files)
    register_upkeep("casework.visit_letters", held_visits.tidy_up)
    add_live_part(LivePart("casework:visit-calls", may_visit))


def _without_a_network() -> None:
    from nabij.casework.queries import something_waits
    from nabij.kernel.offline import register_offline_page

    register_offline_page("casework:visits-along", may_wait=something_waits)


def _in_the_menu() -> None:
    from nabij.casework import policies
    from nabij.kernel.menu import MenuEntry, add_to_menu

    decided = ("triage", "decide", "household", "pass-on", "reject")
    team = ("casework:board", *(f"casework:signal-{page}" for page in decided))
    signals = ("casework:signals",)
    given, has_given = ("casework:given-task",), policies.may_open_given_tasks
    add_to_menu(MenuEntry(_("Today"), "calendar", "casework:today", policies.may_open_today, 5))
    add_to_menu(MenuEntry(_("Tasks"), "list", "casework:given-tasks", has_given, 5, given))
    add_to_menu(MenuEntry(_("Team"), "team", "casework:board", policies.may_open_board, 7, team))
    add_to_menu(MenuEntry(_("Referrals"), "hand", "casework:referrals", policies.may_open_referrals, 8))
    add_to_menu(
        MenuEntry(_("Signals"), "bell", "casework:signals", policies.may_see_signals_in_menu, 8, signals)
    )
    add_to_menu(MenuEntry(_("Partners"), "hand", "casework:partners", policies.may_bring_partners, 92))
    add_to_menu(MenuEntry(_("Reach"), "school", "casework:reach", policies.may_open_reach, 9))
    add_to_menu(
        MenuEntry(_("Decisions"), "law", "casework:case-proposals", policies.may_settle_proposals, 75)
    )
