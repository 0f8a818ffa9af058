"""Many letters at once leave after a person has read them, once, or never."""

import pytest

from difference.errors import BadInput, NotAllowed, NotFound, NotNow
from difference.foundations.actors import system
from difference.foundations.audit.models import Event
from difference.foundations.mail.commands import Draft, discard_batch, draft_batch, release_batch
from difference.foundations.mail.models import Batch, Letter
from difference.foundations.mail.queries import samples
from tests.making import make_actor

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.foundations.operations.engine_urls")]


def drafts(count=5):
    return [Draft(f"person{number}@example.org", "Your place", f"Dear {number}") for number in range(count)]


@pytest.fixture
def batch(server):
    return draft_batch(by=system("tests"), kind="tests.news", title="Decisions of June", letters=drafts())


def states():
    return sorted(set(Letter.objects.values_list("state", flat=True)))


def test_a_draft_is_not_sent(batch):
    assert (states(), batch.state) == (["drafted"], "drafted")


def test_released_once_however_often_clicked(batch):
    staff = make_actor(("staff", "recruitment"))
    assert release_batch(by=staff, batch_id=batch.pk) == 5
    for again in (release_batch, discard_batch):
        with pytest.raises(NotNow):
            again(by=staff, batch_id=batch.pk)
    batch.refresh_from_db()
    assert (states(), batch.state, batch.decided_by) == (["queued"], "released", staff.person_id)
    assert Event.objects.filter(action="mail.release-batch").count() == 1


def test_discarded_it_never_leaves(batch):
    staff = make_actor(("staff", "recruitment"))
    assert discard_batch(by=staff, batch_id=batch.pk) == 5
    with pytest.raises(NotNow):
        release_batch(by=staff, batch_id=batch.pk)
    assert states() == ["discarded"]


@pytest.mark.parametrize("grant", ["administrator", ("staff", "placement"), "candidate", "data_protection_officer"])
def test_for_anyone_else_it_does_not_exist(batch, grant):
    with pytest.raises(NotFound):
        release_batch(by=make_actor(grant), batch_id=batch.pk)
    assert states() == ["drafted"]


def test_nobody_else_drafts_one():
    with pytest.raises(NotAllowed):
        draft_batch(by=make_actor("administrator"), kind="tests.news", title="x", letters=drafts())


def test_what_cannot_be_written_is_named_and_nothing_is_drafted():
    broken = [*drafts(2), Draft("nobody", "Hello", "Hello"), Draft("a@b.org", "two\nlines", "Hello")]
    with pytest.raises(BadInput) as refused:
        draft_batch(by=system("tests"), kind="tests.news", title="x", letters=broken)
    assert (sorted(refused.value.lines), Batch.objects.count(), Letter.objects.count()) == ([3, 4], 0, 0)


@pytest.mark.parametrize("letters", [[], [*drafts(1), *drafts(1)]])
def test_an_empty_batch_and_a_letter_twice_are_refused(letters):
    with pytest.raises(BadInput):
        draft_batch(by=system("tests"), kind="tests.news", title="x", letters=letters)


def test_three_samples_are_the_same_for_everyone(batch):
    assert [letter.to for letter in samples(batch)] == ["person0@example.org", "person2@example.org", "person4@example.org"]


def test_its_page_shows_how_many_samples_and_all_it_goes_to(batch, sign_in):
    page = sign_in(("staff", "recruitment")).get(f"/outbox/batches/{batch.pk}/").content.decode()
    assert all(words in page for words in ("5 letters", "Dear 0", "Dear 2", "Dear 4", "person3@example.org", "Release all letters"))
    assert "Dear 1" not in page


def test_a_double_click_on_its_page_releases_it_once(batch, sign_in):
    browser = sign_in(("staff", "recruitment"))
    assert [browser.post(f"/outbox/batches/{batch.pk}/").status_code for _ in range(2)] == [302, 409]
    assert "released" in browser.get("/outbox/").content.decode().lower()


def test_its_page_discards_it(batch, sign_in):
    browser = sign_in(("staff", "recruitment"))
    assert [browser.post(f"/outbox/batches/{batch.pk}/discard/").status_code for _ in range(2)] == [302, 409]
    assert states() == ["discarded"]
