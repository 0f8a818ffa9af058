"""The addresses of selection: rounds, assessing, deciding, offers. Included by `urls` into its namespace."""

from django.urls import path

from difference.programme.recruitment.views import assessing, deciding, offers, rounds, scores

urlpatterns = [
    path("selection/", rounds.index, name="selection"),
    path("selection/cohorts/<uuid:cohort_id>/", rounds.cohort, name="selection-of"),
    path("selection/cohorts/<uuid:cohort_id>/new-round/", rounds.plan, name="plan-round"),
    path("selection/cohorts/<uuid:cohort_id>/deciding/", deciding.deciding, name="deciding"),
    path("selection/cohorts/<uuid:cohort_id>/finish/", deciding.finish_all, name="finish-all"),
    path("selection/cohorts/<uuid:cohort_id>/pending/", deciding.pending, name="pending"),
    path("selection/cohorts/<uuid:cohort_id>/publish/", deciding.publish, name="publish"),
    path("selection/cohorts/<uuid:cohort_id>/places/", deciding.places, name="places"),
    path("selection/rounds/<uuid:round_id>/", rounds.one, name="round"),
    path("selection/rounds/<uuid:round_id>/change/", rounds.change, name="change-round"),
    path("selection/rounds/<uuid:round_id>/share/", rounds.share, name="share-out"),
    path("selection/rounds/<uuid:round_id>/assessors/", rounds.loads, name="loads"),
    path("selection/rounds/<uuid:round_id>/applications/<uuid:application_id>/", scores.scores, name="scores"),
    path("selection/rounds/<uuid:round_id>/applications/<uuid:application_id>/give/", scores.give, name="give"),
    path("selection/rounds/<uuid:round_id>/applications/<uuid:application_id>/finish/", scores.finish, name="finish-assessment"),
    path("selection/assessments/<uuid:assessment_id>/take-back/", scores.take_back, name="take-back"),
    path("selection/applications/<uuid:application_id>/propose/", deciding.propose, name="propose"),
    path("selection/applications/<uuid:application_id>/conflict/", scores.conflict, name="staff-conflict"),
    path("selection/decisions/<uuid:decision_id>/discard/", deciding.discard, name="discard-decision"),
    path("assessing/", assessing.queue, name="queue"),
    path("assessing/<uuid:assessment_id>/", assessing.assess, name="assess"),
    path("assessing/<uuid:assessment_id>/declare/", assessing.declare, name="declare"),
    path("assessing/<uuid:assessment_id>/recognise/", assessing.recognise, name="recognise"),
    path("applications/<uuid:application_id>/decision/", offers.decision, name="decision"),
    path("applications/<uuid:application_id>/offer/", offers.offer, name="offer"),
    path("applications/<uuid:application_id>/offer/accept/", offers.accept, name="accept-offer"),
    path("applications/<uuid:application_id>/offer/decline/", offers.decline, name="decline-offer"),
]
