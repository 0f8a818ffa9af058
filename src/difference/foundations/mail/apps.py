"""Registers mail with Django."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """The outbox, bulk letters and bounces."""

    name = "difference.foundations.mail"
    label = "mail"
