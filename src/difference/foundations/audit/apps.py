"""Registers the audit with Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The append-only record of what was done and what was seen."""

    name = "difference.foundations.audit"
    label = "audit"
