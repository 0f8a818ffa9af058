"""What the product is put together from: applications, middleware and templates, in their order."""

from __future__ import annotations

OURS = [
    "difference.web",
    "difference.foundations.audit",
    "difference.foundations.access",
    "difference.foundations.jobs",
    "difference.foundations.mail",
    "difference.foundations.documents",
    "difference.foundations.operations",
    "difference.foundations.people",
    "difference.foundations.concerns",
    "difference.foundations.rights",
    "difference.foundations.schools",
    "difference.sector.observatory",
    "difference.programme.cohorts",
    "difference.programme.recruitment",
    "difference.programme.equality",
    "difference.programme.placement",
    "difference.programme.training",
    "difference.programme.careers",
    "difference.programme.evidence",
    "difference.pages",
    "difference.api",
    "difference.demo",
]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_tasks",
    "django_tasks_db",
    *OURS,
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
]

MIDDLEWARE = [
    "difference.foundations.operations.middleware.RequestLog",
    "difference.api.middleware.JsonUnderApi",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "difference.foundations.access.middleware.ErrorPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "difference.foundations.people.middleware.WhoIsThis",
    "difference.foundations.people.middleware.AttemptLimits",
    "difference.foundations.access.middleware.DeclaredOnly",
    "difference.foundations.people.middleware.StrongSignIn",
]

ROOT_URLCONF = "difference.pages.urls"
WSGI_APPLICATION = "difference.pages.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["difference.web.templatetags.kit", "django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "difference.pages.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "difference.web.forms.renderer.KitRenderer"

TASKS = {"default": {"BACKEND": "difference.foundations.jobs.queue.Queue", "QUEUES": ["default", "heavy"]}}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
