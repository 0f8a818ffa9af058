"""The curriculum: read once, told wrong all at once, held to its hash, and shown to anybody."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from difference.errors import NotNow
from difference.foundations.operations import doctor
from difference.programme.training import calendar, checks, curricula
from difference.programme.training.models import Enrolment, ModuleResult
from tests.programme.training.course import BOARDS, make_course


def test_there_are_ten_modules_of_180_credits_with_exits():
    its = curricula.editions()[0].curriculum
    assert (len(its.modules), sum(module.credits for module in its.modules), its.level) == (10, 180, 7)
    assert [(award.code, award.credits) for award in its.awards] == [("PGCERT", 60), ("PGDIP", 120), ("MA", 180)]
    assert [(grade.name, grade.mean) for grade in its.grades] == [("pass", 50), ("merit", 60), ("distinction", 70)]


def test_every_component_has_a_day_and_every_day_a_component():
    assert list(calendar.problems()) == []
    assert checks.curricula_can_be_read(None) == []


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path, monkeypatch):
    whole = curricula.files()[0].read_text()
    (tmp_path / "one.toml").write_text(whole.replace("weight = 60", "weight = 61").replace("credits = 40", "credits = 41"))
    (tmp_path / "two.toml").write_text("title = [")
    monkeypatch.setattr(curricula, "files", lambda: sorted(tmp_path.glob("*.toml")))
    told = " ".join(each.msg for each in checks.curricula_can_be_read(None))
    assert [part for part in ("add to 101, not 100", "credits add to 181", "two.toml", "not TOML") if part not in told] == []


def test_two_editions_of_one_day_are_refused(tmp_path, monkeypatch):
    for name in ("leading-inclusion.toml", "leading-inclusion.again.toml"):
        (tmp_path / name).write_text(curricula.files()[0].read_text() if name.count(".") == 1 else (tmp_path / "leading-inclusion.toml").read_text())
        if name.count(".") == 2:
            monkeypatch.setattr(curricula, "files", lambda: sorted(tmp_path.glob("*.toml")))
    (tmp_path / "leading-inclusion.again.toml").write_text((tmp_path / "leading-inclusion.toml").read_text())
    assert [each.id for each in checks.curricula_can_be_read(None)] == ["training.E002"]


def found(name):
    return [finding.sentence for each, finding in doctor.findings() if each == name]


@pytest.mark.django_db
def test_a_file_edited_under_the_same_edition_is_found_by_the_doctor_and_used_by_nobody(monkeypatch):
    course = make_course(1)
    assert found("enrolments without their curriculum") == []
    edited = tuple(curricula.Edition(one.slug, one.curriculum, "0" * 64) for one in curricula.editions())
    monkeypatch.setattr(curricula, "editions", lambda: edited)
    [sentence] = found("enrolments without their curriculum")
    assert "“leading-inclusion” in force from 1 September 2023" in sentence
    with pytest.raises(NotNow):
        curricula.edition_of(course.enrolment("a"))


@pytest.mark.django_db
def test_the_doctor_finds_who_is_not_enrolled_and_what_no_board_decided(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    course = make_course(1, fetch=False)
    from tests.programme.placement.market import STARTS
    from tests.programme.training.course import at, now_is

    with now_is(at(STARTS, days=7)):
        assert found("participants who are not enrolled") == []
    with now_is(at(STARTS, days=8)):
        [sentence] = found("participants who are not enrolled")
        assert "School of a" in sentence
    other = make_course(1, name="another")
    other.complete("a", "FAMILY", 60)
    other.board(BOARDS[0])
    names = ("awarded without an award", "results released without a board")
    assert [found(name) for name in names] == [[], []]
    Enrolment.objects.filter(pk=other.enrolment("a").pk).update(state="awarded")
    result = other.result("a", "FAMILY")
    result.decision.delete()
    assert [len(found(name)) for name in names] == [1, 1]
    assert ModuleResult.objects.filter(state="released").count() == 1
    assert course.cohort.pk != other.cohort.pk


@pytest.mark.django_db
def test_anybody_reads_the_curriculum_and_its_rules():
    response = Client().get(reverse("training:curriculum"))
    shown = " ".join(unescape(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)).split())
    assert response.status_code == 200
    for part in ("10 modules, 180 credits at level 7", "Improvement project", "pass from 50, merit from 60, distinction from 70", "for at most 50"):
        assert part in shown
