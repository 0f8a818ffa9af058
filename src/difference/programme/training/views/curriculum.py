"""What the programme teaches, for anyone: strands, modules, how each is assessed, and the rules of passing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from difference.foundations import clock
from difference.foundations.access.routes import Access, access
from difference.methods.awards import Curriculum
from difference.programme.training.curricula import editions, in_force_on
from difference.programme.training.rules import rules
from difference.programme.training.showing import many
from difference.web.components.lists import Row
from difference.web.components.tables import Column

MODULE_COLUMNS = ["Module", "Strand", Column("Credits", numeric=True), "Assessed by"]
AWARD_COLUMNS = ["Award", Column("Credits", numeric=True), "Needs", "Classes"]


def _modules(curriculum: Curriculum) -> list[list[object]]:
    strands = {strand.code: strand.title for strand in curriculum.strands}
    return [
        [module.title, strands[module.strand], module.credits, "; ".join(f"{part.title}, {part.weight}%" for part in module.components)]
        for module in curriculum.modules
    ]


def _awards(curriculum: Curriculum) -> list[list[object]]:
    classes = ", ".join(f"{grade.name} from {grade.mean}" for grade in curriculum.grades)
    return [
        [award.title, award.credits, ", ".join(curriculum.module[code].title for code in award.requires), classes if award.classified else "None"]
        for award in curriculum.awards
    ]


def _rules(curriculum: Curriculum) -> list[Row]:
    its, ours = curriculum.rules, rules()
    rows = [
        Row("Pass mark", its.pass_mark),
        Row("Resits", f"{many(its.resits, 'time', 'times')} for each component, for at most {its.resit_cap}"),
        Row("Work handed in late", f"Taken for {many(ours.late_taken_days, 'day', 'days')}, for at most {ours.late_cap}"),
    ]
    if its.compensation:
        rows.append(
            Row("Compensation", f"A mark from {its.compensation.floor} can be made up for by a mean of {its.compensation.mean}, within limits")
        )
    if its.condonement:
        rows.append(Row("Condonement", f"A board may condone a mark from {its.condonement.floor} where the mean is {its.condonement.mean}"))
    return rows


@access(GET=Access("training.see-curriculum"))
def curriculum(request: HttpRequest) -> HttpResponse:
    """The edition in force today."""
    edition = in_force_on(max(clock.today(), editions()[-1].curriculum.in_force))
    its = edition.curriculum
    context = {
        "curriculum": its, "edition": edition, "modules": _modules(its), "module_columns": MODULE_COLUMNS, "awards": _awards(its),
        "award_columns": AWARD_COLUMNS, "rules": _rules(its), "total": sum(module.credits for module in its.modules),
    }  # fmt: skip
    return render(request, "training/curriculum.html", context)
