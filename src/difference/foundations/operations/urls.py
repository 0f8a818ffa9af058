"""Addresses of health. Include at the root: the address that machines ask has no stroke at its end."""

from django.urls import path

from difference.foundations.operations import views

app_name = "operations"
urlpatterns = [
    path("health", views.ask, name="ask"),
    path("health/", views.details, name="health"),
]
