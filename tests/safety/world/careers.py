"""What careers contributes: vacancies of the visitor's school and of others, alumni with profiles, and introductions in each state."""

from __future__ import annotations

from typing import Any

from difference.foundations import clock
from difference.foundations.schools.models import School
from difference.programme.careers.handles import handle
from difference.programme.careers.models import CareerProfile, HiddenSchool, Introduction, Vacancy
from tests.programme.careers.town import PROFILE, VACANCY, make_school
from tests.safety.world.foundations import SOMEBODY, of

ALUMNUS, SCHOOL = "alumnus", "vacancy school"


def contribute(world: Any) -> None:
    """All of it. “Foreign” is where an alumnus hides from the visitor's own school, or a draft of another school."""
    School.objects.filter(pk=world.mainstream.pk).update(phase="Secondary", search_key=" ash grove ")
    other_school = make_school("Quillfeather High School")

    def vacancy(school: School, **fields: Any) -> Vacancy:
        values = {**VACANCY, "title": "Assistant head at Quillfeather", "state": "open", "opened_at": clock.now(), "written_by": SOMEBODY}
        return Vacancy.objects.create(school=school, **{**values, **fields})

    def alumnus(visibility: str, *hidden: School) -> Any:
        person = world.other(ALUMNUS).person
        profile(person, visibility)
        HiddenSchool.objects.bulk_create(HiddenSchool(person=person, school=school) for school in hidden)
        return person

    posts = {
        "own": vacancy(world.mainstream),
        "near": vacancy(other_school),
        "foreign": vacancy(make_school("Quillfeather Hall"), state="draft", opened_at=None),
    }
    profile(world.visitors[ALUMNUS].person, "fitting")
    people = {"seen": alumnus("fitting"), "introduced": alumnus("fitting"), "hidden": alumnus("nobody", world.mainstream)}
    vacancies(world, posts, other_school)
    fitting(world, posts, people)
    introductions(world, posts, people)


def profile(person: Any, visibility: str) -> CareerProfile:
    """A profile that fits every vacancy here."""
    return CareerProfile.objects.create(person=person, **{**PROFILE, "visibility": visibility})


def for_school(world: Any, **arguments: Any) -> Any:
    """What belongs to the school of the visitor who offers vacancies."""
    return lambda visitor: arguments if visitor is world.visitors[SCHOOL] else None


def draft(given: Any) -> None:
    """The vacancy has not been opened yet."""
    Vacancy.objects.filter(pk=given["vacancy_id"]).update(state="draft", opened_at=None)


def vacancies(world: Any, posts: dict[str, Vacancy], other_school: School) -> None:
    """A vacancy for alumni, for its school and for staff."""
    some = {kind: {"vacancy_id": posts[kind].pk} for kind in ("near", "foreign")}
    some_and_own = {"own": for_school(world, vacancy_id=posts["own"].pk), **some}
    world.offer("careers:vacancy", "careers:ask", "careers:our-vacancy", "careers:change-vacancy", "careers:close-vacancy", **some_and_own)
    world.offer("careers:who-fits", **some_and_own)
    world.offer("careers:open-vacancy", **some_and_own, arrange=draft)
    schools = {"near": {"urn": other_school.urn}, "foreign": {"urn": world.school.urn}}
    world.offer("careers:write-vacancy", own=for_school(world, urn=world.mainstream.urn), **schools)


def fitting(world: Any, posts: dict[str, Vacancy], people: dict[str, Any]) -> None:
    """An alumnus on the list of a vacancy; foreign is one who hides from the very school whose list it would be."""

    def listed(post: Vacancy, person: Any) -> dict[str, Any]:
        return {"vacancy_id": post.pk, "handle": handle(post.pk, person.pk)}

    world.offer(
        "careers:ask-alumnus",
        "careers:suggest",
        own=for_school(world, **listed(posts["own"], people["seen"])),
        near=listed(posts["near"], people["seen"]),
        foreign=listed(posts["own"], people["hidden"]),
    )


def introductions(world: Any, posts: dict[str, Vacancy], people: dict[str, Any]) -> None:
    """The visitor's own as an alumnus, or of their school; near is of two others; foreign of one who now hides from the visitor's school."""

    def introduction(post: Vacancy, person: Any) -> Introduction:
        return Introduction.objects.create(vacancy=post, person=person, suggested_by=SOMEBODY)

    found = {visitor.name: introduction(posts["near"], visitor.person) for visitor in world.people()}
    found[SCHOOL] = introduction(posts["own"], people["introduced"])
    near, foreign = introduction(posts["near"], people["seen"]), introduction(posts["own"], people["hidden"])

    def offer(*routes: str, state: str = "suggested") -> None:
        def arrange(given: Any) -> None:
            now = clock.now()
            asked = {"school_agreed_at": now, "school_agreed_by": SOMEBODY} if state != "suggested" else {}
            both = {"person_agreed_at": now} if state in {"accepted", "interviewing"} else {}
            Introduction.objects.filter(pk=given["introduction_id"]).update(state=state, **asked, **both)

        kinds = {"near": {"introduction_id": near.pk}, "foreign": {"introduction_id": foreign.pk}}
        world.offer(*(f"careers:{one}" for one in routes), own=of(found, "introduction_id"), **kinds, arrange=arrange)

    offer("introduction", "take-up", "decline")
    offer("accept", state="requested")
    offer("interview", state="accepted")
    offer("appoint", state="interviewing")
