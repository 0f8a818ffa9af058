"""Reads a curriculum from TOML and says everything that is wrong with it at once, each mistake with its place."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from typing import Any

from difference.errors import BadInput
from difference.methods.awards.checking import check
from difference.methods.awards.curriculum import Award, Component, Curriculum, Grade, Limit, Module, Rules, Strand
from difference.methods.awards.tables import Table, tables
from difference.methods.problems import Problems

WRONG = "This curriculum cannot be used."


def read(text: str) -> Curriculum:
    """The curriculum written in `text` (the format is in `docs/methods/awards.md`).

    Raises BadInput with every mistake: unknown or missing keys, weights that do not add to 100, credits that do not add to the award, unknown
    strands, exits that no set of modules adds up to, marks that contradict each other.
    """
    problems = Problems()
    top = Table("curriculum", _parse(text), problems)
    rules = _rules(Table("rules", top.table("rules"), problems), problems)
    curriculum = Curriculum(
        title=top.text("title"),
        source=top.text("source"),
        in_force=top.date("in_force") or dt.date.min,
        level=top.whole("level", least=4, most=8),
        rules=rules,
        strands=tuple(Strand(row.text("code"), row.text("title")) for row in tables(top, "strands", problems)),
        modules=tuple(_module(row, problems) for row in tables(top, "modules", problems)),
        awards=tuple(sorted((_award(row) for row in tables(top, "awards", problems)), key=lambda award: award.credits)),
        grades=tuple(
            sorted((Grade(row.text("name"), row.whole("mean", most=100)) for row in tables(top, "grades", problems)), key=lambda grade: grade.mean)
        ),
    )
    top.finish()
    check(curriculum, problems)
    problems.refuse(WRONG)
    return curriculum


def _parse(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line = int(found.group(1)) if found else text.count("\n") + 1
        raise BadInput("This is not TOML.", lines={line: str(error)}) from None
    except RecursionError:
        raise BadInput("This TOML is nested too deeply to be read.") from None


def _rules(table: Table, problems: Problems) -> Rules:
    resit = Table("rules.resit", table.table("resit"), problems)
    rounding = Table("rules.rounding", table.table("rounding"), problems)
    rules = Rules(
        pass_mark=table.whole("pass_mark", least=1, most=100),
        resits=resit.whole("attempts", most=9),
        resit_cap=resit.whole("cap", least=1, most=100),
        cap_on=resit.choice("on", ("component", "module")),
        compensation=_limit(table, "compensation", problems),
        condonement=_limit(table, "condonement", problems),
        module_decimals=rounding.whole("module_decimals", most=4),
        mean_decimals=rounding.whole("mean_decimals", most=4),
        rounding=rounding.choice("rule", ("half_up",)),
        counting=table.choice("counting", ("best",)),
    )
    for each in (table, resit, rounding):
        each.finish()
    return rules


def _limit(rules: Table, name: str, problems: Problems) -> Limit | None:
    if name not in rules:
        return None
    table = Table(f"rules.{name}", rules.table(name), problems)
    limit = Limit(floor=table.whole("floor", most=100), mean=table.whole("mean", most=100))
    table.finish()
    return limit


def _module(row: Table, problems: Problems) -> Module:
    return Module(
        code=row.text("code"),
        title=row.text("title"),
        strand=row.text("strand"),
        credits=row.whole("credits", least=1, most=1000),
        compensatable=row.truth("compensatable", otherwise=True),
        components=tuple(
            Component(
                part.text("code"),
                part.text("title"),
                part.whole("weight", least=1, most=100),
                part.whole("must_reach", most=100, otherwise=0),
            )
            for part in tables(row, "components", problems)
        ),
    )


def _award(row: Table) -> Award:
    return Award(
        code=row.text("code"),
        title=row.text("title"),
        credits=row.whole("credits", least=1, most=10_000),
        compensated_credits=row.whole("compensated_credits", most=10_000, otherwise=0),
        condoned_credits=row.whole("condoned_credits", most=10_000, otherwise=0),
        requires=row.texts("requires"),
        classified=row.truth("classified", otherwise=True),
    )
