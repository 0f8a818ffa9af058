"""What the support of studies contributes: sessions and registers, coaching with its notes and goals, cases of extenuating circumstances."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from difference.foundations.sealing import seal
from difference.programme.training.commands.circumstances import EVIDENCE
from difference.programme.training.models import Attendance, CasePart, CaseWords, Coaching, CoachingNote, ExtenuatingCase, Goal, Session
from tests.safety.world.foundations import SOMEBODY
from tests.safety.world.training import BEGAN, HANDED_IN, TERM, Studies, file_of, study, these

COACH = "coach"
_numbers = itertools.count(1)


def contribute(world: Any) -> None:
    """All of it."""
    made = world.part("training")
    coached = coaching(world, made)
    written(world, made, coached)
    sessions(world, made, coached)
    cases(world, made)


def coaching(world: Any, made: dict[str, Studies]) -> Studies:
    """Who coaches whom. The coach among the visitors coaches one; coached “near”; and their grant does not reach “foreign”. Returns the one."""
    placing = world.part("placement")
    coach = world.visitors[COACH].person
    another = world.other((COACH, "", "cohort", str(world.placing.pk))).person
    one = study(world.placing, placing["runs"]["near"], placing["posts"]["near"], world.other("participant").person)
    lasting = {"starts_at": BEGAN, "made_by": SOMEBODY}
    ended = {"ends_at": HANDED_IN, "ended_by": SOMEBODY, "end_reason": "another-coach"}
    for name, studies in {**made, "coached": one}.items():
        Coaching.objects.create(enrolment=studies.enrolment, coach=coach if name in {"coached", "foreign"} else another, **lasting)
    Coaching.objects.create(enrolment=made["near"].enrolment, coach=coach, **{**lasting, **ended})
    some = {**these(made, "enrolment_id", lambda studies: studies.enrolment), "at": TERM}
    world.offer("training:name-coach", "training:end-coaching", **some)
    world.offer("training:follow-up", **some, arrange=missed)
    return one


def missed(given: Any) -> None:
    """Somebody was absent twice, and nobody has looked into it."""
    absent = {"standing": "absent", "reason": "no-word", "recorded_at": HANDED_IN, "recorded_by": SOMEBODY}
    for session in Session.objects.filter(title__startswith="Over").order_by("pk")[:2]:
        Attendance.objects.update_or_create(session=session, enrolment_id=given["enrolment_id"], defaults=absent)


def written(world: Any, made: dict[str, Studies], coached: Studies) -> None:
    """Pages that two keep together, what they wrote, their goals. Own of the coach is what they share with the one whom they coach."""
    coach = world.visitors[COACH].person.pk

    def note(studies: Studies, **fields: Any) -> CoachingNote:
        who = studies.enrolment.person_id
        values = {
            "kind": "reflection",
            "written_by": who,
            "text": seal("Quillfeather was tired."),
            "sending": str(next(_numbers)),
            "written_at": TERM,
        }
        return CoachingNote.objects.create(enrolment=studies.enrolment, **{**values, **fields})

    def of_coach(studies: Studies) -> CoachingNote:
        """A note that the visitor who is a coach wrote, in the coaching that they have or had."""
        its = Coaching.objects.get(enrolment=studies.enrolment, coach=coach)
        return note(studies, kind="note", written_by=coach, coaching=its, shared_at=HANDED_IN)

    def goal(studies: Studies) -> Goal:
        sending = str(next(_numbers))
        return Goal.objects.create(enrolment=studies.enrolment, text=seal("Quillfeather rests."), set_by=SOMEBODY, set_at=HANDED_IN, sending=sending)

    both = {**made, COACH: coached}
    others = {kind: of_coach(both[kind]) for kind in ("near", "foreign")}
    own = {name: note(studies) for name, studies in both.items() if name not in others}
    pages = ("together", "meet", "write-note", "reflect", "set-goal")
    world.offer(*(f"training:{name}" for name in pages), **these(both, "enrolment_id", lambda one: one.enrolment), at=TERM)
    world.offer("training:change-reflection", "training:share-reflection", **these({**own, **others}, "note_id", lambda one: one), at=TERM)
    removable = {**own, COACH: of_coach(coached), **others}
    world.offer("training:remove-note", **these(removable, "note_id", lambda one: one), at=TERM)
    goals = {name: goal(studies) for name, studies in both.items()}
    world.offer("training:change-goal", "training:reach-goal", "training:drop-goal", **these(goals, "goal_id", lambda one: one), at=TERM)


def sessions(world: Any, made: dict[str, Studies], coached: Studies) -> None:
    """Sessions where the visitor is expected, those that they lead, and those of others; the coach leads one with whom they coach."""

    def session(lead: Any, *expected: Studies, over: bool = False, kind: str = "twilight") -> Session:
        starts = TERM + (dt.timedelta(days=-2) if over else dt.timedelta(days=7))
        made_one = Session.objects.create(
            cohort=expected[0].enrolment.cohort, kind=kind, title=f"{'Over' if over else 'Coming'} {next(_numbers)}", place="Quillfeather Hall",
            starts_at=starts, ends_at=starts + dt.timedelta(hours=2), lead=lead,
        )  # fmt: skip
        Attendance.objects.bulk_create(Attendance(session=made_one, enrolment=one.enrolment) for one in expected)
        return made_one

    lead = world.other(("staff", "training")).person
    others = {kind: session(lead, made[kind]) for kind in ("near", "foreign")}
    past = {kind: session(lead, made[kind], over=True) for kind in ("near", "foreign")}
    people = world.people()
    where_expected = {visitor.name: session(lead, made[visitor.name], made["near"]) for visitor in people}
    led = {visitor.name: session(visitor.person, made["near"]) for visitor in people}
    led[COACH] = session(world.visitors[COACH].person, coached, kind="coaching")
    registers = {visitor.name: session(visitor.person, made["near"], over=True) for visitor in people}
    world.offer("training:session", **these({**where_expected, **others}, "session_id", lambda one: one), at=TERM)
    world.offer(
        "training:change-session", "training:expect", "training:cancel-session", **these({**led, **others}, "session_id", lambda one: one), at=TERM
    )
    world.offer("training:register", **these({**registers, **past}, "session_id", lambda one: one), at=TERM)


def cases(world: Any, made: dict[str, Studies]) -> None:
    """Cases that were sent, each with its words and a document; as drafts where they are still written."""
    found, evidence = {}, {}
    for name, one in made.items():
        case = found[name] = ExtenuatingCase.objects.create(enrolment=one.enrolment, state="submitted", started_at=HANDED_IN, submitted_at=HANDED_IN)
        CasePart.objects.create(case=case, module="CURRIC", component="portfolio")
        CaseWords.objects.create(case=case, grounds="illness", text=seal("Quillfeather was ill."), late_because=seal(""))
        evidence[name] = file_of(EVIDENCE, one.enrolment.person, case.pk)

    def draft(given: Any) -> None:
        ExtenuatingCase.objects.filter(pk=given["case_id"]).update(state="draft", submitted_at=None)

    some = {**these(found, "case_id", lambda one: one), "at": TERM}
    world.offer("training:write-case", **these(made, "enrolment_id", lambda one: one.enrolment), at=TERM)
    world.offer("training:change-case", "training:submit-case", **some, arrange=draft)
    world.offer("training:case", "training:withdraw-case", "training:add-evidence", "training:decide-case", **some)
    documents = {name: {"case_id": found[name].pk, "document_id": evidence[name].pk} for name in found}
    kinds = {kind: documents[kind] for kind in ("near", "foreign")}
    world.offer("training:remove-evidence", own=lambda visitor: documents.get(visitor.name), **kinds, at=TERM)
