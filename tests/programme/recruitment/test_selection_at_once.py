"""What is clicked twice at the very same moment happens once: sharing out, sending scores, publishing, accepting."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from difference.errors import DifferenceError
from difference.foundations.mail.models import Letter
from difference.foundations.people.queries import actor_for
from difference.programme.recruitment.commands import decisions, offers, selection_rounds, selection_scores
from difference.programme.recruitment.models import Application, Assessment, Offer, Score, SelectionRound
from difference.programme.recruitment.queries import decisions as queries
from tests.making import make_account, make_actor
from tests.programme.recruitment.making import KEYS, full, give, make_application, make_cohort, make_round

pytestmark = pytest.mark.django_db(transaction=True)

STAFF = ("staff", "recruitment")


def at_once(*attempts):
    """How each attempt went, all started together: True, or the error's code."""

    def one(attempt):
        try:
            attempt()
        except DifferenceError as error:
            return error.code
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(attempts)) as pool:
        return sorted(map(str, pool.map(one, attempts)))


def test_sharing_out_at_once_gives_nobody_too_many_readers():
    staff, cohort = make_actor(STAFF), make_cohort()
    for _ in range(3):
        make_application(cohort)
        make_account("assessor")
    round_ = make_round(cohort)
    copies = [SelectionRound.objects.get(pk=round_.pk) for _ in range(4)]
    went = at_once(*[lambda copy=copy: selection_rounds.share_out(by=staff, round_=copy) for copy in copies])
    assert (went, Assessment.objects.count()) == (sorted(["True", *["not-now"] * 3]), 6)


def test_publishing_and_accepting_at_once_happen_once():
    one, two, cohort = make_actor(STAFF), make_actor(STAFF), make_cohort()
    application = make_application(cohort, "assessed")
    decisions.confirm(by=two, decision=decisions.propose(by=one, application=application, outcome="offer"))
    seen = queries.digest([each for each in queries.unpublished(cohort) if each.confirmed_at])
    went = at_once(*[lambda: decisions.publish(by=one, cohort=cohort, seen=seen)] * 4)
    assert (went, Offer.objects.count(), Letter.objects.count()) == (sorted(["True", *["not-now"] * 3]), 1, 1)
    candidate = actor_for(application.person.account)
    copies = [Offer.objects.select_related("application__person", "application__cohort").get() for _ in range(3)]
    went = at_once(
        *[lambda copy=copy: offers.accept_offer(by=candidate, offer=copy) for copy in copies[:2]],
        lambda: offers.decline_offer(by=candidate, offer=copies[2], reason="pay"),
    )
    assert (went.count("True"), Letter.objects.count(), Application.objects.get().state in {"accepted", "declined"}) == (1, 2, True)


def test_scores_sent_at_once_are_kept_once():
    account, cohort = make_account("assessor"), make_cohort()
    [mine] = give(make_actor(STAFF), make_round(cohort), make_application(cohort), account)
    by = actor_for(account)
    selection_scores.declare_no_conflict(by=by, assessment=mine)
    went = at_once(*[lambda: selection_scores.send_scores(by=by, assessment=mine, revision=0, given=full(4))] * 4)
    assert (set(went) <= {"True", "not-now"}, "True" in went, Score.objects.count(), Assessment.objects.get().revision) == (True, True, len(KEYS), 1)
