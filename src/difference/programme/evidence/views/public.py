"""For everybody: what works, practice by practice, with its projects and its downloads. Made from what is published and nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from difference.foundations.access.routes import Access, access
from difference.foundations.actors import Actor
from difference.programme.evidence import charts, exports, published
from difference.programme.evidence.published import PublishedPractice
from difference.web.charts import Unit
from difference.web.components.lists import Row
from difference.web.components.tables import Column
from difference.web.values import Link, Tag

EFFECT = Unit(places=2)
COLUMNS = (
    "Practice", "What is known", Column("Projects reported", numeric=True), Column("Effect", numeric=True), "95% interval",
    Column("Under way", numeric=True), Column("Abandoned", numeric=True),
)  # fmt: skip
PROJECT_COLUMNS = (
    "Project", "Kind of school", "What was measured", "Compared with", Column("Effect", numeric=True), "95% interval", "Pupils who took part",
    "Pupils compared", "Protocol registered before the data", "Reported",
)  # fmt: skip


def load(actor: Actor, slug: str) -> PublishedPractice:
    """One practice. Raises NotFound."""
    return published.practice(slug)


PUBLIC = Access("evidence.see-public")
PRACTICE = Access("evidence.see-public", load=load)


def _row(one: PublishedPractice) -> tuple[object, ...]:
    effect = (EFFECT.write(one.together.effect), EFFECT.write_range(one.together.low, one.together.high)) if one.together else (None, None)
    name = Link(one.practice.title, reverse("evidence:practice", args=[one.practice.slug]))
    return (name, Tag(one.verdict.title, one.verdict.tone), one.reported, *effect, one.under_way, one.abandoned)


@access(GET=PUBLIC)
def index(request: HttpRequest) -> HttpResponse:
    """Every practice: how many projects, their effect together, and what that says."""
    found = published.practices()
    context = {"chart": charts.of_practices(found, reverse("evidence:practices-csv")), "columns": COLUMNS, "rows": [_row(one) for one in found]}
    return render(request, "evidence/public/index.html", context)


def _facts(one: PublishedPractice) -> list[Row]:
    rows = [Row("What is known", [Tag(one.verdict.title, one.verdict.tone), one.verdict.says]), Row("Projects reported", one.reported)]
    its = one.together
    if its:
        rows.append(
            Row(
                "Effect",
                [EFFECT.write(its.effect), f"95% interval {EFFECT.write_range(its.low, its.high)}", f"{its.method[:1].upper()}{its.method[1:]}."],
            )
        )
    if its and one.reported > 1:
        rows.append(Row("How much projects differ", f"I² {its.i2:.0f}%, τ² {its.tau2:.2f}"))
    if its and its.pi_low is not None and its.pi_high is not None:
        rows.append(Row("Where a further project’s effect would lie", EFFECT.write_range(its.pi_low, its.pi_high)))
    rows.append(Row("Projects under way", one.under_way))
    before = one.abandoned_before_registering
    note = f"{before} of them before {'its' if before == 1 else 'their'} protocol was registered" if before else ""
    return [*rows, Row("Projects abandoned", [one.abandoned, note])]


@access(GET=PRACTICE)
def practice(request: HttpRequest, practice: PublishedPractice) -> HttpResponse:
    """One practice with each of its reported projects."""
    rows = [
        (
            one.label, one.school_type, one.outcome, one.comparison, EFFECT.write(one.effect), EFFECT.write_range(one.low, one.high), one.pupils,
            one.compared, one.registered_on, one.reported_on,
        )
        for one in practice.projects
    ]  # fmt: skip
    context = {
        "one": practice, "facts": _facts(practice), "rows": rows, "columns": PROJECT_COLUMNS,
        "chart": charts.of_practice(practice, reverse("evidence:projects-csv", args=[practice.practice.slug])),
    }  # fmt: skip
    return render(request, "evidence/public/practice.html", context)


def _as_file(words: str, name: str) -> HttpResponse:
    response = HttpResponse(words, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


@access(GET=PUBLIC)
def practices_csv(request: HttpRequest) -> HttpResponse:
    """The numbers of every practice."""
    return _as_file(exports.of_practices(published.practices()), "practices")


@access(GET=PRACTICE)
def projects_csv(request: HttpRequest, practice: PublishedPractice) -> HttpResponse:
    """The numbers of a practice's reported projects."""
    return _as_file(exports.of_projects(practice), f"{practice.practice.slug}-projects")
