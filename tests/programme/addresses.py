"""The product's addresses with those of cohorts, recruitment and equality monitoring, where the root has not got them yet."""

from django.urls import include, path

from difference.pages import urls
from difference.pages.urls import handler400, handler403, handler404, handler500

MORE = {
    "cohorts": path("cohorts/", include("difference.programme.cohorts.urls")),
    "recruitment": path("recruitment/", include("difference.programme.recruitment.urls")),
    "equality": path("equality/", include("difference.programme.equality.urls")),
}
present = {getattr(pattern, "namespace", None) for pattern in urls.urlpatterns}
urlpatterns = [*urls.urlpatterns, *(pattern for name, pattern in MORE.items() if name not in present)]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
