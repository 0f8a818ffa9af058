"""The addresses of the pages of training."""

from django.urls import path

from difference.programme.training import urls_support
from difference.programme.training.views import board, certificate, cohort, curriculum, enrolment, examinations, marking, moderating, own, work

app_name = "training"

urlpatterns = [
    # Anyone
    path("curriculum/", curriculum.curriculum, name="curriculum"),
    path("certificate/", certificate.check, name="certificate"),
    # Participants
    path("mine/", own.mine, name="mine"),
    path("mine/modules/<uuid:result_id>/", own.module, name="module"),
    path("mine/modules/<uuid:result_id>/<slug:component>/hand-in/", work.hand_in, name="hand-in"),
    path("mine/receipts/<uuid:submission_id>/", work.receipt, name="receipt"),
    path("mine/awards/<uuid:award_id>/", own.award, name="award"),
    # Training and examinations staff
    path("cohorts/", cohort.cohorts, name="cohorts"),
    path("cohorts/<uuid:cohort_id>/", cohort.cohort, name="cohort"),
    path("cohorts/<uuid:cohort_id>/fetch/", cohort.fetch, name="fetch"),
    path("enrolments/<uuid:enrolment_id>/", enrolment.enrolment, name="enrolment"),
    path("enrolments/<uuid:enrolment_id>/pause/", enrolment.defer, name="defer"),
    path("enrolments/<uuid:enrolment_id>/go-on/", enrolment.resume, name="resume"),
    path("enrolments/<uuid:enrolment_id>/leave/", enrolment.withdraw, name="withdraw"),
    path("results/<uuid:result_id>/<slug:component>/not-handed-in/", enrolment.note_missing, name="note-missing"),
    # Safeguarding leads
    path("withdrawals/", enrolment.withdrawals, name="withdrawals"),
    path("withdrawals/<uuid:enrolment_id>/", enrolment.withdrawal, name="withdrawal"),
    # Markers and moderators
    path("marking/", marking.queue, name="marking"),
    path("marking/<uuid:marking_id>/", marking.mark, name="mark"),
    path("marking/<uuid:marking_id>/work/", marking.work, name="mark-work"),
    path("marking/<uuid:marking_id>/conflict/", marking.conflict, name="conflict"),
    path("moderation/<uuid:marking_id>/", moderating.moderate, name="moderate"),
    path("moderation/<uuid:marking_id>/work/", moderating.work, name="moderate-work"),
    # Examinations staff
    path("examinations/<uuid:cohort_id>/", examinations.examinations, name="examinations"),
    path("examinations/<uuid:cohort_id>/<slug:module>/give-out/", examinations.allot, name="allot"),
    path("examinations/given-out/<uuid:marking_id>/take-back/", examinations.take_back, name="take-back"),
    path("examinations/<uuid:cohort_id>/boards/<slug:on>/hold/", board.hold, name="hold-board"),
    path("boards/<uuid:board_id>/", board.board, name="board"),
    path("boards/<uuid:board_id>/confirm/", board.confirm, name="confirm-board"),
    path("boards/<uuid:board_id>/release/", board.release, name="release-board"),
]

# Sessions, coaching and extenuating circumstances
urlpatterns += urls_support.urlpatterns
