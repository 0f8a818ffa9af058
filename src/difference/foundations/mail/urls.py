"""Addresses of the outbox."""

from django.urls import path

from difference.foundations.mail import views

app_name = "mail"
urlpatterns = [
    path("", views.outbox, name="outbox"),
    path("health/", views.health, name="health"),
    path("letters/<uuid:letter_id>/", views.letter, name="letter"),
    path("batches/<uuid:batch_id>/", views.batch, name="batch"),
    path("batches/<uuid:batch_id>/discard/", views.discard, name="discard"),
]
