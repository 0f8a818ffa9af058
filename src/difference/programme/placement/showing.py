"""How placement's things stand on a page: posts, placements, candidates and schools as rows and tags."""

from __future__ import annotations

from difference.foundations.actors import Actor
from difference.foundations.lifecycles.models import Staged
from difference.programme.placement.guards import stands_until
from difference.programme.placement.models import Placement, Post
from difference.programme.placement.places import grade, whereabouts
from difference.programme.placement.queries.cold_spots import Spot
from difference.programme.placement.queries.rankings import Applicant
from difference.programme.placement.requirements import titles
from difference.programme.placement.sides import PERSON, answered, side_of
from difference.programme.recruitment.queries.places import Accepted
from difference.web.components.lists import Row
from difference.web.components.moments import in_words
from difference.web.values import Tag, Tone

TONES = {
    "submitted": Tone.HAND, "approved": Tone.PROGRESS, "ranked": Tone.PROGRESS, "filled": Tone.GOOD, "proposed": Tone.HAND,
    "accepted": Tone.PROGRESS, "confirmed": Tone.PROGRESS, "started": Tone.GOOD, "completed": Tone.GOOD, "verified": Tone.HAND,
    "published": Tone.GOOD,
}  # fmt: skip


def tag(thing: Staged, to: str = "staff") -> Tag:
    """The state of a thing, in the words of whoever looks: staff, partner or person."""
    state = thing.lifecycle.state(thing.state)
    words = {"partner": state.to_partner, "person": state.to_person}.get(to) or state.words.capitalize()
    return Tag(words, TONES.get(thing.state, Tone.NEUTRAL))


def seats(number: int) -> str:
    """“1 seat”, “2 seats”."""
    return "1 seat" if number == 1 else f"{number} seats"


def about_post(post: Post) -> list[Row]:
    """What a candidate should know of a post."""
    return [
        Row("Where", whereabouts(post.school)),
        Row("Grade at the last graded inspection", grade(post.school).capitalize() if not post.school.ofsted_grade else post.school.ofsted_grade),
        Row("What it leads", post.responsibilities.splitlines()),
        Row("Pupils", post.get_phase_display() or None),
        Row("It asks for", titles(post.requirements) or "Nothing beyond a place in the cohort"),
        Row("Salary", post.salary),
        Row("Working pattern", post.days),
        Row("Starts", in_words(post.starts_on or post.cohort.starts_on, weekday=False)),
        Row("Mentor", post.mentor or None),
        Row("What can be adapted", post.adjustments.splitlines() or None),
        Row("Seats", post.seats),
        Row(
            "Last confirmed by the school",
            f"{in_words(post.confirmed_at, weekday=False, time=False)}; offered until {in_words(stands_until(post), weekday=False, time=False)}",
        ),
    ]


def about_spot(spot: Spot | None) -> list[Row]:
    """That a post’s authority counts as a cold spot, and why; or that the programme lifted it. Nothing of any other."""
    if spot is None or not (spot.cold or (spot.choice and spot.choice.cold is False)):
        return []
    return [Row("Cold spot", [Tag("Cold spot", Tone.PROGRESS) if spot.cold else "No", spot.because])]


def about_candidate(known: Accepted) -> list[Row]:
    """What a school needs to know of a candidate, and nothing more."""
    months = known.responsibility_months
    held = known.responsibility + (f", for {months} months" if months else "")
    return [
        Row("Present job", known.present_role or None),
        Row("Teaches", known.subjects or None),
        Row("Responsibility held", held or None),
        *_where(known),
    ]


def about_applicant(applicant: Applicant) -> list[Row]:
    """What a school may know of whoever ranked its post: their work without their name and school, and more once it has asked to meet them."""
    rows = [Row(name, value or None) for name, value in applicant.profile]
    if applicant.known is None:
        return rows
    candidacy = applicant.candidacy
    met = candidacy.get_met_display() or ("Planned" if candidacy.met_on else "Asked for")
    return [*rows, *_where(applicant.known), Row("Interview", [met, candidacy.met_on] if candidacy.met_on else met)]


def _where(known: Accepted) -> list[Row]:
    """How far somebody travels, and where they would like to."""
    return [
        Row("Longest journey to work", f"Up to {known.travel_minutes} minutes" if known.travel_minutes else None),
        Row("Preferred regions", ", ".join(known.preferred_regions) or None),
    ]


def answers(placement: Placement) -> list[Row]:
    """Who has answered a match, and how."""
    declined = placement.declined_side
    words = {True: "Declined", False: "Not yet"}
    return [
        Row("The candidate accepted", placement.person_accepted_at or words[declined == PERSON]),
        Row("The school accepted", placement.host_accepted_at or words[bool(declined) and declined != PERSON]),
    ]


def waits_for(actor: Actor, placement: Placement) -> bool:
    """Whether a match waits for this very side's answer."""
    return placement.state == "proposed" and not answered(placement, side_of(actor, placement))
