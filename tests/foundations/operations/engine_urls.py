"""The whole product with the engine room's pages, wherever they have not been included yet."""

from django.urls import include, path

from difference.pages.urls import urlpatterns as whole_product

WANTED = {
    "jobs/": "difference.foundations.jobs.urls",
    "outbox/": "difference.foundations.mail.urls",
    "documents/": "difference.foundations.documents.urls",
    "": "difference.foundations.operations.urls",
}
_there = {getattr(getattr(pattern, "urlconf_name", None), "__name__", "") for pattern in whole_product}
urlpatterns = [*whole_product, *(path(route, include(module)) for route, module in WANTED.items() if module not in _there)]
handler404 = "difference.web.errors.handler404"
handler500 = "difference.web.errors.handler500"
