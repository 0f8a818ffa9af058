"""Registers the kit with Django, so that its templates, tags and form widgets are found."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The kit as a Django app, without models."""

    name = "difference.web"
    label = "web"
    verbose_name = "Page kit"
