"""A mail server for the tests of mail, and kinds of letter of their own."""

import pytest

from difference.foundations.mail import kinds
from tests.foundations.mail.smtp_server import MailServer

kinds.register("tests.news", "News for applicants", function="recruitment")
kinds.register("tests.link", "A link that signs somebody in", function="recruitment", secret=True)


@pytest.fixture
def server(settings):
    made = MailServer()
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", made.port, 5
    settings.EMAIL_HOST_USER, settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = "", False, False
    settings.DEFAULT_FROM_EMAIL, settings.ADDRESS = "Différence <no-reply@difference.example>", "https://difference.example"
    yield made
    made.close()
