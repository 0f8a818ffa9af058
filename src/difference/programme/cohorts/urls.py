"""The addresses of the pages of cohorts."""

from django.urls import path

from difference.programme.cohorts import views

app_name = "cohorts"

urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.make, name="make"),
    path("<uuid:cohort_id>/", views.cohort, name="cohort"),
    path("<uuid:cohort_id>/change/", views.change, name="change"),
]
