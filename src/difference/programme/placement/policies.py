"""Who may do what with interest, posts, rankings, matching and placements."""

from __future__ import annotations

from typing import Any

from difference.foundations.access.actions import declare
from difference.foundations.access.predicates import anyone, phrase, staff, the_system
from difference.foundations.actors import Actor
from difference.programme.placement import hosts

placers = staff("placement")


def _urn(thing: Any) -> int | None:
    """The school that a thing belongs to, whether it is an interest, a post, a ranking or a placement."""
    return getattr(getattr(thing, "post", thing), "school_id", None)


@phrase("the host school’s lead")
def host(actor: Actor, thing: Any) -> bool:
    """The actor leads the school that the thing belongs to, or the one that stands today for it; without a thing, any host school."""
    if not actor.holds("host_lead"):
        return False
    return thing is None or _urn(thing) in hosts.reached(actor)


@phrase("the candidate or participant concerned")
def concerned(actor: Actor, thing: Any) -> bool:
    """The ranking or placement is the actor's own."""
    return actor.person_id is not None and getattr(thing, "person_id", None) == actor.person_id


@phrase("somebody with a place")
def placeable(actor: Actor, thing: Any) -> bool:
    """Whoever is signed in, for themself: which posts they see and rank follows from their accepted application."""
    return actor.signed_in and (thing is None or concerned.test(actor, thing))


@phrase("other than whoever ran it")
def another_than_ran(actor: Actor, thing: Any) -> bool:
    """Publishing needs a second person. Posts that are filled by publishing come with no runner of their own."""
    return getattr(thing, "run_by", None) != actor.person_id


@phrase("other than whoever is placed")
def not_own(actor: Actor, thing: Any) -> bool:
    """Nobody handles their own placement, nor ticks off what must be done before it."""
    return not concerned.test(actor, getattr(thing, "placement", thing))


declare("placement.see-own-posts", "see their school’s posts and who is coming", host)
declare("placement.state-interest", "say whether their school wants to host", host)
declare("placement.write-post", "describe a post of their school", host)
declare("placement.upload-posts", "send posts as a table: for their schools, or for schools of a cohort that they place", host | placers)
declare("placement.write-post-for", "describe a post for a school, which looks at it and sends it in", placers)
declare("placement.confirm-post", "say that a post of their school still stands", host)
declare("placement.submit-post", "send a post in for approval", host)
declare("placement.withdraw-post", "withdraw a post of their school", host | placers)
declare("placement.see-applicants", "see that somebody ranked a post of theirs, and their present work, without their name", host)
declare("placement.ask-for-interview", "ask to meet somebody who ranked a post of theirs, and so learn their name and how to reach them", host)
declare("placement.see-named", "see the name of whom their school asked to meet, with what it needs to arrange that", host)
declare("placement.note-interview", "note an interview with somebody whom their school asked to meet", host)
declare("placement.rank-candidates", "rank the candidates for a post of their school", host)

declare("placement.see-posts", "see the posts that they are eligible for", placeable)
declare("placement.rank-posts", "rank the posts that they are eligible for", placeable)
declare("placement.say-commute", "say where they start from and how far they would go", placeable)
declare("placement.see-own", "see their own match and placement", concerned | host)
declare("placement.answer-match", "accept or decline a match", concerned | host)

declare("placement.see-board", "see interest, posts, rankings and placements of a cohort", placers)
declare("placement.see-refusals", "see whom schools would not appoint, and why", placers)
declare("placement.approve-post", "approve a post, or send it back with a reason", placers)
declare("placement.let-expire", "ask after a post that was not confirmed for a while, and let it expire after longer", the_system)
declare("placement.choose-cold-spots", "say which authorities count as cold spots in a cohort, and why", placers)
declare("placement.choose-pairs", "match somebody to a post by hand before a matching, or rule a post out for them, and say why", placers & not_own)
declare("placement.have-certificate", "have the certificate of their own outcome, or of a post of their school", placeable | host)
declare("placement.check-certificate", "check a certificate of a matching", anyone)
declare("placement.open-round", "ask those without a post to rank once more", placers)
declare("placement.draw-lottery", "draw the seed of the lottery, which nobody sees before the matching is published", placers | the_system)
declare("placement.run-matching", "run the matching and have it verified", placers)
declare("placement.publish", "publish a matching that somebody else ran", placers & another_than_ran)
declare("placement.confirm", "confirm a placement that both sides accepted", placers & not_own)
declare("placement.tick", "note that something was done which must be done before a placement starts, or undo it", placers & not_own)
declare("placement.start", "start a placement whose checklist is complete, and complete it", placers & not_own)
declare("placement.end-early", "end a placement early, with a reason", placers & not_own)
declare("placement.challenge", "say that a placement is not their school’s", host)
declare("placement.answer-challenge", "answer a school that challenges a placement", placers & not_own)
declare("placement.transfer", "move a participant to another school", placers & not_own)
