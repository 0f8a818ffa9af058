"""The story of the young cohort, from its dates to the first who has a place and the first posts: once, whole or not at all."""

from __future__ import annotations

from collections.abc import Collection

from difference.demo.chapters import hosts
from difference.demo.cohorts import deciding, reading, vouching
from difference.demo.cohorts.answers import schools_by_region
from difference.demo.cohorts.applying import Applied, apply, join
from difference.demo.cohorts.cast import candidates, persona
from difference.demo.cohorts.dates import dates
from difference.demo.cohorts.staff import Staff, gather, hang_on
from difference.demo.past import Days
from difference.demo.personas import account_of
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor
from difference.foundations.audit.commands import record
from difference.foundations.people.models import Account
from difference.foundations.people.queries import actor_for
from difference.programme.cohorts import commands as cohorts
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment.models.selection import ASSESSMENT_DAY, READING

PROGRAMME = "Difference"
# Days before filling. The first batch is read, decided and assessed early, so that somebody has a place while others still write.
SET_UP, FIRST_TAKEN_IN, FIRST_READ, FIRST_READ_UNTIL, FIRST_DECIDED = 70, 32, 31, 23, 21
ASSESSED, ASSESSED_UNTIL, FINISHED, OFFERED, ACCEPTED, CHECKED, PROPOSED, CONFIRMED = 15, 10, 9, 8, 5, 3, 3, 2
SECOND_TAKEN_IN, SECOND_READ, SECOND_READ_UNTIL = 15, 13, -5
LATER_ASSESSED, LATER_ASSESSED_UNTIL = -9, -16
# Stories that begin in the first batch, and those that go on to the early assessment day.
CAME_TO_ASSESSMENT = ("accepted", "offered", "assessed", "reserve")
FIRST_BATCH = (*CAME_TO_ASSESSMENT, "shortlisted", "unsuccessful")
ROTA = (("margaret", "desmond"), ("desmond", "sunita"), ("sunita", "margaret"))
CHECKED_FOR_OFFERS = ("online-search", "self-declaration", "identity")
CHECKED_FOR_PLACES = ("right-to-work", "qualifications", "prohibition", "overseas", "childcare-disqualification")
CHECKED_LAST = ("section-128", "dbs", "medical-fitness")


def recruit(*, by: Actor) -> int:
    """Make the cohort and everybody in it, unless they are there; returns how many applied."""
    wanted = {one.email for one in candidates()}
    return 0 if Account.objects.filter(email__in=wanted).exists() else _recruit(by=by)


@command
def _recruit(*, by: Actor) -> int:
    allow(by, "demo.seed")
    days = Days(clock.today())
    staff = gather(by, days)
    values, boards = dates(days)
    with days.on(SET_UP, 14):
        cohort = cohorts.make(by=staff.recruiter, programme=PROGRAMME, values=values, boards=boards)
    hang_on(by, days, cohort, "young", SET_UP)
    applied = _everybody(days, cohort)
    first_batch(days, staff, cohort, of_stories(applied, FIRST_BATCH))
    early_assessment(days, staff, cohort, applied)
    _second_batch(days, staff, cohort, of_stories(applied, ("in_review",)))
    hosts.begin(days, cohort)
    record(by, "demo.seed", "young cohort")
    return len(applied)


def of_stories(applied: list[Applied], stories: Collection[str]) -> list[Applied]:
    """Those whose story is one of these."""
    return [each for each in applied if each.one.story in stories]


def _everybody(days: Days, cohort: Cohort) -> list[Applied]:
    schools = schools_by_region()
    others = [apply(days, one, join(days, one), cohort, schools) for one in candidates()]
    return [*others, apply(days, persona(), actor_for(account_of("candidate")), cohort, schools)]


def first_batch(days: Days, staff: Staff, cohort: Cohort, batch: list[Applied]) -> None:
    """Those who sent early are read, and shortlisted or turned down."""
    reading.take_in(days, staff, batch, FIRST_TAKEN_IN)
    first = reading.plan(days, staff, cohort, "Reading, first batch", READING, FIRST_READ, FIRST_READ_UNTIL)
    for number, each in enumerate(batch):
        reading.read(days, staff, first, each, dict.fromkeys(ROTA[number % len(ROTA)], reading.SENT), FIRST_READ)
    outcomes = [
        (each, "turn_down", "below-the-standard") if each.one.story == "unsuccessful" else (each, "shortlist", "") for each in batch
    ]  # fmt: skip
    deciding.decide(days, staff, cohort, outcomes, FIRST_DECIDED)


def early_assessment(days: Days, staff: Staff, cohort: Cohort, applied: list[Applied]) -> None:
    """Referees are asked, some come to an early assessment day, and the first are offered a place."""
    came, waiting = of_stories(applied, CAME_TO_ASSESSMENT), of_stories(applied, ("shortlisted",))
    for each in [*came, *waiting]:
        vouching.vouch(days, staff, each, each.one.references or (vouching.VERIFIED, vouching.VERIFIED))
    early = reading.plan(days, staff, cohort, "Early assessment day", ASSESSMENT_DAY, ASSESSED, ASSESSED_UNTIL)
    for number, each in enumerate(came):
        reading.read(days, staff, early, each, dict.fromkeys(ROTA[(number + 1) % len(ROTA)], reading.SENT), ASSESSED)
    deciding.finish(days, staff, came, FINISHED)
    words = {"accepted": "offer", "offered": "offer", "reserve": "put_on_reserve"}
    deciding.decide(days, staff, cohort, [(each, words[each.one.story], "") for each in came if each.one.story in words], OFFERED)
    _pending(days, staff, came)
    for each in of_stories(came, ("accepted",)):
        deciding.accept(days, each, ACCEPTED)
        vouching.check(days, staff, each, (*CHECKED_FOR_OFFERS, *CHECKED_FOR_PLACES), CHECKED)
    for each in of_stories(came, ("offered",)):
        vouching.check(days, staff, each, CHECKED_FOR_OFFERS, CHECKED)
    reading.plan(days, staff, cohort, "Second assessment day", ASSESSMENT_DAY, LATER_ASSESSED, LATER_ASSESSED_UNTIL)


def _pending(days: Days, staff: Staff, came: list[Applied]) -> None:
    for each in came:
        if each.one.pending:
            proposed = deciding.propose(days, staff, each, each.one.pending["outcome"], PROPOSED, each.one.pending.get("reason", ""))
            if each.one.pending["confirmed"]:
                deciding.confirm(days, staff, proposed, CONFIRMED)


def _second_batch(days: Days, staff: Staff, cohort: Cohort, batch: list[Applied]) -> None:
    reading.take_in(days, staff, batch, SECOND_TAKEN_IN)
    second = reading.plan(days, staff, cohort, "Reading, second batch", READING, SECOND_READ, SECOND_READ_UNTIL)
    for each in batch:
        reading.read(days, staff, second, each, each.one.read, SECOND_READ)
