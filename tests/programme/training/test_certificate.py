"""Checking a certificate: code and surname together, or nothing; and never before release."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from difference.programme.training.models import Award
from difference.programme.training.queries import awards
from tests.programme.training.course import BOARDS, make_course, whole_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def award():
    course = make_course(1)
    whole_of(course, "a", 72)
    course.board(BOARDS[1])
    return Award.objects.get()


def words(response):
    return " ".join(unescape(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)).split())


def ask(code, surname):
    return Client().post(reverse("training:certificate"), {"code": code, "surname": surname})


def test_code_and_surname_together_show_the_award(award):
    shown = words(ask(award.certificate, "Okonkwo"))
    assert "This certificate is ours." in shown
    for each in ("Amara Okonkwo", "Master of Arts in Leading Inclusion", "Distinction", "180", "27 July 2029"):
        assert each in shown
    for typed in (award.certificate.lower().replace("-", " "), f" {award.certificate} "):
        assert "This certificate is ours." in words(ask(typed, "OKONKWO"))


def test_a_wrong_code_and_a_wrong_surname_are_answered_alike_and_name_nobody(award):
    answers = {words(ask(code, surname)) for code, surname in ((award.certificate, "Kovacs"), ("AAAA-AAAA-AAAA-AAAA", "Okonkwo"))}
    assert len({re.sub(r"(Kovacs|Okonkwo)", "", answer) for answer in answers}) == 1
    page = ask(award.certificate, "Kovacs").content.decode()
    assert [secret for secret in ("Amara", "Okonkwo", "Master of Arts", "Distinction") if secret in page] == []
    for surname in ("Amara", "Amara Okonkwo", "O", "-", "%", "Okonkw", "nkwo"):
        assert awards.check(award.certificate, surname) is None


def test_an_award_that_is_not_released_is_unknown(award):
    Award.objects.update(released_at=None)
    assert "We have no certificate" in words(ask(award.certificate, "Okonkwo"))


@pytest.mark.parametrize("given", [{}, {"code": "x" * 500, "surname": "x"}, {"code": "a\0b", "surname": "x"}, {"code": "x", "surname": "y" * 5000}])
def test_nonsense_is_refused_by_its_field(given):
    response = Client().post(reverse("training:certificate"), given)
    assert (response.status_code, "There is a problem" in words(response)) == (422, True)


def test_tries_run_out(award):
    statuses = [ask("AAAA-AAAA-AAAA-AAAA", "Okonkwo").status_code for _ in range(31)]
    assert statuses == [200] * 30 + [429]
    assert ask(award.certificate, "Okonkwo").status_code == 429
