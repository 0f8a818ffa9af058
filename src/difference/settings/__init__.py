"""Django's settings, made from the environment. Nothing of ours imports this; it is reached through `django.conf`."""

from __future__ import annotations

import os
import sys

from difference.settings.applications import *  # noqa: F403
from difference.settings.env import SettingsError
from difference.settings.logging import *  # noqa: F403
from difference.settings.security import *  # noqa: F403
from difference.settings.sign_in import *  # noqa: F403
from difference.settings.values import CHECKOUT, read

try:
    VALUES = read(os.environ)
except SettingsError as error:
    print(error, file=sys.stderr)
    raise SystemExit(2) from None

MODE = VALUES.mode
HOME = VALUES.home
DEBUG = VALUES.debug
SECRET_KEY = VALUES.secret_key
ALLOWED_HOSTS = VALUES.hosts
DEMO_SIGN_IN = VALUES.demo_sign_in
DEMO_CALENDAR = VALUES.demo_calendar
ADDRESS = VALUES.address
SCANNER = VALUES.scanner
CHARITY, CHARITY_ADDRESS, CONTACT = VALUES.charity, VALUES.charity_address, VALUES.contact
TRUSTED_PROXIES = VALUES.trusted_proxies

DATABASES = {"default": VALUES.database}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}}

DEFAULT_FROM_EMAIL = SERVER_EMAIL = VALUES.mail_from
EMAIL_HOST, EMAIL_PORT = VALUES.mail.host, VALUES.mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = VALUES.mail.name, VALUES.mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = VALUES.mail.start_tls, VALUES.mail.tls
EMAIL_TIMEOUT = 20

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = VALUES.secure_cookies
SECURE_SSL_REDIRECT = MODE == "production"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if MODE == "production" else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = MODE == "production"
if VALUES.trusted_proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = [VALUES.address] if VALUES.address.startswith("https://") else []

STATIC_URL = "/static/"
STATIC_ROOT = CHECKOUT / "build" / "static"
STATICFILES_DIRS = [CHECKOUT / "build" / "frontend"] if (CHECKOUT / "build" / "frontend").exists() else []
MEDIA_ROOT = HOME / "documents"
