"""The addresses of the pages of careers."""

from django.urls import path

from difference.programme.careers.views import alumnus, board, fitting, introduction, profile, school

app_name = "careers"

urlpatterns = [
    # Alumni
    path("vacancies/", alumnus.vacancies, name="vacancies"),
    path("vacancies/<uuid:vacancy_id>/", alumnus.vacancy, name="vacancy"),
    path("vacancies/<uuid:vacancy_id>/ask/", alumnus.ask, name="ask"),
    path("my-profile/", profile.mine, name="my-profile"),
    path("my-profile/change/", profile.write, name="write-profile"),
    path("my-profile/hidden/", profile.hidden, name="hidden"),
    path("my-profile/hidden/add/", profile.hide, name="hide"),
    path("my-profile/hidden/remove/", profile.show, name="show-again"),
    # Schools that offer vacancies; staff see those that have been opened
    path("our-vacancies/", school.our_vacancies, name="our-vacancies"),
    path("our-vacancies/<int:urn>/new/", school.write, name="write-vacancy"),
    path("offered/<uuid:vacancy_id>/", school.our_vacancy, name="our-vacancy"),
    path("offered/<uuid:vacancy_id>/change/", school.change, name="change-vacancy"),
    path("offered/<uuid:vacancy_id>/open/", school.open_now, name="open-vacancy"),
    path("offered/<uuid:vacancy_id>/close/", school.close, name="close-vacancy"),
    path("offered/<uuid:vacancy_id>/who-fits/", fitting.who_fits, name="who-fits"),
    path("offered/<uuid:vacancy_id>/who-fits/<uuid:handle>/ask/", fitting.ask, name="ask-alumnus"),
    path("offered/<uuid:vacancy_id>/who-fits/<uuid:handle>/suggest/", fitting.suggest, name="suggest"),
    # Both sides of an introduction
    path("introductions/<uuid:introduction_id>/", introduction.introduction, name="introduction"),
    path("introductions/<uuid:introduction_id>/ask/", introduction.ask, name="take-up"),
    path("introductions/<uuid:introduction_id>/accept/", introduction.accept, name="accept"),
    path("introductions/<uuid:introduction_id>/talking/", introduction.interview, name="interview"),
    path("introductions/<uuid:introduction_id>/appointed/", introduction.appoint, name="appoint"),
    path("introductions/<uuid:introduction_id>/decline/", introduction.decline, name="decline"),
    # Careers staff
    path("", board.board, name="board"),
]
