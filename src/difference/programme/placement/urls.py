"""The addresses of the pages of placement."""

from django.urls import path

from difference.programme.placement.views import (
    board,
    candidate,
    certificates,
    cold_spots,
    commuting,
    handling,
    host,
    host_posts,
    host_ranking,
    match,
    matching,
    moving,
    pairs,
    rounds,
    years,
)

app_name = "placement"

urlpatterns = [
    # Host schools
    path("our-posts/", host.our_posts, name="our-posts"),
    path("our-posts/<uuid:cohort_id>/<int:urn>/interest/", host.interest, name="interest"),
    path("our-posts/<uuid:cohort_id>/<int:urn>/new/", host_posts.write, name="write-post"),
    path("posts/<uuid:post_id>/", host_posts.post, name="post"),
    path("posts/<uuid:post_id>/change/", host_posts.change, name="change-post"),
    path("posts/<uuid:post_id>/send-in/", host_posts.submit, name="submit-post"),
    path("posts/<uuid:post_id>/confirm/", host_posts.confirm, name="confirm-post"),
    path("posts/<uuid:post_id>/withdraw/", host_posts.withdraw, name="withdraw-post"),
    path("posts/<uuid:post_id>/candidates/", host_ranking.candidates, name="candidates"),
    # Whoever has a place
    path("my-posts/", candidate.mine, name="my-posts"),
    path("my-posts/<uuid:cohort_id>/rank/", candidate.rank, name="rank-posts"),
    path("my-posts/<uuid:cohort_id>/commute/", commuting.commute, name="commute"),
    # Certificates
    path("my-posts/<uuid:cohort_id>/certificate.json", certificates.own, name="own-certificate"),
    path("posts/<uuid:post_id>/certificate.json", certificates.of_post, name="post-certificate"),
    path("check-certificate/", certificates.check, name="check-certificate"),
    # Both sides of a match
    path("matches/<uuid:placement_id>/", match.placement, name="placement"),
    path("matches/<uuid:placement_id>/accept/", match.accept, name="accept-match"),
    path("matches/<uuid:placement_id>/decline/", match.decline, name="decline-match"),
    path("matches/<uuid:placement_id>/challenge/", moving.challenge, name="challenge"),
    # Placement staff
    path("cohorts/", board.cohorts, name="cohorts"),
    path("years/", years.years, name="years"),
    path("cohorts/<uuid:cohort_id>/", board.board, name="board"),
    path("cohorts/<uuid:cohort_id>/matching/", matching.day, name="matching"),
    path("cohorts/<uuid:cohort_id>/matching/run/", matching.run_matching, name="run-matching"),
    path("cohorts/<uuid:cohort_id>/cold-spots/", cold_spots.every, name="cold-spots"),
    path("cohorts/<uuid:cohort_id>/cold-spots/<slug:code>/", cold_spots.one, name="cold-spot"),
    path("cohorts/<uuid:cohort_id>/pairs/", pairs.every, name="pairs"),
    path("cohorts/<uuid:cohort_id>/another-round/", rounds.another, name="another-round"),
    path("runs/<uuid:run_id>/", matching.run, name="run"),
    path("runs/<uuid:run_id>/publish/", matching.publish, name="publish"),
    path("runs/<uuid:run_id>/close/", matching.close, name="close-run"),
    path("runs/<uuid:run_id>/<slug:name>.json", matching.document, name="document"),
    path("review/<uuid:post_id>/", board.review, name="review"),
    path("review/<uuid:post_id>/approve/", board.approve, name="approve-post"),
    path("review/<uuid:post_id>/send-back/", board.send_back, name="send-back-post"),
    path("placements/<uuid:placement_id>/", handling.handle, name="handle"),
    path("placements/<uuid:placement_id>/confirm/", handling.confirm, name="confirm"),
    path("placements/<uuid:placement_id>/start/", handling.start, name="start"),
    path("placements/<uuid:placement_id>/complete/", handling.complete, name="complete"),
    path("placements/<uuid:placement_id>/end/", handling.end, name="end"),
    path("placements/<uuid:placement_id>/transfer/", moving.transfer, name="transfer"),
    path("placements/<uuid:placement_id>/challenge/", moving.answer, name="answer-challenge"),
    path("placements/<uuid:placement_id>/items/<slug:key>/tick/", handling.tick, name="tick"),
    path("placements/<uuid:placement_id>/items/<slug:key>/untick/", handling.untick, name="untick"),
]
