"""The addresses of the pages of recruitment. Selection’s stand in `urls_selection`."""

from django.urls import path

from difference.programme.recruitment.urls_references import urlpatterns as references
from difference.programme.recruitment.urls_selection import urlpatterns as selection
from difference.programme.recruitment.views import candidate, checking, sending, staff_list, staff_one, writing

app_name = "recruitment"

urlpatterns = [
    path("check/", checking.check, name="check"),
    path("", candidate.mine, name="mine"),
    path("apply/<uuid:cohort_id>/", candidate.apply, name="apply"),
    path("applications/<uuid:application_id>/", candidate.application, name="application"),
    path("applications/<uuid:application_id>/answers/", candidate.answers, name="answers"),
    path("applications/<uuid:application_id>/sections/<slug:key>/", writing.section, name="section"),
    path("applications/<uuid:application_id>/send/", sending.send, name="send"),
    path("applications/<uuid:application_id>/sent/", candidate.receipt, name="receipt"),
    path("applications/<uuid:application_id>/withdraw/", sending.withdraw, name="withdraw"),
    path("applications/<uuid:application_id>/look-again/", sending.look_again, name="look-again"),
    path("cohorts/", staff_list.cohorts, name="cohorts"),
    path("cohorts/<uuid:cohort_id>/", staff_list.applications, name="applications"),
    path("candidates/<uuid:application_id>/", staff_one.candidate, name="candidate"),
    path("candidates/<uuid:application_id>/adjustments/", staff_one.adjustments, name="adjustments"),
    path("candidates/<uuid:application_id>/take-in/", staff_one.take_in, name="take-in"),
    path("candidates/<uuid:application_id>/not-eligible/", staff_one.find_ineligible, name="find-ineligible"),
    path("candidates/<uuid:application_id>/go-on/", staff_one.overrule, name="overrule"),
    *references,
    *selection,
]
