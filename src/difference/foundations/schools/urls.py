"""The addresses of the pages about schools."""

from django.urls import path

from difference.foundations.schools.views import finding, importing, successor

app_name = "schools"

urlpatterns = [
    path("", finding.search, name="search"),
    path("regions/", finding.regions, name="regions"),
    path("imports/", importing.imports, name="imports"),
    path("imports/new/", importing.upload, name="upload"),
    path("imports/confirm/", importing.confirm, name="confirm"),
    path("imports/<uuid:key>/", importing.one_import, name="one-import"),
    path("<int:urn>/", finding.school, name="school"),
    path("<int:urn>/successor/", successor.successor, name="successor"),
]
