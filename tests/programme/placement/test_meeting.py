"""A school knows whoever ranked its post by a number and their work, until it asks to meet them; then by name, and they are told."""

import datetime as dt
import json

import pytest
from django.urls import reverse

from difference.errors import BadInput, Conflict, NotAllowed, NotFound, NotNow
from difference.foundations.audit.models import Event
from difference.foundations.mail.models import Letter
from difference.foundations.people.holdings import about
from difference.foundations.people.queries import actor_for
from difference.foundations.rights.copies.gathering import as_json, gather
from difference.foundations.rights.subjects import subject_of
from difference.programme.placement import doctor
from difference.programme.placement.commands import meeting
from difference.programme.placement.models import Candidacy
from difference.programme.placement.queries import rankings
from difference.programme.recruitment.models import Application, CompetencyAnswer
from tests.making import make_account
from tests.programme.placement.market import MATCHING_DAY, RANKING, STAFF, make_candidate, make_town, now_is, ranked_town
from tests.programme.placement.test_pages import browser, words

pytestmark = pytest.mark.django_db
SECRETS = ("Ottoline", "Prendergast", "ottoline@", "Thornbridge", "07700", "LS1 4AP", "quiet room", "Hexham", "watched a boy")


@pytest.fixture
def town():
    """Somebody whose every field names them or their school has ranked the posts p and q."""
    town = make_town()
    account = town.people["o"] = make_candidate(
        town.cohort, "Ottoline Prendergast", present_role="Head of maths at Thornbridge High School, Ottoline", subjects="Maths with Ms Prendergast",
        present_school="Thornbridge High School", preferred_regions=["Hexham"],
    )  # fmt: skip
    account.email = "ottoline@prendergast.example"
    account.save()
    application = Application.objects.get(person=account.person)
    CompetencyAnswer.objects.create(application=application, criterion="motivation", text="I watched a boy be sent out of school.")
    with now_is(RANKING):
        town.wants("o", "p", "q")
        town.wants("a", "p")
    return town


def pages(town, post="p", name="o"):
    """The school's list and its page of one candidate."""
    met = town.met(post, name)
    with now_is(RANKING):
        client = browser(town.leads[post])
        names = ("candidates", [town.posts[post].pk]), ("candidate", [town.posts[post].pk, met.candidacy.pk])
        return [client.get(reverse(f"placement:{name}", args=arguments)) for name, arguments in names]


def ask(town, post="p", name="o"):
    with now_is(RANKING):
        return meeting.ask_for_interview(by=town.by(post), met=town.met(post, name))


def test_before_a_school_asks_its_pages_hold_nothing_that_names_a_candidate_and_no_key_that_other_schools_have(town):
    for page in pages(town):
        text = page.content.decode()
        assert [secret for secret in (*SECRETS, str(town.people["o"].person_id)) if secret.casefold() in text.casefold()] == []
        assert str(town.met("p", "o").candidacy) in words(page)
    assert "Head of maths at [school], [name]" in words(pages(town)[1])
    assert rankings.applicants(town.post("p"))[0].known is None
    seen = Event.objects.filter(kind=Event.SEEN, subject_id=town.people["o"].person_id)
    assert {(one.action, "name" in one.fields) for one in seen} == {("placement.see-applicants", False)}


def test_once_a_school_asks_it_alone_sees_the_name_and_the_candidate_is_told_and_sees_who_looked(town):
    first = ask(town)
    assert (ask(town).asked_at, first.asked_by) == (first.asked_at, town.by("p").person_id)
    shown = [words(page) for page in pages(town)]
    assert (["Ottoline Prendergast" in page for page in shown], "ottoline@prendergast.example" in shown[1]) == ([True, True], True)
    assert [secret for page in shown for secret in ("07700", "LS1 4AP", "quiet room", "watched a boy") if secret in page] == []
    assert [secret for page in pages(town, "q") for secret in SECRETS if secret in words(page)] == []
    letter = Letter.objects.get(kind="placement.interview_asked")
    assert (letter.person_id, "Oak School would like to meet you" in letter.text) == (town.people["o"].person_id, True)
    looks = Event.objects.filter(kind=Event.SEEN, action="placement.see-named")
    assert {(one.subject_id, "name" in one.fields, one.actor_id) for one in looks} == {(town.people["o"].person_id, True, town.by("p").person_id)}
    held = {one.title: [key for key, _ in one.rows] for one in about(town.people["o"].person)}
    assert held["Schools that asked to meet you, and so know your name"] == ["Post p, Oak School"]
    with now_is(RANKING):
        assert "Schools that know your name" in words(browser(town.people["o"]).get(reverse("placement:my-posts")))
        assert "see the name of whom their school asked to meet" in words(browser(town.people["o"]).get(reverse("people:my-record")))


def test_only_the_schools_own_lead_asks_and_only_while_schools_rank(town):
    met = town.met("p", "o")
    for by in (town.by("q"), town.by("o"), actor_for(town.staff)):
        with now_is(RANKING), pytest.raises(NotAllowed):
            meeting.ask_for_interview(by=by, met=met)
    with now_is(MATCHING_DAY), pytest.raises(NotNow):
        meeting.ask_for_interview(by=town.by("p"), met=met)
    with now_is(RANKING):
        town.wants("o", "q", revision=0)
        with pytest.raises(NotFound):
            town.met("p", "o")
    assert (Candidacy.objects.filter(asked_at__isnull=False).count(), Letter.objects.filter(kind="placement.interview_asked").count()) == (0, 0)


def test_a_number_stays_with_somebody_and_is_nobody_elses_at_that_post(town):
    before = {one.person_id: one.number for one in Candidacy.objects.filter(post=town.posts["p"])}
    with now_is(RANKING):
        town.wants("o", revision=0)
        for name in "bcde":
            town.wants(name, "p")
        town.wants("o", "p", revision=1)
    after = {one.person_id: one.number for one in Candidacy.objects.filter(post=town.posts["p"])}
    assert (len(set(after.values())), {person: after[person] for person in before}) == (6, before)
    assert [one.candidacy.number for one in rankings.applicants(town.post("p"))] == sorted(after.values())


def test_numbers_are_drawn_from_more_once_half_are_taken():
    assert meeting.draw(set(range(1, 49)) | set(range(50, 100)) - {77}) in {*range(1, 1000)} - {*range(1, 49)}
    assert {meeting.draw(set(range(1, 50)) - {one}) for one in (3, 5)} <= {*range(50, 100), 3, 5}


def test_an_interview_is_noted_by_form_with_its_errors_beside_their_fields_and_a_stale_note_is_a_conflict(town):
    ask(town)
    met = town.met("p", "o")
    address = reverse("placement:candidate", args=[town.posts["p"].pk, met.candidacy.pk])
    day = {"met_on_day": "9", "met_on_month": "3", "met_on_year": "2027"}
    with now_is(RANKING):
        client = browser(town.leads["p"])
        given = {"revision": met.candidacy.revision, "met": "held", "note": "Calm.", **day}
        for wrong in ({"met": "perhaps"}, {"note": "x" * 501}, {"met_on_month": "13"}, {"met_on_year": "2026"}, {"met_on_day": "20"}):
            page = client.post(address, {**given, **wrong})
            assert (wrong, page.status_code, page.content.decode().count("govuk-error-message") > 0) == (wrong, 422, True)
        assert [client.post(address, given).status_code for _ in range(2)] == [302, 409]
        kept = town.met("p", "o").candidacy
        assert (kept.met_on, kept.met, kept.note) == (dt.date(2027, 3, 9), "held", "Calm.")
        # What only an interview can show is a reason once there was one.
        town.takes("p", o="no:after-interview", a="1")
    page = words(browser(town.staff).get(reverse("placement:refusals", args=[town.cohort.pk])))
    assert ("Ottoline Prendergast Post Post p" in page, "Calm." in page) == (True, False)


def test_a_copy_of_what_is_held_about_somebody_has_the_note_and_the_reason_and_not_who_wrote_them(town):
    ask(town)
    with now_is(RANKING):
        met = town.met("p", "o")
        meeting.note_interview(by=town.by("p"), met=met, met_on=None, held="", note="Calm and precise.", revision=met.candidacy.revision)
        town.takes("p", o="no:conflict", a="1")
    copy = {name: json.dumps(as_json(gather(subject_of(town.people[name].person)), {}), default=str) for name in "oa"}
    assert [("Calm and precise." in words, '"conflict"' in words) for words in copy.values()] == [(True, True), (False, False)]
    assert str(town.by("p").person_id) not in copy["o"]


def test_nothing_is_noted_before_the_school_has_asked_nor_for_another_school(town):
    met = town.met("p", "o")
    with now_is(RANKING):
        with pytest.raises(NotNow):
            meeting.note_interview(by=town.by("p"), met=met, met_on=None, held="", note="x", revision=0)
        made = ask(town)
        with pytest.raises(NotAllowed):
            meeting.note_interview(by=town.by("q"), met=met, met_on=None, held="", note="x", revision=made.revision)
        with pytest.raises(BadInput):
            meeting.note_interview(by=town.by("p"), met=town.met("p", "o"), met_on=None, held="held", note="", revision=made.revision)
        with pytest.raises(Conflict):
            meeting.note_interview(by=town.by("p"), met=town.met("p", "o"), met_on=None, held="", note="x", revision=made.revision + 5)


def test_whom_schools_would_not_appoint_is_for_placement_staff_and_each_look_is_in_the_audit():
    town = ranked_town()
    address = reverse("placement:refusals", args=[town.cohort.pk])
    page = words(browser(town.staff).get(address))
    reason = "They have not yet led what this post leads"
    assert [f"{name} Post {post} School {school} Reason {reason}" in page for name, post, school in (
        ("Dewi", "Post p", "Oak School"), ("Esme", "Post r", "Elm School"), ("Amara", "Post p", "Oak School"),
    )] == [True, True, False]  # fmt: skip
    looked = Event.objects.filter(kind=Event.SEEN, action="placement.see-refusals").values_list("subject_id", flat=True)
    assert sorted(looked) == sorted(town.people[name].person_id for name in "de")
    others = (town.leads["p"], town.people["d"], make_account(("staff", "recruitment")), make_account((*STAFF, "cohort", str(town.posts["p"].pk))))
    assert [browser(account).get(address).status_code for account in others] == [404] * 4
    assert [
        reason in words(browser(town.people[name]).get(reverse(where))) for name in "de" for where in ("placement:my-posts", "people:my-record")
    ] == [False] * 4


def test_the_doctor_names_a_post_whose_school_cannot_see_somebody_who_ranked_it(town):
    assert list(doctor.without_a_number()) == []
    Candidacy.objects.filter(post=town.posts["q"]).delete()
    assert [finding.sentence for finding in doctor.without_a_number()] == [
        f"Post {town.posts['q'].pk} has 1 person in whose order it is and whom its school cannot see."
    ]
