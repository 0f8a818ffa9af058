"""The addresses of references and safer-recruitment checks, to be included in the namespace `recruitment`."""

from django.urls import path

from difference.programme.recruitment.views import checks, referee, references, testimonies

urlpatterns = [
    path("reference/link/<str:token>/", referee.open_link, name="reference-link"),
    path("reference/<uuid:reference_id>/", referee.give, name="give-reference"),
    path("reference/<uuid:reference_id>/send/", referee.send, name="send-reference"),
    path("reference/<uuid:reference_id>/rather-not/", referee.decline, name="decline-reference"),
    path("references/", references.index, name="references"),
    path("references/ask/<uuid:cohort_id>/", references.ask_all, name="ask-references"),
    path("references/<uuid:reference_id>/", references.one, name="reference"),
    path("references/<uuid:reference_id>/ask/", references.ask, name="ask-reference"),
    path("references/<uuid:reference_id>/referee/", references.name, name="name-referee"),
    path("references/<uuid:reference_id>/read/", testimonies.read, name="read-reference"),
    path("references/<uuid:reference_id>/call/", testimonies.verify, name="verify-reference"),
    path("references/<uuid:reference_id>/call/undo/", testimonies.undo, name="undo-verification"),
    path("checks/", checks.index, name="checks"),
    path("checks/<uuid:application_id>/", checks.one, name="checks-of"),
    path("checks/<uuid:application_id>/<slug:key>/", checks.note, name="note-check"),
    path("checks/<uuid:application_id>/<slug:key>/undo/", checks.undo, name="undo-check"),
]
