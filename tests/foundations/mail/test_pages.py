"""The outbox: staff read the letters of their own work; an administrator sees numbers; a link that signs in is read by nobody."""

import pytest

from difference.errors import NotFound
from difference.foundations.actors import system
from difference.foundations.audit.models import Event
from difference.foundations.mail import queries
from difference.foundations.mail.commands import post
from difference.foundations.mail.models import Letter
from tests.making import make_account

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.foundations.operations.engine_urls")]


@pytest.fixture
def letters(settings):
    settings.EMAIL_HOST = ""
    person = make_account("candidate").person_id

    def write(kind, subject):
        return post(by=system("tests"), to="zoe@example.org", kind=kind, subject=subject, text=f"Words of {subject}", person_id=person)

    return {subject: write(kind, subject) for subject, kind in {"News": "tests.news", "Link": "tests.link", "Stray": "nobody.registered"}.items()}


def test_staff_see_the_letters_of_their_own_work_alone(sign_in, letters):
    page = sign_in(("staff", "recruitment")).get("/outbox/").content.decode()
    assert [name in page for name in ("News", "Link", "Stray")] == [True, False, False]
    other = sign_in(("staff", "placement")).get("/outbox/").content.decode()
    assert not any(secret in other for secret in ("News", "zoe@example.org"))


def test_reading_one_is_put_in_the_audit(sign_in, letters):
    page = sign_in(("staff", "recruitment")).get(f"/outbox/letters/{letters['News'].pk}/")
    assert "Words of News" in page.content.decode()
    entry = Event.objects.get(action="mail.read-letter")
    assert (entry.kind, entry.subject_id) == ("seen", letters["News"].person_id)


@pytest.mark.parametrize("name", ["Link", "Stray"])
def test_a_link_and_a_kind_that_nobody_registered_are_read_by_nobody(sign_in, letters, name):
    for grant in (("staff", "recruitment"), "administrator", "data_protection_officer"):
        assert sign_in(grant).get(f"/outbox/letters/{letters[name].pk}/").status_code == 404


def test_an_administrator_sees_numbers_and_no_letter(sign_in, letters):
    browser = sign_in("administrator")
    assert [browser.get(path).status_code for path in ("/outbox/health/", "/outbox/", f"/outbox/letters/{letters['News'].pk}/")] == [200, 403, 404]
    assert not any(secret in browser.get("/outbox/health/").content.decode() for secret in ("zoe", "News", "Words"))


def test_filters_that_make_no_sense_are_left_out(sign_in, letters):
    assert sign_in(("staff", "recruitment")).get("/outbox/?state=odd&kind=odd&page=x").status_code == 200


def test_a_letter_that_came_back_is_sent_again_once(sign_in, letters, server):
    Letter.objects.filter(pk=letters["News"].pk).update(state="bounced", attempts=3, reason="5.1.1")
    browser = sign_in(("staff", "recruitment"))
    address = f"/outbox/letters/{letters['News'].pk}/"
    assert "Send it again" in browser.get(address).content.decode()
    assert [browser.post(address).status_code for _ in range(2)] == [302, 409]
    assert Letter.objects.values_list("state", "attempts").get(pk=letters["News"].pk) == ("queued", 0)


def test_a_letter_that_may_have_been_sent_says_so_before_it_is_sent_again(sign_in, letters, time_machine):
    from difference.foundations import clock

    Letter.objects.filter(pk=letters["News"].pk).update(state="sending", attempts=1, sending_at=clock.now())
    address = f"/outbox/letters/{letters['News'].pk}/"
    browser = sign_in(("staff", "recruitment"))
    assert browser.post(address).status_code == 409
    time_machine.move_to("2026-11-23T10:16:00+00:00")
    assert "may make it arrive twice" in browser.get(address).content.decode()
    assert browser.post(address).status_code == 302


def test_the_demonstration_shows_all_and_only_the_demonstration(settings, letters):
    assert queries.for_the_demonstration().count() == 3
    settings.DEMO_SIGN_IN = False
    with pytest.raises(NotFound):
        queries.for_the_demonstration()


def test_a_letter_whose_words_are_gone_still_has_a_name_to_press(sign_in, letters):
    Letter.objects.filter(pk=letters["News"].pk).update(to="", subject="", text="")
    browser = sign_in(("staff", "recruitment"))
    for address in ("/outbox/", f"/outbox/letters/{letters['News'].pk}/"):
        page = browser.get(address).content.decode()
        assert [word in page for word in ("A letter whose words are no longer kept", "No longer kept")] == [True, True], address
