"""Every address of the product."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import URLPattern, URLResolver, include, path

from difference.pages import views


def in_one_transaction(module: str) -> list[Any]:
    """A library's routes, each of whose views runs in one transaction, so that nothing of theirs is ever half-written."""
    urlpatterns: list[Any] = list(import_module(module).urlpatterns)

    def wrap(patterns: list[Any]) -> None:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                wrap(pattern.url_patterns)
            elif isinstance(pattern, URLPattern):
                pattern.callback = transaction.atomic(pattern.callback)

    wrap(urlpatterns)
    return urlpatterns


urlpatterns = [
    path("", views.start, name="start"),
    path("home/", views.home, name="home"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("cookies/", views.cookies, name="cookies"),
    path("licence-and-sources/", views.licence, name="licence"),
    path("who-may-do-what/", views.who_may_do_what, name="who-may-do-what"),
    path("", include("difference.foundations.operations.urls")),
    path("", include("difference.foundations.concerns.urls")),
    path("", include("difference.foundations.rights.urls")),
    path("jobs/", include("difference.foundations.jobs.urls")),
    path("outbox/", include("difference.foundations.mail.urls")),
    path("documents/", include("difference.foundations.documents.urls")),
    path("schools/", include("difference.foundations.schools.urls")),
    path("observatory/", include("difference.sector.observatory.urls")),
    path("cohorts/", include("difference.programme.cohorts.urls")),
    path("recruitment/", include("difference.programme.recruitment.urls")),
    path("equality/", include("difference.programme.equality.urls")),
    path("placement/", include("difference.programme.placement.urls")),
    path("training/", include("difference.programme.training.urls")),
    path("careers/", include("difference.programme.careers.urls")),
    path("evidence/", include("difference.programme.evidence.urls")),
    path("people/", include("difference.foundations.people.urls")),
    path("api/", include("difference.api.urls")),
    path("account/", include(in_one_transaction("allauth.account.urls"))),
    path("account/second-factor/", include(in_one_transaction("allauth.mfa.urls"))),
]

if settings.DEMO_SIGN_IN or settings.DEMO_CALENDAR:
    urlpatterns.append(path("demo/", include("difference.demo.urls")))

handler400 = "difference.web.errors.handler400"
handler403 = "difference.web.errors.handler403"
handler404 = "difference.web.errors.handler404"
handler500 = "difference.web.errors.handler500"
