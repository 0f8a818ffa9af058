"""Writing an application in sections: saved as far as it goes, come back to, and never lost."""

import pytest

from difference.errors import BadInput, Conflict, NotAllowed, NotNow
from difference.foundations.audit.models import Event
from difference.programme.recruitment import commands, queries, sections
from difference.programme.recruitment.models import Application, CompetencyAnswer, Reference
from difference.programme.recruitment.sections import find_written, fingerprint
from tests.making import make_actor
from tests.programme.candidates import CLOSES, VALUES, actor_of, as_form, complete, make_cohort, now_is, sent, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def client(sign_in):
    return sign_in("candidate", name="Amara Osei", email="amara@tests.example")


@pytest.fixture
def application(client, cohort):
    return commands.start(by=actor_of(client), cohort=cohort)


def page(application, key):
    return f"/recruitment/applications/{application.pk}/sections/{key}/"


def hidden(client, address):
    form = client.get(address).context["form"]
    return {"revision": form["revision"].value(), "seen": form["seen"].value()}


def post(client, application, key, then="continue", **values):
    address = page(application, key)
    return client.post(address, {**hidden(client, address), "then": then, **as_form({**VALUES[key], **values})})


def statuses(by, application):
    present = queries.find(by, application.pk)
    return {section.key: sections.status_of(section, present).value for section in sections.every() if section.needed}


def test_starting_twice_leads_to_the_same_application(client, cohort):
    first = client.post(f"/recruitment/apply/{cohort.pk}/")
    second = client.post(f"/recruitment/apply/{cohort.pk}/")
    application = Application.objects.get()
    assert {first.url, second.url, client.get(f"/recruitment/apply/{cohort.pk}/").url, client.get("/recruitment/").url} == {
        f"/recruitment/applications/{application.pk}/"
    }
    assert list(Event.objects.filter(action="recruitment.start").order_by("pk").values_list("reason", flat=True)) == ["", "started-before"]


def test_nobody_starts_before_it_opens_or_after_it_closes(client, cohort):
    for moment in (cohort.opens_at.replace(day=1, month=9), CLOSES):
        with now_is(moment, client):
            assert client.get(f"/recruitment/apply/{cohort.pk}/").status_code == 200
            assert client.post(f"/recruitment/apply/{cohort.pk}/").status_code == 409
    assert Application.objects.count() == 0


def test_whoever_withdrew_starts_anew(client, cohort, application):
    commands.withdraw(by=actor_of(client), application=application, reason="timing")
    again = commands.start(by=actor_of(client), cohort=cohort)
    assert (again.pk == application.pk, again.state) == (False, "draft")


def test_each_section_goes_from_not_started_to_complete(client, application):
    by = actor_of(client)
    assert set(statuses(by, application).values()) == {"Not started"}
    for key in VALUES:
        response = post(client, application, key)
        assert (key, response.status_code) == (key, 302)
    assert set(statuses(by, application).values()) == {"Complete"}
    present = queries.find(by, application.pk)
    assert {key: find_written(key).read(present) for key in VALUES} == VALUES
    assert "Ready to send" in client.get(f"/recruitment/applications/{application.pk}/").content.decode()


def test_what_is_unfinished_is_kept_and_what_is_missing_is_said_beside_its_field(client, application):
    response = post(client, application, "about", phone="07700 900123", town="", postcode="")
    assert response.status_code == 422
    assert response.context["form"].errors == {"town": ["Enter the town or city where you live"], "postcode": ["Enter your home postcode"]}
    application.refresh_from_db()
    assert (application.phone, statuses(actor_of(client), application)["about"]) == ("07700 900123", "In progress")


def test_save_and_come_back_later_asks_for_nothing_more(client, application):
    response = post(client, application, "about", then="later", town="", postcode="")
    application.refresh_from_db()
    assert (response.url, application.phone) == (f"/recruitment/applications/{application.pk}/", "07700 900123")


def test_text_over_the_limit_of_words_is_kept_and_must_be_shortened_before_sending(client, application):
    text = "word " * 401
    response = post(client, application, "motivation", text=text)
    assert (response.status_code, response.context["form"].errors) == (
        422, {"text": ["Your answer has 401 words. Shorten it to 400 or fewer before you send"]},
    )  # fmt: skip
    assert CompetencyAnswer.objects.get().text == text.strip()
    assert post(client, application, "motivation", text="word " * 400).status_code == 302


def test_text_longer_than_we_can_keep_stays_in_the_form(client, application):
    text = "a" * 12_001
    response = post(client, application, "motivation", text=text)
    assert (response.status_code, CompetencyAnswer.objects.count(), text in response.content.decode()) == (422, 0, True)
    assert "maxlength" not in response.content.decode().split("<main")[1].replace("data-maxlength", "")


def test_line_breaks_are_kept_as_one_character(client, application):
    post(client, application, "motivation", text="One.\r\nTwo.\rThree.")
    assert CompetencyAnswer.objects.get().text == "One.\nTwo.\nThree."


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("about", {"phone": "none of yours"}), ("about", {"postcode": "LS1"}), ("about", {"town": "x" * 81}), ("about", {"town": "a\0b"}),
        ("eligibility", {"right_to_work": "perhaps"}), ("eligibility", {"mainstream_years": "NaN"}), ("eligibility", {"mainstream_years": "-1"}),
        ("eligibility", {"mainstream_years": "51"}), ("eligibility", {"mainstream_years": "1e400"}), ("eligibility", {"mainstream_years": "3.55"}),
        ("experience", {"responsibility": "king"}), ("experience", {"responsibility_months": "99999999999999999999"}),
        ("experience", {"responsibility_months": "-3"}), ("experience", {"experience": "a\0b"}), ("areas", {"preferred_regions": ["Wales"]}),
        ("areas", {"preferred_regions": ["North East", "\0"]}), ("areas", {"travel_minutes": "241"}), ("areas", {"travel_minutes": "0"}),
        ("referees", {"email_1": "not an address"}), ("referees", {"name_1": "x" * 201}), ("adjustments", {"adjustments_needed": "1"}),
    ],
)  # fmt: skip
def test_nonsense_is_refused_beside_its_field_and_nothing_is_saved(client, application, key, wrong):
    response = post(client, application, key, **wrong)
    assert (response.status_code, list(response.context["form"].errors)) == (422, list(wrong))
    application.refresh_from_db()
    assert (application.revision, Reference.objects.count(), CompetencyAnswer.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    "change", [{"revision": ""}, {"revision": "x"}, {"revision": "-1"}, {"revision": "9" * 30}, {"seen": "x" * 65}, {"seen": "\0"}]
)
def test_a_form_without_its_hidden_fields_is_refused(client, application, change):
    address = page(application, "about")
    response = client.post(address, {**hidden(client, address), **as_form(VALUES["about"]), **change})
    application.refresh_from_db()
    assert (response.status_code in {409, 422}, application.phone) == (True, "") if "9" * 30 not in change.values() else (True, application.phone)


def test_a_section_that_is_not_there_is_not_found(client, application):
    assert client.get(page(application, "bank-details")).status_code == 404
    assert client.post(page(application, "equality")).status_code == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email_1": "AMARA@tests.example"}, "email_1"), ({"name_2": " amara  osei "}, "name_2"),
        ({"email_2": "JO.MARSH@school.example"}, "email_2"), ({"name_2": "jo marsh"}, "name_2"),
    ],
)  # fmt: skip
def test_referees_are_two_different_people_and_not_the_candidate(client, application, change, field):
    response = post(client, application, "referees", **change)
    assert (response.status_code, list(response.context["form"].errors), Reference.objects.count()) == (422, [field], 0)


def test_a_referee_of_whom_nothing_is_said_any_more_goes(client, application):
    by = actor_of(client)
    write(by, application, "referees")
    write(by, application, "referees", **{f"{part}_2": "" for part in ("name", "email", "relation", "organisation")}, is_head_2=False)
    assert list(Reference.objects.values_list("position", "name")) == [(1, "Jo Marsh")]


def test_of_two_windows_on_one_section_the_second_sees_both_and_can_save_theirs(client, application):
    address = page(application, "about")
    opened = hidden(client, address)
    post(client, application, "about", town="Leeds")
    response = client.post(address, {**opened, "then": "later", **as_form({**VALUES["about"], "town": "York"})})
    assert response.status_code == 409
    assert response.context["conflict"].differences == (("Town or city where you live", "York", "Leeds"),)
    application.refresh_from_db()
    assert application.town == "Leeds"
    renewed = response.context["form"]
    again = {"revision": renewed["revision"].value(), "seen": renewed["seen"].value()}
    assert client.post(address, {**again, "then": "later", **as_form({**VALUES["about"], "town": "York"})}).status_code == 302
    application.refresh_from_db()
    assert application.town == "York"


def test_windows_on_two_sections_do_not_stand_in_each_others_way(client, application):
    opened = hidden(client, page(application, "motivation"))
    post(client, application, "teaching")
    response = client.post(page(application, "motivation"), {**opened, "then": "continue", "text": "Because."})
    assert (response.status_code, CompetencyAnswer.objects.count()) == (302, 2)


def test_the_same_sending_twice_is_no_conflict(client, application):
    address = page(application, "about")
    data = {**hidden(client, address), "then": "later", **as_form(VALUES["about"])}
    assert [client.post(address, data).status_code for _ in range(2)] == [302, 302]


def test_a_stale_save_by_command_shows_yours_and_the_present(client, application):
    by, part = actor_of(client), find_written("motivation")
    seen = fingerprint(part.read(queries.find(by, application.pk)))
    write(by, application, "motivation", text="Theirs")
    with pytest.raises(Conflict) as refused:
        commands.save(by=by, application=application, part=part, values={"text": "Mine"}, revision=0, seen=seen)
    assert refused.value.differences == (("Your answer", "Mine", "Theirs"),)


def test_what_was_sent_cannot_be_written_any_more(client, cohort):
    by = actor_of(client)
    application = sent(by, cohort)
    with pytest.raises(NotNow):
        write(by, application, "about", town="York")
    assert client.get(page(application, "about")).url == f"/recruitment/applications/{application.pk}/"
    response = client.post(page(application, "about"), {"revision": 99, "seen": "", **as_form(VALUES["about"])})
    application.refresh_from_db()
    assert (response.status_code, application.town) == (409, "Leeds")


def test_after_the_close_a_draft_is_still_saved(client, application):
    with now_is(CLOSES, client):
        assert post(client, application, "about").status_code == 302
        assert "cannot be sent" in client.get(page(application, "about")).content.decode()
    application.refresh_from_db()
    assert application.town == "Leeds"


def test_nobody_else_reads_or_writes_it(client, application, sign_in):
    outsiders = {404: [sign_in("candidate"), sign_in("assessor"), sign_in(("staff", "placement"))], 403: [sign_in(("staff", "recruitment"))]}
    for status, browsers in outsiders.items():
        for browser in browsers:
            for address in (
                page(application, "about"),
                f"/recruitment/applications/{application.pk}/",
                f"/recruitment/applications/{application.pk}/send/",
            ):
                assert (browser.get(address).status_code, address) == (status, address)
            assert browser.post(page(application, "about"), as_form(VALUES["about"])).status_code == status
    with pytest.raises(NotAllowed):
        commands.save(
            by=make_actor(("staff", "recruitment")), application=application, part=find_written("about"), values=VALUES["about"], revision=0, seen=""
        )
    application.refresh_from_db()
    assert (application.town, application.revision) == ("", 0)


def test_the_public_is_asked_to_sign_in(application, cohort):
    from django.test import Client

    for address in (page(application, "about"), f"/recruitment/apply/{cohort.pk}/", "/recruitment/"):
        assert Client().get(address).url.startswith("/account/login/?next=")
    assert Client().post(page(application, "about")).status_code == 401


def test_the_audit_has_names_of_fields_and_no_words(client, application):
    post(client, application, "motivation", text="Zebedee Quill")
    event = Event.objects.filter(action="recruitment.write").get()
    assert (event.fields, event.reason, event.subject_id) == (["text"], "motivation", application.person_id)
    assert "Zebedee" not in str(Event.objects.values_list())


def test_an_application_that_nobody_may_write_refuses_bad_referees_by_command_too(client, application):
    with pytest.raises(BadInput) as refused:
        write(actor_of(client), application, "referees", email_2="jo.marsh@school.example")
    assert list(refused.value.fields) == ["email_2"]


def test_all_sections_have_a_page_that_opens(client, cohort):
    application = complete(actor_of(client), cohort)
    for section in sections.every():
        assert (section.key, client.get(section.address(application)).status_code) == (section.key, 200)
