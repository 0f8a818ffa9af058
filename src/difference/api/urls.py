"""The addresses of the public API and of its guide."""

from django.urls import path

from difference.api import doors, views
from difference.api.v1 import api

app_name = "api"

_patterns, _app, _space = api.urls

urlpatterns = [
    path("", views.guide, name="guide"),
    path("v1/", (doors.declared(_patterns), "v1", _space)),
]
