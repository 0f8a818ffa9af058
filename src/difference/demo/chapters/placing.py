"""Placing, as invented people do it: schools offer, both sides rank, staff match and publish, both accept, placements start and end."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Sum

from difference.demo.chapters import commuting
from difference.demo.chapters.cast import wanted_posts
from difference.demo.chapters.hosts import Host, approve, hosts
from difference.demo.chapters.hosts import answer as say
from difference.demo.chapters.hosts import offer as send_in
from difference.demo.cohorts.cast import persona
from difference.demo.personas import actor_of
from difference.foundations import clock
from difference.foundations.actors import Actor, system
from difference.foundations.people.models import Account
from difference.foundations.people.queries import actor_for
from difference.programme.cohorts.models import Cohort
from difference.programme.placement import checklist, tasks
from difference.programme.placement.commands import answering, drawing, matching, meeting, placing, posts, publishing, ranking
from difference.programme.placement.commands.pairs import choose_pair
from difference.programme.placement.guards import can_end, can_start
from difference.programme.placement.models import MatchingRun, Placement, Post
from difference.programme.placement.models.pairs import BARRED
from difference.programme.placement.queries import candidacies, instances, lotteries, placements, rankings, runs
from difference.programme.placement.queries.posts import OPEN, to_expire
from difference.programme.recruitment.queries import places

# How many posts somebody ranks beside the one that they want most.
OTHERS = 3
# The most posts that one school offers to a cohort.
MOST_POSTS = 3
RELATED = "Somebody in their family leads that school."


def _account(person_id: UUID) -> Account:
    return Account.objects.select_related("person").get(person_id=person_id)


def _by_lead(cohort: Cohort) -> Iterable[tuple[Host, list[Post]]]:
    for host in hosts():
        yield host, list(Post.objects.filter(cohort=cohort, school=host.school).select_related("cohort", "school"))


def offer(cohort: Cohort) -> None:
    """Every host says yes and has a post approved, and more where there are more people than posts; what stands is confirmed once more."""
    if _matched(cohort):
        return
    people = len(places.accepted(cohort))
    for turn in range(MOST_POSTS):
        for host, there in _by_lead(cohort):
            say(cohort, host, "yes")
            for post in there:
                if post.state in (*OPEN, "submitted") and not turn:
                    posts.confirm_post(by=host.actor, post=post)
            if len([post for post in there if post.state in (*OPEN, "submitted")]) <= turn and (not turn or _seats(cohort) < people):
                send_in(cohort, host, turn)
        for waiting in Post.objects.filter(cohort=cohort, state="submitted").select_related("cohort", "school"):
            approve(waiting)


def _matched(cohort: Cohort) -> bool:
    return MatchingRun.objects.filter(cohort=cohort, state__in=("published", "closed")).exists()


def _seats(cohort: Cohort) -> int:
    found = Post.objects.filter(cohort=cohort, state__in=(*OPEN, "submitted")).aggregate(seats=Sum("seats"))
    return int(found["seats"] or 0)


def _order(email: str, offered: list[Post]) -> list[UUID]:
    """The post that their table names first, then the next ones by title."""
    numbers = {host.school.urn: host.number for host in hosts()}
    wanted = wanted_posts().get(email)
    first = [post for post in offered if wanted is not None and numbers.get(post.school_id) == wanted]
    start = sum(map(ord, email)) % max(len(offered), 1)
    others = [post for post in [*offered[start:], *offered[:start]] if post not in first]
    return [post.pk for post in [*first, *others][: OTHERS + 1]]


def rank(cohort: Cohort) -> None:
    """Whoever has a place and has not ranked does, then every school puts whoever ranked its posts in classes."""
    if _matched(cohort):
        return
    if lotteries.present(cohort) is None:
        drawing.draw_lottery(by=system("placement.draw-lottery"), cohort=cohort)
    for known in places.accepted(cohort):
        account = _account(known.person_id)
        by = actor_for(account)
        chooser = rankings.chooser(by, cohort.pk)
        offered = sorted(rankings.eligible_for(chooser)[0], key=lambda post: (post.title, post.school_id))
        if offered and rankings.of_candidate(chooser) is None:
            order = _order(account.email, offered)
            commuting.say(by, chooser, next(post for post in offered if post.pk == order[0]))
            ranking.rank_posts(by=by, chooser=chooser, posts=order)
    for host, there in _by_lead(cohort):
        for post in there:
            if post.state in OPEN:
                _put_in_classes(host, post)


def _put_in_classes(host: Host, post: Post) -> None:
    applicants = rankings.applicants(post)
    if not applicants or all(one.given for one in applicants):
        return
    present = rankings.of_host(post)
    # The lottery is drawn anew each time: the persona whom the visitor follows through the two years must not be left to it.
    coming = {persona().email, *(email for email, number in wanted_posts().items() if number == host.number)}
    # The others one after the other, nobody level, by a name that the school does not see: the story lives from how many find a post, which must
    # depend neither on the lottery nor on the numbers, which are drawn by chance as well.
    accounts = {one.person_id: _account(one.person_id) for one in applicants}
    wanted = [one for one in applicants if accounts[one.person_id].email in coming]
    others = sorted((one for one in applicants if one not in wanted), key=lambda one: accounts[one.person_id].email, reverse=True)
    given = {one.person_id: one.given or str(number) for number, one in enumerate([*wanted, *others], 1)}
    for one in wanted:
        _meet(host, post, one.candidacy.pk)
    ranking.rank_candidates(by=host.actor, post=post, given=given, revision=present.revision if present else ranking.NEW)


def _meet(host: Host, post: Post, candidacy_id: UUID) -> None:
    """The school asks to meet whom it wants most, and notes that it did."""
    met = candidacies.find(host.actor, post.pk, candidacy_id)
    made = meeting.ask_for_interview(by=host.actor, met=met)
    if not made.met:
        met = candidacies.find(host.actor, post.pk, candidacy_id)
        meeting.note_interview(
            by=host.actor, met=met, met_on=clock.today(), held="held", note="Calm, precise, asked about our pupils first.", revision=made.revision
        )  # fmt: skip


def match(cohort: Cohort) -> None:
    """Placement staff run the matching, and the programme lead publishes it, unless one is published."""
    if _matched(cohort) or not places.accepted(cohort):
        return
    _rule_one_out(cohort)
    run = matching.run_matching(by=actor_of("placement"), cohort=cohort)
    second = actor_of("programme-lead")
    publishing.publish(by=second, run=runs.find(second, run.pk))


def _rule_one_out(cohort: Cohort) -> None:
    """One pair is decided by hand: a post that somebody had not ranked anyhow, so that the story goes on as it would."""
    market = instances.undecided(cohort)
    for one in market["candidates"]:
        others = [post["id"] for post in market["posts"] if post["id"] not in one["preferences"]]
        if one["preferences"] and others:
            choose_pair(by=actor_of("placement"), cohort=cohort, person=UUID(one["id"]), post=UUID(others[0]), kind=BARRED, reason=RELATED)
            return


def standing(cohort: Cohort, *states: str) -> list[Placement]:
    """The placements of a cohort in these states, by name."""
    return [one for one in placements.in_board(actor_of("placement"), cohort) if one.state in states]


def sides(placement: Placement) -> list[Actor]:
    """Those who have not answered a match yet."""
    leads = placements.leads(placement.post.school)
    person = [] if placement.person_accepted_at else [actor_for(_account(placement.person_id))]
    return [*person, *(actor_for(account) for account in leads[:1] if not placement.host_accepted_at)]


def answer(cohort: Cohort) -> None:
    """By now it is counted for whom the matching went how. Whoever has not answered a match accepts it."""
    tasks.count_outcomes.func()
    for placement in standing(cohort, "proposed"):
        for by in sides(placement):
            answering.accept_match(by=by, placement=placement)


def make_ready(cohort: Cohort) -> None:
    """Staff confirm what both sides accepted, and see the list of each placement done."""
    by = actor_of("placement")
    for placement in standing(cohort, "accepted"):
        placing.confirm_placement(by=by, placement=placement)
    for placement in standing(cohort, "confirmed"):
        for item in checklist.standing(placement):
            if not item.done and not item.item.derived:
                placing.tick(by=by, placement=placement, key=item.item.key)
    for run in MatchingRun.objects.filter(cohort=cohort, state="published").select_related("cohort"):
        if not run.placements.filter(state="proposed").exists():
            matching.close_run(by=by, run=run)


def start(cohort: Cohort) -> None:
    """Every placement starts whose list is complete; posts that nobody came to run out."""
    for post in to_expire().filter(cohort=cohort):
        posts.let_expire(by=system("placement.let-expire"), post=post)
    for placement in standing(cohort, "confirmed"):
        if not can_start(placement):
            placing.start_placement(by=actor_of("placement"), placement=placement)


def complete(cohort: Cohort) -> None:
    """The two years are over: placements that lasted are completed."""
    for placement in standing(cohort, "started"):
        if not can_end(placement):
            placing.complete_placement(by=actor_of("placement"), placement=placement)
