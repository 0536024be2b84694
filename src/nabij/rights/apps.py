from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RightsConfig(AppConfig):
    """Rights for residents."""

    name = "nabij.rights"
    label = "rights"

    def ready(self) -> None:
        """Hang the rights on the page of a household; say what is kept about people, and for how long."""
        from nabij.audit.types import RetentionClass, register_erasure, register_own_copy, register_retention
        from nabij.directory.types import register_towns
        from nabij.kernel.running import register_append_only
        from nabij.registry.types import Panel, register_panel
        from nabij.rights import panels
        from nabij.rights.actions import keeping
        from nabij.rights.panels import rights_and_facts

        register_towns(panels.towns_in_words)
        register_panel(Panel("rights", 10, "rights/household_panel.html", rights_and_facts))
        register_append_only("rights_fact", "rights_replacement", can_be_erased=True)
        models = ("rights.Fact", "rights.Replacement")
        register_own_copy("rights", models=models, gather=keeping.facts_of_subject)
        register_erasure("rights", models=models, erase=keeping.erase_facts)
        register_retention(
            RetentionClass(
                code="rights.facts",
                title=_("Facts for the rights of a household"),
                models=models,
                term_months=keeping.TERM_MONTHS,
                counted_from=_("The day on which it stopped counting, or something newer took its place."),
                legal_reason=_(
                    "No longer than needed (GDPR, art. 5, 1, e). The town chooses the term: a decision "
                    "that rested on the fact can be looked at again for so long."
                ),
                find_due=keeping.facts_past_term,
                remove=keeping.remove_facts,
            )
        )
