"""How long we keep what: for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from difference.foundations.access.routes import Access, access
from difference.foundations.rights import showing
from difference.web.components.lists import Row


@access(GET=Access("rights.see-schedule"))
def retention(request: HttpRequest) -> HttpResponse:
    """The schedule in words, read from where the computer follows it."""
    parts = [
        (
            line.title,
            [
                Row("What we hold", line.holds[:1].upper() + line.holds[1:]),
                Row("Why", line.why),
                Row("The law that lets us", line.law[:1].upper() + line.law[1:]),
                Row("How long", line.how_long[:1].upper() + line.how_long[1:]),
                Row("When you are erased", line.at_erasure),
                Row("In a copy of your data", line.in_a_copy),
            ],
        )
        for line in showing.lines()
    ]
    return render(request, "rights/retention.html", {"parts": parts})
