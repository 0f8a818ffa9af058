"""Downward only, also where imports do not show it: foreign keys, and the order within foundations and the programme."""

import pytest
from django.apps import apps

pytestmark = pytest.mark.once
# From the bottom up. A foreign key (its reverse name included) never points to something later in the list.
ORDER = [
    "foundations.audit",
    "foundations.access",
    "foundations.lifecycles",
    "foundations.jobs",
    "foundations.mail",
    "foundations.documents",
    "foundations.operations",
    "foundations.people",
    "foundations.concerns",
    "foundations.rights",
    "foundations.schools",
    "sector",
    "programme.cohorts",
    "programme.recruitment",
    "programme.equality",
    "programme.placement",
    "programme.training",
    "programme.careers",
    "programme.evidence",
    "pages",
    "api",
    "demo",
]


def rank(model):
    module = model.__module__.removeprefix("difference.")
    return next((place for place, prefix in enumerate(ORDER) if module.startswith(prefix)), None)


def test_every_application_of_ours_has_its_place():
    assert [model.__name__ for model in apps.get_models() if model.__module__.startswith("difference.") and rank(model) is None] == []


def test_no_foreign_key_points_upwards():
    upward = [
        f"{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for model in apps.get_models()
        if model.__module__.startswith("difference.")
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and rank(field.related_model) is not None and rank(field.related_model) > rank(model)
    ]
    assert upward == []
