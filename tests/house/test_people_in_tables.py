"""Every table about people is in somebody's own copy, in the erasing and in the keeping, or says why not."""

import pytest
from django.apps import apps
from django.db import models

from nabij.audit.types import Registered, registered

OURS = {config.label for config in apps.get_app_configs() if config.name.startswith("nabij.")}
PEOPLE = {"registry.Person", "registry.Household"}
NUMBERS = {"subject", "subject_number", "person", "household", "identity"}


def points_at_people(model: type[models.Model]) -> bool:
    """Whether rows of this model are about a person or household: by a key, or by the number of a subject."""
    if model._meta.label in PEOPLE:
        return True
    fields = [*model._meta.fields, *model._meta.local_many_to_many]
    return any(
        (field.remote_field is not None and leads_to(field) in PEOPLE)
        or (isinstance(field, models.UUIDField) and field.name in NUMBERS)
        for field in fields
    )


def leads_to(field: models.Field) -> str:
    """Return the label of the model that a key points at."""
    target = field.related_model
    return target if isinstance(target, str) else target._meta.label


def about_people() -> list[str]:
    return sorted(
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in OURS and points_at_people(model)
    )


def not_said(model: str, known: Registered) -> list[str]:
    """Return what is not said yet about a model with people in it."""
    if model in known.exempt:
        return []
    said = {
        "register_own_copy": {one for named, _ in known.own_copies.values() for one in named},
        "register_erasure": {one for named, _ in known.erasures.values() for one in named},
        "register_retention": {one for kept in known.retention.values() for one in kept.models},
    }
    return [place for place, named in said.items() if model not in named]


@pytest.mark.parametrize("model", about_people())
def test_a_table_about_people_is_copied_erased_and_kept_to_a_term(model: str) -> None:
    missing = not_said(model, registered)
    assert not missing, (
        f"{model} holds something about people, but no app names it in {' and '.join(missing)}. Do so in the "
        "ready() of its apps.py (see nabij.audit.types.extension), or say with register_exempt why not."
    )


def test_what_is_registered_names_models_that_exist() -> None:
    named = {
        *registered.exempt,
        *(one for models_, _ in registered.own_copies.values() for one in models_),
        *(one for models_, _ in registered.erasures.values() for one in models_),
        *(one for kept in registered.retention.values() for one in kept.models),
    }
    assert named <= {model._meta.label for model in apps.get_models(include_auto_created=True)}


def test_the_log_is_known_to_be_about_people() -> None:
    assert "audit.Line" in about_people()


def test_a_forgotten_table_is_named_with_the_places_where_it_is_missing() -> None:
    known = Registered()
    assert not_said("demo.Thing", known) == ["register_own_copy", "register_erasure", "register_retention"]
    known.exempt["demo.Thing"] = "a reason"
    assert not_said("demo.Thing", known) == []
