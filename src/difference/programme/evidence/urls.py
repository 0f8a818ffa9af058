"""The addresses of the pages of evidence. The public ones come last: their names are those of practices."""

from django.urls import path

from difference.programme.evidence.views import numbers, own, planning, project, public, staff

app_name = "evidence"

urlpatterns = [
    # Whoever does a project, and their school
    path("my-projects/", own.mine, name="my-projects"),
    path("my-projects/new/", planning.new, name="new"),
    path("school-projects/", own.in_school, name="school-projects"),
    path("projects/<uuid:project_id>/", project.project, name="project"),
    path("projects/<uuid:project_id>/protocol.json", project.protocol, name="protocol"),
    path("projects/<uuid:project_id>/change/", planning.change, name="change"),
    path("projects/<uuid:project_id>/register/", planning.register, name="register"),
    path("projects/<uuid:project_id>/numbers/", numbers.record, name="record"),
    path("projects/<uuid:project_id>/analyse/", numbers.analyse, name="analyse"),
    path("projects/<uuid:project_id>/abandon/", planning.abandon, name="abandon"),
    # Evidence staff
    path("projects/", staff.board, name="board"),
    path("projects/<uuid:project_id>/report/", staff.report, name="report"),
    path("projects/<uuid:project_id>/send-back/", staff.send_back, name="send-back"),
    # Everybody
    path("", public.index, name="index"),
    path("practices.csv", public.practices_csv, name="practices-csv"),
    path("<slug:slug>/", public.practice, name="practice"),
    path("<slug:slug>/projects.csv", public.projects_csv, name="projects-csv"),
]
