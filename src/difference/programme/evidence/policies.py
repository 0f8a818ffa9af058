"""Who may do what with projects and what they found."""

from __future__ import annotations

from typing import Any

from difference.foundations.access.actions import declare
from difference.foundations.access.predicates import anyone, phrase, role, staff
from difference.foundations.actors import Actor
from difference.programme.placement.queries.reach import schools_led

evidence_staff = staff("evidence")
taker = role("participant", "a participant") | role("alumnus", "an alumnus")


@phrase("the project’s author")
def author(actor: Actor, thing: Any) -> bool:
    """Whoever planned the project."""
    return actor.person_id is not None and getattr(thing, "person_id", None) == actor.person_id


@phrase("other than the project’s author")
def another_than_author(actor: Actor, thing: Any) -> bool:
    """Nobody checks their own project."""
    return not author.test(actor, thing)


@phrase("the lead of the school that the project is in")
def host(actor: Actor, thing: Any) -> bool:
    """The actor leads the project's school today; without a project, any host school."""
    if not actor.holds("host_lead"):
        return False
    return thing is None or getattr(thing, "school_id", None) in schools_led(actor)


declare("evidence.see-public", "see what works: each practice with the effects that its projects found, and what is not known", anyone)

declare("evidence.see-own", "see the list of their own projects", taker)
declare("evidence.plan", "plan a project of their own", taker)
declare("evidence.see-project", "see a project with its protocol and its numbers", author | host | evidence_staff)
declare("evidence.see-school", "see the projects in their school", host)
declare("evidence.change", "change a project of theirs whose protocol is not registered", author)
declare("evidence.register-protocol", "register the protocol of their project, which freezes it", author)
declare("evidence.record-data", "record what their project measured, as numbers of two groups", author)
declare("evidence.analyse", "have the effect of a project computed", author | evidence_staff)
declare("evidence.abandon", "give up a project, with a reason; it stays and is counted", author | evidence_staff)

declare("evidence.see-board", "see every project and where it stands", evidence_staff)
declare("evidence.report", "check a project and publish its effect", evidence_staff & another_than_author)
declare("evidence.send-back", "send a project back with a reason", evidence_staff & another_than_author)
