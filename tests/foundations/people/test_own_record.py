"""My record: what we hold, who can see it, who looked; and changing one's own name."""

import pytest

from difference.foundations.audit.models import Event
from tests.making import make_account

pytestmark = pytest.mark.django_db


def test_people_see_what_we_hold_and_who_can_see_it(sign_in):
    client = sign_in("candidate", name="Amara Osei")
    words = client.get("/people/record/").content.decode()
    assert all(part in words for part in ("Amara Osei", client.account.email, "A system administrator"))


def test_who_looked_stands_on_the_record(sign_in):
    me, administrator = sign_in("candidate"), sign_in("administrator", name="Lewis Hart")
    administrator.get(f"/people/accounts/{me.account.pk}/")
    assert Event.objects.filter(kind=Event.SEEN, subject_id=me.account.person_id).count() == 1
    words = me.get("/people/record/").content.decode()
    assert "Nobody" not in words.partition("Who looked")[2].partition("</section>")[0] or "23 November 2026" in words


def test_a_stale_save_shows_yours_and_the_present_one(sign_in):
    client = sign_in("candidate", name="Amara Osei")
    stale = {"revision": 0, "full_name": "Amara B Osei", "known_as": ""}
    assert client.post("/people/record/name/", {"revision": 0, "full_name": "Amara Adjei", "known_as": "Amara"}).status_code == 302
    response = client.post("/people/record/name/", stale)
    words = response.content.decode()
    assert (response.status_code, "Amara B Osei" in words, "Amara Adjei" in words) == (409, True, True)
    client.account.person.refresh_from_db()
    assert client.account.person.full_name == "Amara Adjei"


def test_the_audit_names_the_fields_that_changed_and_not_their_values(sign_in):
    client = sign_in("candidate", name="Amara Osei")
    client.post("/people/record/name/", {"revision": 0, "full_name": "Amara Osei", "known_as": "Mara"})
    event = Event.objects.get(action="people.change-own-details")
    assert (event.fields, "Mara" in str(event.__dict__)) == (["known_as"], False)


@pytest.mark.parametrize("values", [{"full_name": " "}, {"full_name": "x" * 201}, {"full_name": "A\x00B"}, {"revision": "minus one"}, {}])
def test_a_name_that_cannot_be_used_is_refused_with_a_sentence(sign_in, values):
    client = sign_in("candidate", name="Amara Osei")
    assert client.post("/people/record/name/", {"revision": 0, "known_as": "", **values}).status_code == 422
    client.account.person.refresh_from_db()
    assert client.account.person.full_name == "Amara Osei"


def test_nobody_reads_an_account_that_is_not_theirs(sign_in):
    other = make_account("candidate", name="Somebody Else")
    response = sign_in("candidate").get(f"/people/accounts/{other.pk}/")
    assert (response.status_code, b"Somebody Else" in response.content) == (404, False)


def test_the_privacy_notice_is_accepted_once_in_a_version(sign_in):
    client = sign_in("candidate")
    for _ in range(2):
        assert client.post("/privacy/").status_code == 302
    assert [notice.version for notice in client.account.person.notices.all()] == ["2026-11-25"]
