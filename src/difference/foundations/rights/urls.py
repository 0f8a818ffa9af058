"""The addresses of data rights: the public page stands at the root, the rest under `rights:`."""

from django.urls import include, path

from difference.foundations.rights.views import deciding, holds, mine, public, register

inner = [
    path("", mine.mine, name="mine"),
    path("copy/", mine.copy, name="copy"),
    path("erase/", mine.erase_me, name="erase-me"),
    path("ask/", mine.ask, name="ask"),
    path("take-back/<uuid:request_id>/", mine.take_back, name="take-back"),
    path("requests/", register.requests, name="requests"),
    path("requests/new/", register.write_down, name="register"),
    path("requests/<uuid:request_id>/", deciding.one, name="request"),
    path("requests/<uuid:request_id>/copy/", deciding.prepare, name="prepare"),
    path("requests/<uuid:request_id>/erase/", deciding.erase, name="erase"),
    path("requests/<uuid:request_id>/refuse/", deciding.refuse, name="refuse"),
    path("requests/<uuid:request_id>/answer/", deciding.answer, name="answer"),
    path("requests/<uuid:request_id>/more-time/", deciding.extend, name="extend"),
    path("holds/", holds.holds, name="holds"),
    path("holds/on/<uuid:person_id>/", holds.place, name="place-hold"),
    path("holds/<uuid:hold_id>/lift/", holds.lift, name="lift-hold"),
]

urlpatterns = [
    path("how-long-we-keep-what/", public.retention, name="retention"),
    path("rights/", include((inner, "rights"))),
]
