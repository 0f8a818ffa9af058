"""The addresses of concerns: raising one stands at the root, the leads' pages under `concerns:`."""

from django.urls import include, path

from difference.foundations.concerns.views import leads, raising

for_leads = [
    path("", leads.index, name="index"),
    path("<uuid:concern_id>/", leads.one, name="one"),
    path("<uuid:concern_id>/take/", leads.take, name="take"),
    path("<uuid:concern_id>/note/", leads.note, name="note"),
    path("<uuid:concern_id>/close/", leads.close, name="close"),
]

urlpatterns = [
    path("raise-a-concern/", raising.raise_concern, name="concern"),
    path("raise-a-concern/thanks/<uuid:concern_id>/", raising.thanks, name="concern-thanks"),
    path("concerns/", include((for_leads, "concerns"))),
]
