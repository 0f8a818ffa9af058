"""The addresses of sessions, coaching and cases of extenuating circumstances."""

from django.urls import path

from difference.programme.training.views import circumstances, coaching, coachings, deciding_cases, notes, planning, sessions

urlpatterns = [
    # Extenuating circumstances
    path("circumstances/", circumstances.mine, name="cases"),
    path("circumstances/new/<uuid:enrolment_id>/", circumstances.write, name="write-case"),
    path("circumstances/waiting/", deciding_cases.queue, name="case-queue"),
    path("circumstances/<uuid:case_id>/", circumstances.case, name="case"),
    path("circumstances/<uuid:case_id>/change/", circumstances.change, name="change-case"),
    path("circumstances/<uuid:case_id>/send/", circumstances.submit, name="submit-case"),
    path("circumstances/<uuid:case_id>/withdraw/", circumstances.withdraw, name="withdraw-case"),
    path("circumstances/<uuid:case_id>/evidence/", circumstances.add_evidence, name="add-evidence"),
    path("circumstances/<uuid:case_id>/evidence/<uuid:document_id>/remove/", circumstances.remove_evidence, name="remove-evidence"),
    path("circumstances/<uuid:case_id>/decide/", deciding_cases.decide, name="decide-case"),
    path("cohorts/<uuid:cohort_id>/extensions/", deciding_cases.extensions, name="extensions"),
    # Sessions
    path("sessions/", sessions.mine, name="sessions"),
    path("sessions/calendar.ics", sessions.calendar, name="calendar"),
    path("sessions/led/", sessions.led, name="led"),
    path("sessions/planned/", planning.planned, name="planned"),
    path("sessions/<uuid:session_id>/", sessions.session, name="session"),
    path("sessions/<uuid:session_id>/change/", planning.change, name="change-session"),
    path("sessions/<uuid:session_id>/expected/", planning.expect, name="expect"),
    path("sessions/<uuid:session_id>/cancel/", planning.cancel, name="cancel-session"),
    path("sessions/<uuid:session_id>/register/", planning.register, name="register"),
    path("cohorts/<uuid:cohort_id>/sessions/new/", planning.plan, name="plan-session"),
    path("cohorts/<uuid:cohort_id>/absences/", planning.absences, name="absences"),
    path("enrolments/<uuid:enrolment_id>/follow-up/", planning.follow_up, name="follow-up"),
    # Coaching
    path("coaching/", coaching.coached, name="coached"),
    path("coaching/mine/", coaching.my_coach, name="my-coach"),
    path("coaching/<uuid:enrolment_id>/", coaching.together, name="together"),
    path("coaching/<uuid:enrolment_id>/meet/", coaching.meet, name="meet"),
    path("coaching/<uuid:enrolment_id>/note/", notes.write_note, name="write-note"),
    path("coaching/<uuid:enrolment_id>/reflection/", notes.reflect, name="reflect"),
    path("coaching/<uuid:enrolment_id>/goal/", notes.set_goal, name="set-goal"),
    path("notes/<uuid:note_id>/change/", notes.change_reflection, name="change-reflection"),
    path("notes/<uuid:note_id>/share/", notes.share, name="share-reflection"),
    path("notes/<uuid:note_id>/remove/", notes.remove, name="remove-note"),
    path("goals/<uuid:goal_id>/change/", notes.change_goal, name="change-goal"),
    path("goals/<uuid:goal_id>/reached/", notes.reach_goal, name="reach-goal"),
    path("goals/<uuid:goal_id>/take-off/", notes.drop_goal, name="drop-goal"),
    path("cohorts/<uuid:cohort_id>/coaches/", coachings.coachings, name="coachings"),
    path("enrolments/<uuid:enrolment_id>/coach/", coachings.name_coach, name="name-coach"),
    path("enrolments/<uuid:enrolment_id>/coach/end/", coachings.end_coaching, name="end-coaching"),
]
