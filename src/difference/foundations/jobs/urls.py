"""Addresses of the jobs pages."""

from django.urls import path

from difference.foundations.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.index, name="index"),
    path("<uuid:job_id>/", views.one, name="one"),
]
