"""A staff page: say which school another was succeeded by."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from difference.errors import BadInput
from difference.foundations.access.routes import Access, access
from difference.foundations.actors import actor_of
from difference.foundations.schools import commands
from difference.foundations.schools.forms import SuccessorForm
from difference.foundations.schools.models import School
from difference.foundations.schools.views.finding import load_school


@access(GET=Access("schools.link-successor", load=load_school), POST=Access("schools.link-successor", load=load_school))
def successor(request: HttpRequest, school: School) -> HttpResponse:
    """Name the school that followed, or take back what staff said before."""
    form = SuccessorForm(request.POST) if request.method == "POST" else SuccessorForm(initial={"seen": school.successor_id})
    if form.is_valid():
        given = form.cleaned_data
        try:
            commands.link_successor(by=actor_of(request), school=school.urn, successor=given["successor"], reason=given["reason"], seen=given["seen"])
        except BadInput as error:
            form.refuse(error)
        else:
            messages.success(request, "The successor has been noted.")
            return HttpResponseRedirect(reverse("schools:school", args=[school.urn]))
    return render(request, "schools/successor.html", {"form": form, "school": school}, status=422 if form.errors else 200)
