"""The addresses of the demonstration. They do not exist in production."""

from django.conf import settings
from django.urls import path

from difference.demo import views

app_name = "demo"

urlpatterns = []
if settings.DEMO_SIGN_IN:
    urlpatterns += [
        path("", views.sign_in_as, name="personas"),
        path("outbox/", views.outbox, name="outbox"),
        path("outbox/<uuid:letter_id>/", views.letter, name="letter"),
        path("referee/", views.come_as_referee, name="referee"),
        path("sign-in/<slug:key>/", views.become, name="become"),
    ]
if settings.DEMO_CALENDAR:
    urlpatterns += [path("calendar/", views.move_calendar, name="calendar")]
