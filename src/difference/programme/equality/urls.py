"""The addresses of the pages of equality monitoring."""

from django.urls import path

from difference.programme.equality import views

app_name = "equality"

urlpatterns = [
    path("applications/<uuid:application_id>/", views.answers, name="answers"),
    path("applications/<uuid:application_id>/erase/", views.erase, name="erase"),
    path("cohorts/<uuid:cohort_id>/", views.counts, name="counts"),
    path("cohorts/<uuid:cohort_id>/outcomes/", views.outcomes, name="outcomes"),
]
